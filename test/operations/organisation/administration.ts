import { idOf } from "../../../src/access/ids";
import { type Answer, type TestPerson, type TestRegistry, startRegistry } from "../../support/registry";

/** The day that these tests live in. */
export const TODAY = "2026-03-10";

/** A registry with its people: two administrators, the Director, a USG, an auditor, OIOS, the head of OMA and its staff. */
export interface Administration {
  readonly registry: TestRegistry;
  readonly people: Readonly<Record<(typeof CAST)[number][0], TestPerson>>;
}

const CAST = [
  ["first", "ADMINISTRATOR_1"],
  ["second", "ADMINISTRATOR_2"],
  ["director", "DIRECTOR_OPSP"],
  ["usg", "USG_DPO"],
  ["auditor", "AUDITOR"],
  ["officer", "OPSP_MISSION_SUPPORT"],
  ["oma", "MILITARY_ADVISER"],
  ["staff", "OMA_STAFF"],
  ["mission", "HOM_MINUSCA"],
] as const;

export async function startAdministration(now = `${TODAY}T12:00:00Z`): Promise<Administration> {
  const registry = await startRegistry(now);
  await registry.post("OMA_STAFF", "OMA");
  const people: [string, TestPerson][] = [];
  for (const [subject, post] of CAST) people.push([subject, await registry.person(subject, post)]);
  return { registry, people: Object.fromEntries(people) as Administration["people"] };
}

/** An act as it is asked for: `appoint`, or with what is wanted of its payload, `appoint { appointment { id } }`. */
function mutationOf(what: string): { name: string; query: string } {
  const [name = "", payload = "{ __typename }"] = what.split(/ (.*)/s);
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return { name, query: `mutation($input: ${input}!) { ${name}(input: $input) ${payload} }` };
}

type Wish = Parameters<TestRegistry["ask"]>[0];

/** Does an act, and gives its payload; a refusal fails the test. */
export async function done(registry: TestRegistry, as: Wish, what: string, input: object): Promise<Answer["data"]> {
  const { name, query } = mutationOf(what);
  const answer = await registry.ask(as, query, { input });
  if (answer.code)
    throw new Error(`${name} was refused: ${answer.code} ${answer.message} ${JSON.stringify(registry.logged.at(-1))}`);
  return answer.data[name];
}

/** Asks for an act that is refused, and makes sure that not a row was changed and that the register has the refusal. */
export async function refused(
  registry: TestRegistry,
  as: Wish,
  name: string,
  input: object,
): Promise<[string?, string?]> {
  const before = await registry.contents();
  const { code, paragraph, message } = await registry.ask(as, mutationOf(name).query, { input });
  if (!code) throw new Error(`${name} was not refused.`);
  expect(await registry.contents()).toEqual(before);
  const [entry] = await registry.sql("select entry::json as entry from register_entry order by sequence desc limit 1");
  expect(entry.entry).toMatchObject({ kind: "REFUSAL", operation: [name], code });
  expect(message).toMatch(/^[A-Z].*[.]$/s);
  return paragraph ? [code, paragraph] : [code];
}

/** The codes of the posts that somebody holds now, as the registry tells them; null where the login is not known. */
export async function postsOf(registry: TestRegistry, as: Wish): Promise<string[] | null> {
  const { data, status } = await registry.ask(as, "{ viewer { posts { code } } }");
  return status === 401 ? null : data.viewer.posts.map(({ code }: { code: string }) => code);
}

/** Enters an appointment by the first administrator, and gives its id. */
export async function entered(
  registry: TestRegistry,
  { post, person, ...more }: { post: string; person: string; [more: string]: unknown },
): Promise<string> {
  const input = { postId: await registry.id("post", post), personId: person, startsOn: TODAY, ...more };
  return (await done(registry, "first", "appoint { appointment { id } }", input)).appointment.id;
}

/** Confirms an entry by the second administrator. */
export const confirmed = (registry: TestRegistry, entryId: string, by: Wish = "second") =>
  done(registry, by, "confirmEntry", { entryId });

/** A fresh person without a post. */
export async function somebody(registry: TestRegistry): Promise<TestPerson> {
  count += 1;
  return registry.person(`somebody ${count}`);
}
let count = 0;

/** An id that was never given. */
export const absent = (prefix: string) => idOf(prefix, "00000000-0000-4000-8000-000000000000");

/** The kinds of notices about an object, each with the codes of the posts that were told. */
export async function told(registry: TestRegistry, id: string): Promise<Record<string, string[]>> {
  const uuid = id.replace(/^[a-z]+_/, "");
  const rows = await registry.sql<{ kind: string; posts: string[] }>(
    `select n.kind, array_agg(distinct p.code order by p.code) as posts from notice n join post p on p.id = n.post_id
     where n.object_id = $1::uuid group by n.kind`,
    [uuid],
  );
  return Object.fromEntries(rows.map(({ kind, posts }) => [kind, posts]));
}
