import type { Reader } from "../policies/world";
import { readerName } from "../policies/world";
import type { TestRegistry } from "../support/registry";
import { TicketHolder } from "../support/ticket-holder";
import { EVERYBODY, startGuardedHouse } from "./guarded-house";
import { listedSight } from "./listed-sight";
import { ROWS_OF_MANY_WINDOWS } from "./many-windows";
import { type Sight, guardedSight, lawfulSight } from "./row-security";
import { abilitiesOf } from "./sheets";

describe("row-level security alone", () => {
  let registry: TestRegistry;
  let holder: TicketHolder;
  const lawful = new Map<string, Sight>();

  beforeAll(async () => {
    registry = await startGuardedHouse();
    for (const statement of ROWS_OF_MANY_WINDOWS) await registry.sql(statement);
    holder = await TicketHolder.open(registry.databaseUrl);
    for (const reader of EVERYBODY)
      lawful.set(readerName(reader), await lawfulSight(registry.superuser, await abilitiesOf(registry, reader)));
  });

  afterAll(async () => {
    await holder.close();
    await registry.close();
  });

  const logins = ({ person, portal }: Reader) =>
    [person, portal].flatMap((subject) => (subject ? [{ issuer: registry.issuer.issuer, subject }] : []));
  const guarded = (reader: Reader) => guardedSight(holder, logins(reader));

  it.each(EVERYBODY.map((reader) => [readerName(reader), reader] as const))(
    "I01: gives %s the very rows that the law gives",
    async (name, reader) => {
      expect(await guarded(reader)).toEqual(lawful.get(name));
    },
  );

  it.each(EVERYBODY.map((reader) => [readerName(reader), reader] as const))(
    "I01: begins lists for %s with the parts that are read, and with no others",
    async (_name, reader) => {
      const { begun, read } = await listedSight(holder, logins(reader));
      expect(begun).toEqual(read);
    },
  );

  it("has somebody who reads some rows and not others of every subject", () => {
    const counts = [...lawful.values()];
    // Offices, posts and where they stand are read by anyone signed in.
    for (const subject of (Object.keys(counts[0]!) as (keyof Sight)[]).filter((one) => one !== "Organisation")) {
      const sizes = counts.map((sight) => sight[subject].length);
      expect([subject, Math.max(...sizes) > 0, Math.max(...sizes) > Math.min(...sizes)]).toEqual([subject, true, true]);
    }
  });
});
