import type { Asked } from "../contenders/contender";
import type { Started } from "../contenders/start";
import type { Issuer } from "./issuer";
import { READERS, type Reader } from "./readers";
import type { Place, Read, Wish } from "./reads";
import { send } from "./sending";
import type { Wishes } from "./wishes";

/** Every request of the bench, as each contender is asked: made before anything is timed. */
export class Requests {
  private readonly cursors = new Map<string, Map<Place, string>>();

  constructor(private readonly all: ReadonlyMap<Reader, Wishes>) {}

  /** What a reader asks of one kind. */
  wishes(reader: Reader, read: Read): readonly Wish[] {
    return this.all.get(reader)![read];
  }

  /** One wish in the words of a contender. */
  of({ contender }: Started, wish: Wish): Asked {
    const place = wish.read === "Q5" ? wish.after : null;
    return contender.ask(wish, place === null ? undefined : this.cursors.get(contender.name)!.get(place)!);
  }

  /** Has a contender give its cursors for every deep page. */
  async takeCursors(started: Started, issuer: Issuer): Promise<void> {
    const { contender, url } = started;
    const taken = new Map<Place, string>();
    this.cursors.set(contender.name, taken);
    for (const [reader, wishes] of this.all) {
      const places = wishes.Q5.flatMap((wish) => (wish.read === "Q5" && wish.after !== null ? [wish.after] : []));
      if (places.length === 0) continue;
      const token = await issuer.token(READERS[reader].subject);
      const cursors = await contender.cursors(places, (asked) => send(url, token, asked) as Promise<never>);
      places.forEach((place, order) => taken.set(place, cursors[order]!));
    }
  }
}
