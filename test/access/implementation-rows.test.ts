import { readerName } from "../policies/world";
import type { TestRegistry } from "../support/registry";
import { TicketHolder } from "../support/ticket-holder";
import { EVERYBODY, startGuardedHouse } from "./guarded-house";

/** The tables that tell of the implementation of recommendations: each is read with its part, and not otherwise. */
const TABLES = [
  "recommendation_state",
  "recommendation_words",
  "recommendation_signature",
  "recommendation_progress",
  "recommendation_evidence",
  "recommendation_consultation",
  "recommendation_office",
];

describe("what belongs to a recommendation", () => {
  let registry: TestRegistry;
  let holder: TicketHolder;

  beforeAll(async () => {
    registry = await startGuardedHouse();
    holder = await TicketHolder.open(registry.databaseUrl);
  });

  afterAll(async () => {
    await holder.close();
    await registry.close();
  });

  const parts = (subjects: readonly (string | undefined)[], table: string, column = "part_id") =>
    holder.as(
      subjects.flatMap((subject) => (subject ? [{ issuer: registry.issuer.issuer, subject }] : [])),
      async (rows) =>
        (await rows<{ id: string }>(`select distinct ${column}::text as id from ${table}`)).map(({ id }) => id).sort(),
    );

  it.each(EVERYBODY.map((reader) => [readerName(reader), reader] as const))(
    "I01: is read by %s with its part alone, in every table",
    async (_name, { person, portal }) => {
      const read = await parts(
        [person, portal],
        "part_content c join part p on p.id = c.part_id and p.kind = 'RECOMMENDATION'",
        "c.part_id",
      );
      for (const table of TABLES) expect([table, await parts([person, portal], table)]).toEqual([table, read]);
    },
  );

  it("is read by some and not by others", async () => {
    const read = async (subject: string) => (await parts([subject], "recommendation_progress")).length;
    expect([await read("director"), await read("adviser"), await read("staff"), await read("stranger")]).toEqual([
      2, 1, 0, 0,
    ]);
  });

  it("who was told of what is nobody's to read", async () => {
    for (const subject of ["director", "usg.dpko", "auditor"])
      await expect(parts([subject], "recommendation_assignment")).rejects.toThrow("permission denied");
  });
});
