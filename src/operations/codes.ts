import { BadInput } from "../entities/errors";

/** A short name of an office or a post, as it stands in lists and filters. */
export function givenCode(code: string, what: string, longest = 40): string {
  if (/^[A-Z][A-Z0-9_]+$/.test(code) && code.length <= longest) return code;
  throw new BadInput(
    `Give ${what} as 2 to ${longest} capital letters, digits and underscores that begin with a letter: HOM_MINUSCA.`,
  );
}

/** A short name of a portal. */
export function givenPortalCode(code: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$/.test(code)) return code;
  throw new BadInput(
    "Give the code of the portal as 2 to 60 letters, digits, points, hyphens and underscores that begin with a letter or a digit: portal.oma.",
  );
}

/** The acronym of a mission: also the code of its office, and a piece of the codes of its posts. */
export function givenAcronym(acronym: string): string {
  if (/^[A-Z][A-Z0-9]{1,29}$/.test(acronym)) return acronym;
  throw new BadInput("Give the acronym as 2 to 30 capital letters and digits that begin with a letter: MINUSCA.");
}

/** Whether a text can be the subject of a token: OpenID Connect Core 1.0, section 2; and no blanks around it. */
export const isSubject = (text: string): boolean => /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(text);
