import { Oracle } from "../policies/oracle";
import { WorldMaker } from "../policies/random-world";
import { enterWorld } from "../policies/world-rows";
import { type TestRegistry, startRegistry } from "../support/registry";

const LISTS = `{
  circulations(first: 50) { nodes { id } edges { cursor } }
  reports(first: 50) { nodes { circulations(first: 20) { nodes { id } edges { cursor } } } }
}`;

let registry: TestRegistry;

beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.close());

test("a recipient's circulations come in an order that tells nothing of when they were proposed", async () => {
  const world = new WorldMaker(2).make();
  const seen = (person: string) => world.circulations.filter((one) => new Oracle(world, { person }).circulation(one));
  const recipient = world.persons.find((person) => {
    const sights = world.circulations.map((one) => new Oracle(world, { person }).circulation(one));
    return seen(person).length > 1 && sights.every((sight) => !sight?.papers);
  })!;
  await enterWorld(registry.superuser, world, { issuer: registry.issuer.issuer, seal: registry.app.stage.seal });
  const before = await registry.ask(recipient, LISTS);

  await registry.sql(
    `with turned as (select set_config('session_replication_role', 'replica', false))
     update circulation set proposed_at = timestamptz '2015-01-01' - (proposed_at - timestamptz '2015-01-01') from turned`,
  );

  expect(before.data.circulations.nodes).toHaveLength(seen(recipient).length);
  expect((await registry.ask(recipient, LISTS)).data).toEqual(before.data);
});
