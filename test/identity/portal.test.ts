import { expectRefused, issuer, subject, verifyWish, verifyWithOneIssuer } from "./verification";

verifyWithOneIssuer();

describe("D10: a portal", () => {
  it("acts on behalf of a person when the token says so", async () => {
    const credentials = await verifyWish({ actor: "portal.oma" });
    expect(credentials).toMatchObject({ subject, actor: { issuer: issuer.issuer, subject: "portal.oma" } });
  });

  it.each([
    ["a text", "portal.oma"],
    ["without a subject", {}],
    ["null", null],
    ["of another issuer", { sub: "portal.oma", iss: "https://another.example" }],
    ["through another portal", { sub: "portal.oma", act: { sub: "portal.oo" } }],
    ["with an odd subject", { sub: "portal.oma\0" }],
    ["a list", [{ sub: "portal.oma" }]],
  ])("is refused when the claim about it is %s", async (_, act) => {
    await expectRefused(verifyWish({ claims: { act } }));
  });

  it.each(["a text", "a list"])("may have a scope, which is a text: %s", async (kind) => {
    const claims = { scope: kind === "a list" ? ["read"] : "read" };
    if (kind === "a text") expect((await verifyWish({ claims })).scope).toEqual(["read"]);
    else await expectRefused(verifyWish({ claims }));
  });
});
