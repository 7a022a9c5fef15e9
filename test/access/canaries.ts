import { Oracle } from "../policies/oracle";
import type { Reader, World } from "../policies/world";
import { digestOf } from "../../src/access/sealing";

/** What of a world a reader may come upon, and whether an answer holds anything else: every text and id tells what it is of. */
export class Canaries {
  private readonly visible = new Set<string>();

  constructor(
    private readonly world: World,
    reader: Reader,
  ) {
    const oracle = new Oracle(world, reader);
    for (const report of world.reports) {
      const sight = oracle.report(report);
      if (!sight) continue;
      this.show(`report ${report.id}`, report.symbol);
      if (sight.title) this.show(`Title ${report.id}`, `Third ${report.id}`);
      for (const id of sight.outline ?? []) this.show(`part ${id}`, this.labelOf(id));
      for (const { id } of sight.parts)
        // An excerpt of a text may begin after its first word.
        this.show(
          `part ${id}`,
          this.labelOf(id),
          ...["Text", "Third", "Source", "File", "loose"].map((kind) => `${kind} ${id}`),
        );
    }
    for (const { id } of world.circulations) this.showCirculation(oracle, id);
  }

  private showCirculation(oracle: Oracle, circulation: string): void {
    const sight = oracle.circulation(this.world.circulations.find(({ id }) => id === circulation)!);
    if (!sight) return;
    this.show(`circulation ${circulation}`, `Purpose ${circulation}`);
    if (sight.papers) this.show(`Reason ${circulation}`, digestOf(circulation).toString("hex"));
    for (const id of sight.parts) this.show(`part ${id}`, this.labelOf(id));
  }

  private show(...found: string[]): void {
    for (const one of found) this.visible.add(one);
  }

  private labelOf(part: string): string {
    return this.world.reports.flatMap(({ parts }) => parts).find(({ id }) => id === part)!.label;
  }

  /** What an answer tells that the reader may not see; what the reader itself asked with is no news. */
  leaksIn(answer: string, asked = ""): string[] {
    return [...tellingsIn(answer, this.world)].filter(
      (told) => !this.visible.has(told) && !tellingsIn(asked, this.world).has(told),
    );
  }
}

const dashed = (digits: string) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** Everything in a text that tells of a report, a part or a circulation. */
export function tellingsIn(text: string, world: World): Set<string> {
  const words = text.matchAll(/\b(Title|Text|Third|Source|File|Purpose|Reason) ([0-9a-f]{8}-[0-9a-f-]{27})/g);
  const ids = text.matchAll(/\b(report|part|circulation)_([0-9a-f]{32})\b/g);
  const bare = world.circulations
    .map(({ id }) => digestOf(id).toString("hex"))
    .filter((digest) => text.includes(digest));
  const labels = text.matchAll(/\b([SFRAC]-[0-9A-F]{6})\b/g);
  const symbols = text.matchAll(/\bOPSP\/\d{4}\/R-[0-9A-F]{8}\b/g);
  const loose = [...text.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/g)]
    .filter(({ index }) => !/(Title|Text|Third|Source|File|Purpose|Reason) $/.test(text.slice(0, index)))
    .map(([found]) => `loose ${found}`);
  return new Set([
    ...[...words].map(([, kind, id]) => `${kind} ${id}`),
    ...[...ids].map(([, kind, id]) => `${kind} ${dashed(id!)}`),
    ...bare,
    ...[...labels].map(([, label]) => label!),
    ...[...symbols].map(([symbol]) => symbol),
    ...loose,
  ]);
}
