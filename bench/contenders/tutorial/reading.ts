import type { DataSource, SelectQueryBuilder } from "typeorm";

import { LARGEST_COUNT } from "../../asking/reads";
import { type Sight, onlyPartsSeen, onlyReportsSeen, onlyTitlesSeen } from "./sight";
import { PartRow, ReportRow, TitleRow } from "./tables";

/** A part is about the missions of its report, or about those that it names. */
const ABOUT_MISSION = `(exists (select 1 from part_mission pm join mission m on m.id = pm.mission_id
    where pm.part_id = part.id and pm.is_current and m.acronym = :mission)
  or not exists (select 1 from part_mission pm where pm.part_id = part.id and pm.is_current)
    and exists (select 1 from review_mission rm join mission m on m.id = rm.mission_id
      where rm.review_id = report.review_id and m.acronym = :mission))`;

/** The queries of the tutorial's registry, for one reader. */
export class Reading {
  constructor(
    private readonly source: DataSource,
    private readonly sight: Sight,
  ) {}

  reportBySymbol(symbol: string): Promise<ReportRow | null> {
    return this.reportsSeen().andWhere("report.symbol = :symbol", { symbol }).getOne();
  }

  reports(first: number, after?: { day: string; id: string }): Promise<ReportRow[]> {
    const query = this.reportsSeen().orderBy("report.listedOn", "DESC").addOrderBy("report.id", "DESC").limit(first);
    if (after) query.andWhere("(report.listed_on, report.id) < (:day, :id)", after);
    return query.getMany();
  }

  titles(reportIds: readonly string[]): Promise<TitleRow[]> {
    const query = this.source.getRepository(TitleRow).createQueryBuilder("title");
    return onlyTitlesSeen(query.where("title.report_id = any(:reportIds)", { reportIds }), this.sight).getMany();
  }

  partsOf(reportIds: readonly string[], kind: string): Promise<PartRow[]> {
    return this.partsSeen()
      .leftJoinAndSelect("part.state", "state")
      .andWhere("part.report_id = any(:reportIds) and part.kind = :kind", { reportIds, kind })
      .orderBy("part.position")
      .addOrderBy("part.id")
      .getMany();
  }

  findingsAbout(mission: string, area: string, first: number): Promise<PartRow[]> {
    return this.partsSeen()
      .innerJoinAndSelect("part.report", "report")
      .andWhere("part.kind = 'FINDING' and content.area = :area", { area })
      .andWhere(ABOUT_MISSION, { mission })
      .orderBy("report.listedOn", "DESC")
      .addOrderBy("report.id", "DESC")
      .addOrderBy("part.position")
      .addOrderBy("part.id")
      .limit(first)
      .getMany();
  }

  recommendations(status: string, first: number): Promise<PartRow[]> {
    return this.recommendationsOf(status)
      .addSelect("coalesce(content.target_on, 'infinity')", "due")
      .orderBy("due")
      .addOrderBy("part.id")
      .limit(first)
      .getMany();
  }

  /** Null where there are more than are counted. */
  async countRecommendations(status: string): Promise<number | null> {
    const counted = this.recommendationsOf(status)
      .select("1")
      .limit(LARGEST_COUNT + 1);
    const row = await this.source
      .createQueryBuilder()
      .select("count(*)::int", "count")
      .from(`(${counted.getQuery()})`, "counted")
      .setParameters(counted.getParameters())
      .getRawOne<{ count: number }>();
    return row!.count > LARGEST_COUNT ? null : row!.count;
  }

  search(words: string, first: number): Promise<PartRow[]> {
    return this.partsSeen()
      .innerJoin("part.words", "words")
      .andWhere("part.level <> 'STRICTLY_CONFIDENTIAL'")
      .andWhere("words.document @@ websearch_to_tsquery('english', :words)", { words })
      .addSelect("ts_rank(words.document, websearch_to_tsquery('english', :words))", "rank")
      .orderBy("rank", "DESC")
      .addOrderBy("part.id", "DESC")
      .limit(first)
      .getMany();
  }

  private reportsSeen(): SelectQueryBuilder<ReportRow> {
    return onlyReportsSeen(this.source.getRepository(ReportRow).createQueryBuilder("report"), this.sight);
  }

  private partsSeen(): SelectQueryBuilder<PartRow> {
    const parts = this.source.getRepository(PartRow).createQueryBuilder("part");
    return onlyPartsSeen(parts.innerJoinAndSelect("part.content", "content"), this.sight);
  }

  private recommendationsOf(status: string): SelectQueryBuilder<PartRow> {
    return this.partsSeen()
      .innerJoinAndSelect("part.state", "state")
      .andWhere("part.kind = 'RECOMMENDATION' and state.implementation = :status", { status });
  }
}
