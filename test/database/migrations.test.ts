import { Client } from "pg";
import { testDatabase } from "../support/database";

describe("migrations", () => {
  it("leave a database that the application's login can open", async () => {
    const database = await testDatabase();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query("SELECT current_user");
    expect(rows).toEqual([{ current_user: "registry_test" }]);
    await client.end();
    await database.close();
  });
});
