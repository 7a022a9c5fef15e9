/** The cursor after a report of the list: its day and its id, for anybody to read. */
export const cursorAfter = ({ listedOn, id }: { readonly listedOn: string; readonly id: string }): string =>
  Buffer.from(`${listedOn} ${id}`).toString("base64url");

/** The place that a cursor speaks of. */
export function cursorPlace(cursor: string): { day: string; id: string } {
  const [day = "", id = ""] = Buffer.from(cursor, "base64url").toString().split(" ");
  return { day, id };
}
