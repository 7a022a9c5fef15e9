import { DEMONSTRATION_SECRET, demonstrationAccounts } from "../../src/identity/demonstration-accounts";
import { graphiqlPage } from "../../src/identity/graphiql-page";

const page = graphiqlPage({
  issuer: "http://127.0.0.1:4001",
  accounts: demonstrationAccounts("SINGLE"),
  examples: [
    { query: 'query Odd { report(symbol: "</script><script>alert(1)</script>") { title } }', variables: { a: 1 } },
  ],
});

const policy = new Map(page.contentSecurityPolicy.split("; ").map((rule) => [rule.split(" ")[0], rule]));

describe("the page of GraphiQL", () => {
  it("loads only what is given with it", () => {
    const loaded = [...page.html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, path]) => path);
    expect(loaded.sort()).toEqual([...page.assets.keys()].sort());
    expect(page.html).not.toMatch(/https?:\/\/(?!127\.0\.0\.1:4001\/token)/);
  });

  it("has assets with a body and a type each, and none that loads another from the network", () => {
    for (const [path, { body, type }] of page.assets) {
      expect(body.length).toBeGreaterThan(100);
      expect(type).toBe(path.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8");
      if (path.endsWith(".css")) expect(body.toString()).not.toMatch(/@import|url\((?!data:)/);
    }
  });

  it("holds scripts, styles and requests to this server and the provider", () => {
    expect(policy.get("default-src")).toBe("default-src 'none'");
    expect(policy.get("script-src")).toBe("script-src 'self'");
    expect(policy.get("connect-src")).toBe("connect-src 'self' http://127.0.0.1:4001");
    expect(page.contentSecurityPolicy).not.toMatch(/unsafe|\*/);
  });

  it("has no script, style or handler of its own in the page, whatever the examples hold", () => {
    const scripts = [...page.html.matchAll(/<script[^>]*>/gi)].map(([tag]) => tag);
    expect(scripts.filter((tag) => !/ src="|type="application\/json"/.test(tag))).toEqual([]);
    expect(page.html).not.toMatch(/<style| style=| on\w+=/i);
  });

  it("knows every account and example, and no secret", () => {
    const [, text = ""] = /id="settings">(.*?)<\/script>/.exec(page.html) ?? [];
    const settings = JSON.parse(text) as { accounts: { account: string }[]; examples: { query: string }[] };
    expect(settings.accounts).toHaveLength(demonstrationAccounts("SINGLE").length);
    expect(settings.examples[0]?.query).toContain("</script>");
    expect(page.html).not.toContain(DEMONSTRATION_SECRET);
  });
});
