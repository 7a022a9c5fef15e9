import { bare } from "./bare/contender";
import type { Contender } from "./contender";
import { limit } from "./limit/contender";
import { postgraphile } from "./postgraphile/contender";
import { registry } from "./registry/contender";
import { tutorial } from "./tutorial/contender";
import { unregistered } from "./unregistered/contender";

/** Everybody who answers; ours first. */
export const CONTENDERS: readonly Contender[] = [registry, postgraphile, tutorial, limit, bare, unregistered];

/** With whom the others are compared. */
export const OURS = registry.name;
