import { Column, Entity, JoinColumn, ManyToOne, OneToMany, OneToOne, PrimaryColumn } from "typeorm";
import type { Relation } from "typeorm";

@Entity("report")
export class ReportRow {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("text")
  symbol!: string;

  @Column("text")
  status!: string;

  @Column("text")
  level!: string;

  @Column("date", { name: "submitted_on" })
  submittedOn!: string;

  @Column("date", { name: "listed_on" })
  listedOn!: string;

  @Column("uuid", { name: "review_id" })
  reviewId!: string;

  @OneToMany(() => PartRow, (part) => part.report)
  parts!: Relation<PartRow>[];
}

@Entity("report_title")
export class TitleRow {
  @PrimaryColumn("uuid", { name: "report_id" })
  reportId!: string;

  @Column("text")
  level!: string;

  @Column("text", { nullable: true })
  title!: string | null;
}

@Entity("part")
export class PartRow {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid", { name: "report_id" })
  reportId!: string;

  @Column("text", { name: "report_status" })
  reportStatus!: string;

  @Column("text")
  kind!: string;

  @Column("text")
  label!: string;

  @Column("text")
  level!: string;

  @Column("integer")
  position!: number;

  @Column("timestamptz", { name: "withdrawn_at", nullable: true })
  withdrawnAt!: Date | null;

  @ManyToOne(() => ReportRow, (report) => report.parts)
  @JoinColumn({ name: "report_id" })
  report!: Relation<ReportRow>;

  @OneToOne(() => ContentRow, (content) => content.part)
  content!: Relation<ContentRow>;

  @OneToOne(() => StateRow, (state) => state.part)
  state!: Relation<StateRow> | null;

  @OneToOne(() => WordsRow, (words) => words.part)
  words!: Relation<WordsRow>;
}

@Entity("part_content")
export class ContentRow {
  @PrimaryColumn("uuid", { name: "part_id" })
  partId!: string;

  @Column("text", { nullable: true })
  text!: string | null;

  @Column("text", { nullable: true })
  area!: string | null;

  @Column("text", { nullable: true })
  risk!: string | null;

  @Column("date", { name: "target_on", nullable: true })
  targetOn!: string | null;

  @OneToOne(() => PartRow, (part) => part.content)
  @JoinColumn({ name: "part_id" })
  part!: Relation<PartRow>;
}

@Entity("recommendation_state")
export class StateRow {
  @PrimaryColumn("uuid", { name: "part_id" })
  partId!: string;

  @Column("text")
  decision!: string;

  @Column("text")
  implementation!: string;

  @OneToOne(() => PartRow, (part) => part.state)
  @JoinColumn({ name: "part_id" })
  part!: Relation<PartRow>;
}

@Entity("part_search")
export class WordsRow {
  @PrimaryColumn("uuid", { name: "part_id" })
  partId!: string;

  @Column("tsvector", { select: false })
  document!: string;

  @OneToOne(() => PartRow, (part) => part.words)
  @JoinColumn({ name: "part_id" })
  part!: Relation<PartRow>;
}
