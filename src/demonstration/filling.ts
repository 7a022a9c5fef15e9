import type { Seal } from "../access/sealing";
import { Clock } from "../database/clock";
import { openDatabase } from "../database/connection";
import { openPastTheWall } from "../database/past-the-wall";
import type { Tickets } from "../database/tickets";
import { bootstrapAdministrators } from "../operations/bootstrap-administrators";
import type { Settings } from "../settings";
import { laterActs, oversightOf } from "./acts";
import { proposals } from "./circulations";
import { ADMINISTRATORS } from "./logins";
import { lessonActs } from "./lessons";
import { organisationActs } from "./organisation";
import { Play } from "./play";
import { recommendationActs } from "./recommendations";
import { reportActs } from "./reports";
import { requestActs, reviewActs } from "./reviews";
import { type DatedAct, runTimeline } from "./timeline";
import { workPlanActs } from "./work-plans";

/** The first instant of the demonstration, on the first day of the registry. */
const BEGINNING = new Date("2013-08-15T08:00Z");
/** From when on OIOS looks at the report of the tour again, so that its right to know holds on any later day. */
const OVERSIGHT_AGAIN = new Date("2017-01-01T00:00Z");

/** The report that the tour shows. */
export const REPORT_OF_THE_TOUR = "MINUSCA-2016";

/** What is filled, and up to when. */
export interface Filling {
  readonly settings: Pick<Settings, "now" | "pool" | "limits">;
  /** The migrated, empty database, by the migrator's address. */
  readonly url: string;
  readonly tickets: Tickets;
  readonly seal: Seal;
  readonly issuer: string;
  /** The present of the demonstration: where its clock stands when it is filled. */
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Performs every act of the demonstration that lies before its present, each with the registry's clock at its instant. */
export async function fillDemonstration(filling: Filling): Promise<void> {
  const clock = await Clock.open(filling.url);
  const rows = await openPastTheWall(filling.url);
  const database = await openDatabase(filling.settings, filling.url, filling.tickets);
  try {
    await clock.move(BEGINNING);
    await bootstrapAdministrators(filling.url, { issuer: filling.issuer, subjects: ADMINISTRATORS });
    const stage = { acting: database.acting, tickets: database.tickets, seal: filling.seal };
    const play = await Play.begin({ stage, rows, issuer: filling.issuer });
    await runTimeline(play, clock, everyAct(filling.now), { end: filling.now, signal: filling.signal });
    if (filling.settings.now === undefined) await clock.release();
    else await clock.move(filling.now);
  } finally {
    await database.close();
    await rows.close();
    await clock.close();
  }
}

function everyAct(now: Date): DatedAct[] {
  const again = now > OVERSIGHT_AGAIN ? [oversightOf(REPORT_OF_THE_TOUR, now)] : [];
  return [
    ...organisationActs(),
    ...reviewActs(),
    ...requestActs(),
    ...reportActs(),
    ...proposals(),
    ...laterActs(),
    ...recommendationActs(),
    ...lessonActs(),
    ...workPlanActs(now),
    ...again,
  ];
}
