import { idOf, uuidOf } from "../../src/access/ids";
import type { Limits } from "../../src/settings";
import { type Answer, type TestRegistry, startRegistry } from "../support/registry";
import { type MadeReport, aReport, actsOn, cast, mutation, sightOf } from "./life";

export type Wish = Parameters<TestRegistry["ask"]>[0];

/** A circulation as it was proposed. */
export interface Proposed {
  id: string;
  digest: string;
}

/** What a reader sees of a report: the keys of its parts, in their order. */
export interface Sight {
  title: string | null;
  isExtract: boolean;
  parts: string[];
}

const PREVIEW = (payload: string) =>
  `mutation ($input: ProposeCirculationInput!) { previewCirculation(input: $input) { ${payload} } }`;

const EVERY_TABLE =
  "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'";

interface Asking {
  payload?: string;
  headers?: Record<string, string>;
}

/** What every refusal says: its code, and the paragraph of the access policy where there is one. */
export interface Refusal {
  code: string | undefined;
  paragraph: string | undefined;
  message: string | undefined;
}

/** A registry with its readers, for the tests of acts: it does acts, and looks at who sees what. */
export class World {
  readonly post: Record<string, string> = {};
  readonly office: Record<string, string> = {};
  private tables = "";

  constructor(readonly registry: TestRegistry) {}

  /** Learns the ids of posts and offices, and how to look at every table at once. */
  async learn(): Promise<this> {
    for (const kind of ["post", "office"] as const)
      for (const { id, code } of await this.registry.sql(`select id, code from ${kind}`))
        this[kind][code] = idOf(kind, id);
    const tables = await this.registry.sql(EVERY_TABLE);
    const one = (name: string) =>
      `'${name}' value (select concat(count(*), ' rows, the last written by ', max(xmin::text::bigint)) from ${name})`;
    const names = tables.map(({ table_name: name }) => String(name)).filter((name) => !name.startsWith("register_"));
    this.tables = `select json_object(${names.map((name) => one(name)).join(", ")}) as tables`;
    return this;
  }

  /** What every table but the register's consists of: a row that is written, and kept, shows in it. */
  async contents(): Promise<Record<string, string>> {
    const [{ tables }] = await this.registry.sql(this.tables);
    return tables;
  }

  ask(as: Wish, name: string, input: object, { payload = "__typename", headers = {} }: Asking = {}): Promise<Answer> {
    const document = name === "previewCirculation" ? PREVIEW(payload) : mutation(name, payload);
    return this.registry.ask(as, document, { input }, headers);
  }

  /** Does an act and gives its payload; a refusal fails the test that did not expect it. */
  get act() {
    return actsOn(this.registry);
  }

  /** Does an act that must be refused, in a plain sentence and with nothing changed; gives what the refusal says. */
  async refusal(as: Wish, name: string, input: object): Promise<Refusal> {
    const before = await this.contents();
    const { status, code, paragraph, message, data } = await this.ask(as, name, input);
    expect({ code, message, status, data }).toEqual({
      code: expect.stringMatching(/^(?!UNAVAILABLE$)[A-Z_]+$/),
      message: expect.stringMatching(/^[\p{L}].*\.$/su),
      status: code === "REAUTHENTICATION_REQUIRED" ? 401 : status === 400 ? 400 : 200,
      data: null,
    });
    expect(await this.contents()).toEqual(before);
    return { code, paragraph, message };
  }

  report(wish: Parameters<typeof aReport>[1] = {}): Promise<MadeReport> {
    return aReport(this.registry, wish);
  }

  async propose(input: object, as: Wish = "administrator"): Promise<Proposed> {
    const payload = await this.act(
      as,
      "proposeCirculation",
      { purpose: "A test", ...input },
      "circulation { id digest }",
    );
    return payload.circulation;
  }

  sign({ id, digest }: Proposed, as: Wish) {
    return this.act(as, "signCirculation", { circulationId: id, digest });
  }

  /** A circulation proposed by the administrator and signed by both USGs of 2016, or by those named. */
  async circulate(input: object, signers: readonly Wish[] = ["usg.dpko", "usg.dfs"]): Promise<Proposed> {
    const circulation = await this.propose(input);
    for (const signer of signers) await this.sign(circulation, signer);
    return circulation;
  }

  /** What an administrator says of a signature of the USG DFS on paper. */
  memorandum({ id }: Proposed, more: object = {}) {
    return {
      circulationId: id,
      postId: this.post.USG_DFS,
      memorandumReference: "MEMO 7",
      memorandumOn: "2016-05-31",
      scanSha256: "ab".repeat(32),
      ...more,
    };
  }

  /** Records a signature on paper, and gives its id. */
  async recordPaper(circulation: Proposed, more: object = {}, by: Wish = "administrator"): Promise<string> {
    const input = this.memorandum(circulation, more);
    return (await this.act(by, "recordPaperSignature", input, "paperSignature { id }")).paperSignature.id;
  }

  /** An act on a circulation that asks for its id and a reason. */
  on(circulation: Proposed, as: Wish, name: string) {
    return this.act(as, name, { circulationId: circulation.id, reason: "A reason" });
  }

  /** The state of a circulation at this instant. */
  async stateOf({ id }: Proposed): Promise<string> {
    const [{ state }] = await this.registry.sql(
      "select circulation_state(c, registry_now()) as state from circulation c where c.id = $1",
      [uuidOf("circulation", id)],
    );
    return state;
  }

  /** What a reader sees of a report; null where it does not exist for the reader. */
  async sees(as: Wish, report: MadeReport): Promise<Sight | null> {
    const seen = await sightOf(this.registry, as, report.symbol);
    if (!seen) return null;
    const keys = new Map(Object.entries(report.parts).map(([key, id]) => [id, key]));
    return {
      title: seen.title,
      isExtract: seen.isExtract,
      parts: seen.parts.map((id: string) => keys.get(id) ?? "later"),
    };
  }

  /** The keys of the parts that a reader reads, in their order; null where the report does not exist for the reader. */
  async reads(as: Wish, report: MadeReport): Promise<string[] | null> {
    return (await this.sees(as, report))?.parts ?? null;
  }

  /** The instant of the registry's clock, moved by some seconds. */
  async instant(seconds: number): Promise<string> {
    const [{ at }] = await this.registry.sql("select iso_instant(registry_now() + make_interval(secs => $1)) as at", [
      seconds,
    ]);
    return at;
  }

  /** Names an officer-in-charge from today on, until `recall` is called. */
  async putInCharge(postCode: string): Promise<() => Promise<unknown>> {
    const [{ id }] = await this.registry.sql(
      `insert into officer_in_charge (post_id, starts_on, ends_on, recorded_at)
         select id, (registry_now() at time zone 'UTC')::date, (registry_now() at time zone 'UTC')::date + 30, registry_now() - interval '1 second'
         from post where code = $1 returning id`,
      [postCode],
    );
    return () => this.registry.sql("update officer_in_charge set superseded_at = registry_now() where id = $1", [id]);
  }

  /** A portal of an office, known by a login of the same name. */
  async portal(code: string, office: string): Promise<void> {
    await this.registry.sql(
      `insert into portal (code, name, office_id, starts_on, entered_at, confirmed_at)
         select $1, $1, id, '2010-01-01', '2010-01-01', '2010-01-01' from office where code = $2`,
      [code, office],
    );
    await this.registry.sql(
      `insert into login (issuer, subject, portal_code, starts_on, entered_at, confirmed_at) values ($1, $2, $2, '2010-01-01', '2010-01-01', '2010-01-01')`,
      [this.registry.issuer.issuer, code],
    );
  }
}

/** A registry that stands in 2016 unless said, under the policy of 2015, with its readers. */
export async function aWorld(now = "2016-06-01T12:00:00Z", limits?: Partial<Limits>): Promise<World> {
  const registry = await startRegistry(now, undefined, limits);
  await cast(registry);
  return new World(registry).learn();
}
