import { createHash } from "node:crypto";

import { RegisterKind } from "../../src/entities/terms";
import { type Entry, canonicalEntry } from "../../src/register/entry";
import { GENESIS, type KeptEntry, hashOf } from "../../src/register/verify";

/** A UUID that a text always gives. */
export const uuidOf = (text: string): string => {
  const digits = createHash("sha256").update(text).digest("hex");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
};

/** What the entry of a number says, in a register that is made up. */
export function entryOf(number: number, seed = 0): Entry {
  const name = (what: string) => uuidOf(`${seed} ${number} ${what}`);
  const isRefusal = number % 5 === 0;
  const parts = isRefusal
    ? []
    : Array.from({ length: number % 3 }, (_, place) => ({ id: name(`part ${place}`), paragraphs: ["§ 2.8"] }));
  return {
    kind: isRefusal ? RegisterKind.REFUSAL : RegisterKind.ANSWER,
    person: number % 4 === 0 ? null : uuidOf(`person ${number % 6}`),
    portal: number % 4 === 0 ? uuidOf("portal") : null,
    through: null,
    posts: number % 4 === 0 ? [] : [uuidOf(`post ${number % 6}`)],
    instant: new Date(Date.UTC(2016, 5, 1, 12, 0, number)).toISOString(),
    operation: ["report", "findings"].slice(0, 1 + (number % 2)),
    parts,
    reports: parts.length > 0 ? [name("report")] : [],
    paragraphs: parts.length > 0 ? ["§ 2.8"] : [],
    ...(isRefusal ? { code: "FORBIDDEN" } : {}),
  };
}

/** Chains what entries say, as the register does: their ids and times follow from the seed. */
export function chained(texts: readonly string[], seed = 0): KeptEntry[] {
  let previous = GENESIS;
  return texts.map((entry, place) => {
    const sequence = place + 1;
    const at = `2026-01-02T03:${String(Math.floor(place / 60)).padStart(2, "0")}:${String(place % 60).padStart(2, "0")}.${String(seed % 1_000_000).padStart(6, "0")}Z`;
    const kept = { sequence, id: uuidOf(`${seed} entry ${sequence}`), at, entry, previous };
    previous = hashOf(kept);
    return { ...kept, hash: previous };
  });
}

/** A register of so many entries. */
export const madeRegister = (length: number, seed = 0): KeptEntry[] =>
  chained(
    Array.from({ length }, (_, place) => canonicalEntry(entryOf(place + 1, seed))),
    seed,
  );

/** The entries chained anew from a place on, as somebody would who may write everything. */
export function rechained(entries: readonly KeptEntry[], from: number): KeptEntry[] {
  const made = entries.slice(0, from);
  for (const entry of entries.slice(from)) {
    const renewed = { ...entry, sequence: made.length + 1, previous: made.at(-1)?.hash ?? GENESIS };
    made.push({ ...renewed, hash: hashOf(renewed) });
  }
  return made;
}
