import type { Limits } from "../settings";

/** The limits that are held against what a request says, before anything is read. */
export type RequestLimits = Pick<
  Limits,
  | "tokens"
  | "depth"
  | "introspectionDepth"
  | "aliases"
  | "rootFields"
  | "directives"
  | "listSize"
  | "pageProduct"
  | "cost"
>;
