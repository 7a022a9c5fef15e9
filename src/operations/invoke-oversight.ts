import { BadInput, NotFound } from "../entities/errors";
import type { InvokeOversightInput } from "../entities/inputs/report.inputs";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { words } from "./words";

const LONGEST = 30;

/** § 5.9: invokes the right to know for one submitted report. Its caller need not see the report, and learns that it exists. */
export async function invokeOversight(act: Act, { symbol, reason, days }: InvokeOversightInput): Promise<Outcome> {
  act.require("invoke", { subject: "Report", row: {} });
  act.requireRecentAuthentication();
  const why = words(reason, "the reason");
  const length = days ?? LONGEST;
  if (length < 1 || length > LONGEST)
    throw new BadInput(
      "The right to know is invoked for 1 to 30 days. Set days accordingly; renew it later where needed.",
    );
  const [report] = await act.manager.query<{ id: string | null }[]>("select report_for_oversight($1) as id", [symbol]);
  if (!report?.id) throw new NotFound("symbol");
  const [made] = await act.manager.query<{ id: string }[]>(
    `with moment as materialized (select registry_now() as now)
     insert into oversight_invocation (office_id, report_id, reason, starts_at, ends_at, invoked_by, by_post_id)
       select o.id, $2, $3, m.now, m.now + make_interval(days => $4), $5, $6 from office o, moment m
       where o.id = any($1::uuid[]) and o.kind = 'OVERSIGHT' order by o.code limit 1 returning id`,
    [act.viewer.headedOffices, report.id, why, length, act.person, await act.postWith("HEAD_OF_OVERSIGHT")],
  );
  act.changes.reports.add(report.id);
  act.changes.others.push({ kind: "oversight_invocation", id: made!.id });
  await act.notify("OVERSIGHT_INVOKED", report.id, await act.watchers());
  return { report_id: report.id };
}
