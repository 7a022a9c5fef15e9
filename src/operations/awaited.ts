import type { Act } from "./act";

/**
 * Tells the posts of the reporting line in force that something awaits their signature, but those that have signed. What awaits one, they
 * see: all requests and reviews, and what is submitted, are theirs to read (§ 2.6, § 3.6, § 4.2, § 5.1, § 11.1).
 */
export async function awaitSignatures(act: Act, object: string, signed: readonly string[] = []): Promise<void> {
  const line = await act.manager.query<{ post_id: string }[]>(
    `select l.post_id from reporting_line_post l
     where l.reporting_line_code = line_in_force(registry_now()) and l.post_id <> all($1::uuid[])`,
    [signed],
  );
  await act.notify(
    "SIGNATURE_AWAITED",
    object,
    line.map(({ post_id }) => post_id),
  );
}
