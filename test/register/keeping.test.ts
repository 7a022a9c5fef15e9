import { verifyKeptRegister } from "../../src/register/kept-entries";
import { ChainWalk, type KeptEntry, type Verdict } from "../../src/register/verify";
import { house, startHouse } from "../access/house";
import type { Answer, TestRegistry } from "../support/registry";

const READ = "{ findings(first: 9) { nodes { text } } }";
const READERS = ["director", "adviser", "usg.dpko", "hom", "staff", "auditor", "stranger", "portal.oma"];

describe("the register", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse();
    for (const reader of READERS) await registry.ask(reader, READ);
  });

  afterAll(() => registry.close());

  const verify = () => verifyKeptRegister(registry.superuser);
  const kept = (): Promise<KeptEntry[]> =>
    registry.sql(
      `select sequence::float8 as sequence, id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, entry, previous, hash
       from register_entry order by sequence`,
    );

  it("is one chain from its first entry to its head", async () => {
    const { length } = await kept();
    expect(length).toBeGreaterThanOrEqual(READERS.length);
    expect(await verify()).toMatchObject({ fits: true, entries: length });
  });

  it("commits the entries of answers in flight together, each in its place", async () => {
    const before = (await kept()).length;
    let appends = 0;
    registry.database.onStatement = (text) => (appends += text.includes("register_append") ? 1 : 0);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, place) => registry.ask(READERS[place % READERS.length]!, READ)),
    );
    registry.database.onStatement = undefined;
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ headers }) => headers.receipt)).size).toBe(60);
    expect(appends).toBeLessThan(60);
    const all = await kept();
    expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, place) => place + 1));
    expect(all).toHaveLength(before + 60);
    const hashes = new Set(all.map(({ id, hash }) => `id=${id}, sha256=${hash}`));
    expect(answers.every(({ headers }) => hashes.has(headers.receipt!))).toBe(true);
    expect(await verify()).toMatchObject({ fits: true, entries: before + 60 });
  });

  describe("tampered with", () => {
    const walk = (entries: readonly KeptEntry[], head?: { sequence: number; hash: string }): Verdict => {
      const chain = new ChainWalk();
      for (const entry of entries) {
        const fault = chain.next(entry);
        if (fault) return fault;
      }
      return chain.end(head ?? { sequence: entries.at(-1)!.sequence, hash: entries.at(-1)!.hash });
    };
    const flipped = (text: string) => {
      const place = Math.floor(text.length / 2);
      return `${text.slice(0, place)}${text[place] === "0" ? "1" : "0"}${text.slice(place + 1)}`;
    };

    it("names the entry of which any field was changed", async () => {
      const entries = (await kept()).slice(0, 12);
      expect(walk(entries)).toMatchObject({ fits: true });
      for (const [place, entry] of entries.entries())
        for (const field of ["id", "at", "entry", "previous", "hash"] as const) {
          const changed = entries.with(place, { ...entry, [field]: flipped(entry[field]) });
          expect([place, field, walk(changed)]).toEqual([
            place,
            field,
            expect.objectContaining({ fits: false, sequence: entry.sequence }),
          ]);
        }
    });

    it("names the first entry that does not fit where one is deleted, doubled, swapped, put in or renumbered", async () => {
      const entries = (await kept()).slice(0, 10);
      const head = { sequence: 10, hash: entries[9]!.hash };
      for (let place = 0; place < 9; place += 1) {
        const entry = entries[place]!;
        const at = (verdict: Verdict) => (verdict.fits ? "fits" : verdict.sequence);
        expect(at(walk(entries.toSpliced(place, 1), head))).toBe(place + 2);
        expect(at(walk(entries.toSpliced(place, 0, entry), head))).toBe(place + 1);
        expect(walk(entries.with(place, entries[place + 1]!).with(place + 1, entry), head).fits).toBe(false);
        expect(walk(entries.with(place, { ...entry, sequence: entry.sequence + 1 }), head).fits).toBe(false);
      }
    });

    it("misses every length of its end that was cut off", async () => {
      const entries = (await kept()).slice(0, 10);
      const head = { sequence: 10, hash: entries[9]!.hash };
      for (let left = 0; left < 10; left += 1)
        expect(walk(entries.slice(0, left), head)).toMatchObject({ fits: false, sequence: left + 1 });
    });

    it("is found out in the database, whoever did it", async () => {
      const { length } = await kept();
      const [entry] = await registry.sql("select entry from register_entry where sequence = 3");
      const change = async (text: string) => {
        await registry.sql("alter table register_entry disable trigger register_entry_append_only");
        await registry.sql("update register_entry set entry = $1 where sequence = 3", [text]);
        await registry.sql("alter table register_entry enable trigger register_entry_append_only");
      };
      await change(entry.entry.replace("ANSWER", "REFUSAL"));
      expect(await verify()).toEqual({ fits: false, sequence: 3, reason: expect.stringContaining("hash") });
      await change(entry.entry);
      expect(await verify()).toMatchObject({ fits: true, entries: length });
      await registry.sql("update register_head set sequence = sequence + 1");
      expect(await verify()).toMatchObject({ fits: false, sequence: length + 1 });
      await registry.sql("update register_head set sequence = sequence - 1");
    });

    it.each(["no entry", '{"parts":{}}', '{"parts":[null]}', '{"reports":null}', '{"kind":"ACT","person":"nobody"}'])(
      "names the entry in the place of which is %s, with a hash of its own and a head that fits it",
      async (text) => {
        const { sequence, entry } = (await kept()).at(-1)!;
        const write = async (words: string) => {
          await registry.sql("alter table register_entry disable trigger register_entry_append_only");
          await registry.sql(
            "update register_entry set entry = $1, hash = register_hash(sequence, id, recorded_at, $1, previous) where sequence = $2",
            [words, sequence],
          );
          await registry.sql("alter table register_entry enable trigger register_entry_append_only");
          await registry.sql(
            "update register_head h set hash = e.hash from register_entry e where e.sequence = h.sequence",
          );
        };
        await write(text);
        const found = await verify();
        await write(entry);
        expect(found).toMatchObject({ fits: false, sequence });
        expect(await verify()).toMatchObject({ fits: true });
      },
    );

    it("refuses to be changed by the superuser's hand without more", async () => {
      await expect(registry.sql("update register_entry set hash = hash")).rejects.toThrow("append-only");
      await expect(registry.sql("delete from register_entry where sequence = 1")).rejects.toThrow("append-only");
      await expect(registry.sql("truncate register_entry")).rejects.toThrow("append-only");
    });
  });

  it.each([
    "insert into register_entry (sequence, id, recorded_at, entry, previous, hash) values (1000000, gen_random_uuid(), now(), '{}', repeat('0', 64), repeat('0', 64))",
    "update register_entry set entry = entry",
    "delete from register_entry",
    "truncate register_entry",
    "update register_head set sequence = 0",
    "delete from register_head",
    "insert into register_head values (false, 0, '')",
    "alter table register_entry disable trigger all",
    "drop table register_entry",
    "set role registry_register",
    "set role registry_owner",
  ])("is not in the power of the application's role: %s", async (statement) => {
    await expect(registry.database.reading.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    expect(await verify()).toMatchObject({ fits: true });
  });

  describe("that cannot be written", () => {
    const nothing = ({ status, data, code, body }: Answer) => {
      expect({ status, data, code }).toEqual({ status: 503, data: null, code: "UNAVAILABLE" });
      expect(JSON.stringify(body)).not.toMatch(/Text |Title |register|permission/i);
    };

    beforeAll(async () => {
      await registry.sql("revoke execute on function register_append_by_ticket from registry_app, public");
    });

    afterAll(async () => {
      await registry.sql("grant execute on function register_append_by_ticket to registry_app");
    });

    it("lets no answer leave, no refusal, and no act be done", async () => {
      const before = await kept();
      nothing(await registry.ask("director", READ));
      nothing(await registry.ask("stranger", "{ viewer { id } }"));
      nothing(await registry.ask("director", "{ reports(first: 0) { nodes { id } } }"));
      const input = {
        reportId: house.report("kept"),
        full: true,
        postIds: [await registry.id("post", "MILITARY_ADVISER")],
        purpose: "To know",
      };
      const [circulations] = await registry.sql("select count(*) from circulation");
      nothing(
        await registry.ask(
          "administrator",
          "mutation ($input: ProposeCirculationInput!) { proposeCirculation(input: $input) { circulation { id } } }",
          { input },
        ),
      );
      expect(await registry.sql("select count(*) from circulation")).toEqual([circulations]);
      expect(await kept()).toEqual(before);
    });

    it("lets them leave again when it can", async () => {
      await registry.sql("grant execute on function register_append_by_ticket to registry_app");
      const { status, headers } = await registry.ask("director", READ);
      expect([status, headers.receipt]).toEqual([
        200,
        expect.stringMatching(/^id=[0-9a-f-]{36}, sha256=[0-9a-f]{64}$/),
      ]);
      expect(await verify()).toMatchObject({ fits: true });
    });
  });
});
