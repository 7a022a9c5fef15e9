import type { PoolClient } from "pg";

import { send } from "../../src/access/prepared";
import type { TestRegistry } from "../support/registry";
import { house, startHouse } from "./house";

describe("statements that are asked again", () => {
  let registry: TestRegistry;
  let client: PoolClient;

  beforeAll(async () => {
    registry = await startHouse();
    client = await registry.database.reading.connect();
  });

  afterAll(async () => {
    client.release();
    await registry.close();
  });

  const prepared = async (): Promise<string[]> =>
    (await client.query<{ statement: string }>("select statement from pg_prepared_statements")).rows.map(
      ({ statement }) => statement,
    );

  it("are prepared from the second time on, and answer by their parameters", async () => {
    const text = "select $1::int as answer";
    expect(await send(client, { text, values: [1] })).toEqual([{ answer: 1 }]);
    expect(await prepared()).not.toContain(text);
    for (const answer of [2, 3]) expect(await send(client, { text, values: [answer] })).toEqual([{ answer }]);
    expect((await prepared()).filter((one) => one === text)).toHaveLength(1);
  });

  it("are 64 at most on one connection: those used last", async () => {
    const asked = (place: number) => ({ text: `select $1::int + ${place} as answer`, values: [1] });
    for (let place = 0; place < 80; place += 1)
      for (let time = 0; time < 2; time += 1) expect(await send(client, asked(place))).toEqual([{ answer: 1 + place }]);
    const kept = await prepared();
    expect(kept).toHaveLength(64);
    expect([kept.includes(asked(79).text), kept.includes(asked(0).text)]).toEqual([true, false]);
    expect(await send(client, asked(0))).toEqual([{ answer: 1 }]);
    expect(await prepared()).toContain(asked(0).text);
  });

  it("are given up where nothing can be given up, and asked again all the same", async () => {
    const text = "select $1::int + 1000 as answer";
    for (let time = 0; time < 2; time += 1) await send(client, { text, values: [1] });
    await client.query("begin");
    await expect(client.query("select nothing_of_the_kind()")).rejects.toThrow("does not exist");
    for (let place = 0; place < 70; place += 1)
      for (let time = 0; time < 2; time += 1)
        await send(client, { text: `select $1::int + 2000 + ${place} as answer`, values: [1] }).catch(() => undefined);
    await client.query("rollback");
    for (let time = 0; time < 2; time += 1)
      expect(await send(client, { text, values: [1] })).toEqual([{ answer: 1001 }]);
  });

  it("that fail leave nothing that cannot be given up", async () => {
    const failing = { text: "select nothing_of_the_kind($1)", values: [1] };
    for (let time = 0; time < 3; time += 1) await expect(send(client, failing)).rejects.toThrow("does not exist");
    for (let place = 0; place < 70; place += 1)
      for (let time = 0; time < 2; time += 1)
        await send(client, { text: `select $1::int - ${place} as answer`, values: [1] });
    expect(await prepared()).toHaveLength(64);
  });

  it("give each reader their own rows, whoever had them prepared", async () => {
    const query = `{ report(symbol: "${house.symbol("confidential")}") { parts(first: 20) { nodes { id } } } }`;
    const readers = ["adviser", "staff", "hom", "stranger", "director"];
    const seen = async () => {
      const answers: unknown[] = [];
      for (const reader of readers) answers.push((await registry.ask(reader, query)).body);
      return answers;
    };
    const first = await seen();
    for (let time = 0; time < 8; time += 1) expect(await seen()).toEqual(first);
  });
});
