import { registry } from "../contenders/registry/contender";
import { unregistered } from "../contenders/unregistered/contender";
import type { Results } from "../timing/results";
import { markdownTable } from "./markdown";
import { short } from "./table";

const shareOf = (whole: number, without: number) =>
  `${short(whole - without)} of ${short(whole)} (${Math.round((1 - without / whole) * 100)} %)`;

/** What the entry in the register takes of each request, where the registry was timed with and without it. */
export function markdownOfShare({ cells }: Results): string {
  const rows = cells.flatMap(({ read, reader, connections, of }) => {
    const [whole, without] = [of[registry.name], of[unregistered.name]];
    if (!whole || !without || whole.unanswered || without.unanswered) return [];
    return [
      [
        read,
        reader,
        String(connections),
        shareOf(whole.node, without.node),
        shareOf(whole.postgres, without.postgres),
        shareOf(whole.p50, without.p50),
      ],
    ];
  });
  const head = ["read", "reader", "connections", "Node.js, ms", "PostgreSQL, ms", "half of the answers, ms"];
  return markdownTable([head, ...rows], 2);
}
