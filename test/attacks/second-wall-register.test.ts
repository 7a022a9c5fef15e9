import { rowOf } from "../../src/access/ids";
import { type Entry, canonicalEntry } from "../../src/register/entry";
import { house, startHouse } from "../access/house";
import { testTickets } from "../support/database";
import type { TestRegistry } from "../support/registry";
import { TicketHolder } from "../support/ticket-holder";

describe("SQL slipped in as the application's role, and the register", () => {
  let registry: TestRegistry;
  let intruder: TicketHolder;
  const login = (subject: string) => ({ issuer: registry.issuer.issuer, subject });

  beforeAll(async () => {
    registry = await startHouse();
    intruder = await TicketHolder.open(registry.databaseUrl);
  });

  afterAll(async () => {
    await intruder.close();
    await registry.close();
  });

  it("K02: adds no entry to the register without a ticket for that very entry", async () => {
    const entry = canonicalEntry({ kind: "ANSWER" } as unknown as Entry);
    const count = () => registry.sql("select count(*)::int as count from register_entry");
    const before = await count();
    const append = "select * from register_append_by_ticket($1::text[], $2, $3)";
    const forReading = intruder.ticketFor([login("director")]);
    const forOthers = testTickets.forEntries([`${entry} `], intruder.backend);
    const elsewhere = testTickets.forEntries([entry], intruder.backend + 1);
    await expect(intruder.as([], (rows) => rows(append, [null, forReading.ticket, forReading.seal]))).rejects.toThrow(
      "not good here",
    );
    for (const { ticket, seal } of [
      forReading,
      forOthers,
      elsewhere,
      { ticket: forOthers.ticket, seal: forReading.seal },
    ])
      await expect(intruder.as([], (rows) => rows(append, [[entry], ticket, seal]))).rejects.toThrow("not good here");
    await expect(intruder.as([], (rows) => rows("select register_append($1::text[])", [[entry]]))).rejects.toThrow(
      "permission denied",
    );
    const own = testTickets.forEntries([entry], intruder.backend);
    expect(await intruder.as([], (rows) => rows(append, [[entry], own.ticket, own.seal]))).toHaveLength(1);
    expect(await count()).toEqual(before);
  });

  it("K02: enters as nobody with a ticket for entries", async () => {
    const { ticket, seal } = testTickets.forEntries([], intruder.backend);
    const seen = await intruder.as([], async (rows) => {
      await rows("select * from enter($1, $2)", [ticket, seal]);
      return rows("select from report");
    });
    expect(seen).toEqual([]);
  });

  it("I04: finds by a part no entry of the register that its bearer does not read", async () => {
    const part = house.part("strict", "open");
    await registry.ask("director", `{ node(id: "${part}") { ... on Part { text } } }`);
    const named = "select count(*)::int as count from entries_naming($1)";
    const found = (logins: string[]) =>
      intruder.as(
        logins.map(login),
        async (rows) => (await rows<{ count: number }>(named, [rowOf(part)!.uuid]))[0]!.count,
      );
    expect(await found(["director"])).toBeGreaterThan(0);
    expect(await found(["auditor"])).toBe(await found(["director"]));
    expect([await found([]), await found(["hom"]), await found(["director", "portal.oma"])]).toEqual([0, 0, 0]);
  });
});
