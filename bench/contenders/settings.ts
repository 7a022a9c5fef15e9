/** What the bench tells a contender's program, by its environment. */
export interface Told {
  readonly databaseUrl: string;
  readonly issuer: string;
  readonly ticketKeyFile: string;
  readonly pool: number;
}

/** What this program was told. */
export function told(): Told {
  const given = (name: string) => {
    const value = process.env[name];
    if (value === undefined) throw new Error(`${name} is not given: the bench starts this program.`);
    return value;
  };
  return {
    databaseUrl: given("BENCH_DATABASE_URL"),
    issuer: given("BENCH_ISSUER"),
    ticketKeyFile: given("BENCH_TICKET_KEY_FILE"),
    pool: Number(given("BENCH_POOL")),
  };
}

/** The environment that tells it. */
export const telling = ({ databaseUrl, issuer, ticketKeyFile, pool }: Told): Record<string, string> => ({
  BENCH_DATABASE_URL: databaseUrl,
  BENCH_ISSUER: issuer,
  BENCH_TICKET_KEY_FILE: ticketKeyFile,
  BENCH_POOL: String(pool),
  NODE_ENV: "production",
});
