jest.mock("../../../src/http/errors", () => {
  const real = jest.requireActual("../../../src/http/errors");
  return { ...real, formatError: (f: any, e: any) => { const out = real.formatError(f, e); if (out.extensions.code === "UNAVAILABLE") { let o = e; while (o?.originalError) o = o.originalError; console.error(o, o?.driverError); } return out; } };
});
import { type TestRegistry, startRegistry } from "../../support/registry";
let registry: TestRegistry;
beforeAll(async () => { registry = await startRegistry(); });
afterAll(() => registry.close());
it("answers", async () => {
  await registry.person("director", "DIRECTOR_OPSP");
  const a = await registry.ask("director", "{ viewer { id at person { name } posts { code office { code } } reportingLine { code } } }");
  console.log(JSON.stringify(a.body, null, 1), a.headers, registry.logged);
});
