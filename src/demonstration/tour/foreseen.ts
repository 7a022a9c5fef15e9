import { demonstrationAccounts } from "../../identity/demonstration-accounts";

/** What a preview says of one who is named: a gain, or what stays withheld, by a paragraph. */
export interface Foreseen {
  readonly person: { readonly name: string } | null;
  readonly portal: { readonly name: string } | null;
  readonly parts: readonly { readonly id: string }[];
  readonly paragraph?: string;
}

/** What is foreseen for each account, in words: the names of the parts, and why where it says so. */
export function foreseen(
  rows: readonly Foreseen[],
  namesOf: (ids: readonly string[]) => string,
): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const { person, portal, parts, paragraph } of rows) {
    const account = accountOf({ person, portal });
    const reason = paragraph === undefined ? "" : ` (${paragraph.replace("§ ", "")})`;
    const words = `${namesOf(parts.map(({ id }) => id))}${reason}`;
    told.set(account, [told.get(account), words].filter(Boolean).join(", "));
  }
  return told;
}

/** The account of a person or a portal, who bear its name. */
export function accountOf({ person, portal }: Pick<Foreseen, "person" | "portal">): string {
  const wanted = (person ?? portal)?.name ?? "";
  return demonstrationAccounts().find(({ name }) => name === wanted)?.account ?? wanted;
}
