import { Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

import { Implementation, RecommendationSignature, implementationReads, signaturesOf } from "./implementation";
import { Marking } from "./marking";
import { Node } from "./node";
import {
  HoldsAbout,
  type ReadContext,
  ReadFrom,
  type RowExpression,
  type RowSource,
  Reads,
  column,
  embedded,
  ownId,
  value,
} from "./reads";
import { declassifyOnSql, sealedSql } from "./report";
import { DayScalar } from "./scalars";
import { Area, Component, Decision, DifficultySource, Level, MandateParagraph, Matter, PartKind, Risk } from "./terms";

/** Whether the reader holds the part's report in full. */
const holdsReport: RowExpression = (row: string, { may, row: fresh }: ReadContext) => {
  const report = fresh();
  return `exists (select from report ${report} where ${report}.id = ${row}.report_id and ${may("holdInFull", "Report", report)})`;
};

/** The ordinal of a part among those of its kind: for readers of the whole, for it tells of its neighbours. */
const ordinal: RowExpression = (row, context, args) =>
  `case when ${holdsReport(row, context, args)} then (select count(*) from part n where n.report_id = ${row}.report_id and n.kind = ${row}.kind
    and n.withdrawn_at is null and n.position <= ${row}.position) end`;

const TYPES: Record<PartKind, string> = {
  SECTION: "Section",
  FINDING: "Finding",
  RECOMMENDATION: "Recommendation",
  ANNEX: "Annex",
  CORRIGENDUM: "Corrigendum",
};

const parts: RowSource = {
  table: "part",
  subject: "Part",
  prefix: "part",
  joins: (row) =>
    `join part_content ${row}c on ${row}c.part_id = ${row}.id left join recommendation_state ${row}s on ${row}s.part_id = ${row}.id`,
  where: (row) => `${row}.withdrawn_at is null`,
  typename: (row) =>
    `case ${row}.kind ${Object.entries(TYPES)
      .map(([kind, type]) => `when '${kind}' then '${type}'`)
      .join(" ")} end`,
  registeredAs: "part",
};

const partsOf = (kind: PartKind): RowSource => ({
  ...parts,
  where: (row) => `${row}.withdrawn_at is null and ${row}.kind = '${kind}'`,
  ofKind: kind,
});
const content = (name: string) => value((row) => `${row}c.${name}`);

/** What a part says in words: in clear, or sealed with all the others. */
const word = (text: string, name: string) =>
  value((row) => sealedSql(`${row}c`, { text, id: "part_id", word: name }), "open");

@InterfaceType({ implements: Node, description: "A part of a report: it is given whole, or not at all." })
@ReadFrom(parts)
export abstract class Part extends Node {
  @Field({ description: "A stable label within its report that tells nothing of its neighbours: F-7Q3K." })
  @Reads(column("label"))
  label!: string;

  @Field(() => Int, {
    nullable: true,
    description: "Its ordinal among the parts of its kind, for readers of the whole report; null for an extract.",
  })
  @Reads(value(ordinal))
  number!: number | null;

  @Field(() => PartKind, { description: "What it is." })
  @Reads(column("kind"))
  kind!: PartKind;

  @Field({ description: "The text." })
  @Reads(word("text", "text"))
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: "Where the text comes from, in the demonstration: a public source.",
  })
  @Reads(word("public_source", "publicSource"))
  publicSource!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "The version of a part of a draft, which an edit must name; null once it is submitted.",
  })
  @Reads(value((row) => `case when ${row}.report_status = 'DRAFT' then ${row}.version end`))
  version!: number | null;

  @Field(() => Marking, { description: "Its marking." })
  @Reads(
    embedded({
      level: column("level"),
      text: value((row) => `(select l.marking from classification_level l where l.code = ${row}.level)`),
      grounds: content("grounds"),
      thirdParty: content("third_party"),
      declassifyOn: value((row) =>
        declassifyOnSql(row, `(select r.submitted_on from report r where r.id = ${row}.report_id)`),
      ),
      isExtract: value((row, context, args) => `not ${holdsReport(row, context, args)}`),
      copiesAllowed: value((row, { may }) => may("copy", "Part", row)),
    }),
  )
  marking!: Marking;
}

@ObjectType({ implements: [Node, Part], description: "A section of a report's text." })
@ReadFrom(partsOf(PartKind.SECTION))
export class Section extends Part {}

@ObjectType({ implements: [Node, Part], description: "An annex: a description, and the digest of its file." })
@ReadFrom(partsOf(PartKind.ANNEX))
export class Annex extends Part {
  @Field(() => String, { nullable: true, description: "The name of the file." })
  @Reads(word("file_name", "fileName"))
  fileName!: string | null;

  @Field(() => String, { nullable: true, description: "Its media type." })
  @Reads(word("media_type", "mediaType"))
  mediaType!: string | null;

  @Field(() => String, { nullable: true, description: "The SHA-256 of the file, in hexadecimal." })
  @Reads(word("file_sha256", "fileSha256"))
  fileSha256!: string | null;
}

@ObjectType({ implements: [Node, Part], description: "What mends a mistake of a submitted report." })
@ReadFrom(partsOf(PartKind.CORRIGENDUM))
export class Corrigendum extends Part {}

@ObjectType({ implements: [Node, Part], description: "A finding: what endangers peacekeepers or their mandate." })
@ReadFrom(partsOf(PartKind.FINDING))
export class Finding extends Part {
  @Field(() => Area, { description: "The area of review." })
  @Reads(content("area"))
  area!: Area;

  @Field(() => Risk, { description: "The risk to safety, security or well-being." })
  @Reads(content("risk"))
  risk!: Risk;

  @Field({ description: "Whether it is systemic." })
  @Reads(content("systemic"))
  systemic!: boolean;

  @Field(() => [Component], { description: "The components that it concerns." })
  @Reads(content("components"))
  components!: Component[];

  @Field(() => [DifficultySource], { description: "Where the difficulty comes from." })
  @Reads(content("difficulties"))
  difficulties!: DifficultySource[];
}

@ObjectType({
  implements: [Node, Part],
  description: "A recommendation: what is to be done about one or more findings.",
})
@ReadFrom(partsOf(PartKind.RECOMMENDATION))
export class Recommendation extends Part {
  @Field(() => Area, { nullable: true, description: "The area of review." })
  @Reads(content("area"))
  area!: Area | null;

  @Field(() => MandateParagraph, { description: "What of the Office's mandate it serves." })
  @Reads(content("mandate"))
  mandate!: MandateParagraph;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The day by which it is to be implemented, as it was recommended.",
  })
  @Reads(content("target_on"))
  targetOn!: string | null;

  @Field(() => Decision, { description: "What the Under-Secretaries-General decided." })
  @Reads(value((row) => `${row}s.decision`))
  decision!: Decision;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The day on which it was decided, in UTC; null while it is not.",
  })
  @Reads(value((row) => `${row}s.decided_on`))
  decidedOn!: string | null;

  @Field(() => [RecommendationSignature], {
    description: "What the Under-Secretaries-General signed of its endorsement, the newest last.",
  })
  @Reads(signaturesOf(Matter.ENDORSEMENT))
  @HoldsAbout(2)
  endorsements!: RecommendationSignature[];

  @Field(() => Implementation, { description: "How far its implementation is." })
  @Reads(implementationReads)
  implementation!: Implementation;
}

@Entity("part")
@ObjectType({ description: "A part in an outline: id, label, kind and level, and nothing of what it says." })
@ReadFrom({ table: "part", subject: "PartReference", prefix: "part", where: (row) => `${row}.withdrawn_at is null` })
export class PartReference {
  @PrimaryGeneratedColumn("uuid")
  @Field(() => ID, { description: "The id of the part, by which who may read it finds it." })
  @Reads(ownId)
  id!: string;

  @Column("uuid")
  reportId!: string;

  @Column("text")
  reportLevel!: Level;

  @Column("text")
  reportStatus!: string;

  @Column("text")
  @Field({ description: "Its label." })
  @Reads(column("label"))
  label!: string;

  @Column("text")
  @Field(() => PartKind, { description: "What it is." })
  @Reads(column("kind"))
  kind!: PartKind;

  @Column("text")
  @Field(() => Level, { description: "Its level." })
  @Reads(column("level"))
  level!: Level;

  @Column("integer")
  position!: number;

  @Column("uuid", { nullable: true })
  correctsId!: string | null;

  @Column("timestamptz", { nullable: true })
  withdrawnAt!: Date | null;

  @Column("integer")
  version!: number;
}

/** What a part says: in clear, or sealed. */
@Entity("part_content")
export class PartContent {
  @PrimaryColumn("uuid")
  partId!: string;

  @Column("text")
  level!: Level;

  @Column("text", { nullable: true })
  text!: string | null;

  @Column("bytea", { nullable: true })
  ciphertext!: Buffer | null;

  @Column("bytea", { nullable: true })
  wrappedKey!: Buffer | null;

  @Column("text", { nullable: true })
  keyId!: string | null;

  @Column("bytea")
  sha256!: Buffer;

  @Column("integer")
  version!: number;

  @Column("text", { array: true })
  grounds!: string[];

  @Column("text", { nullable: true })
  thirdParty!: string | null;

  @Column("text", { nullable: true })
  thirdPartyConsent!: string | null;

  @Column("text", { nullable: true })
  area!: Area | null;

  @Column("text", { nullable: true })
  risk!: Risk | null;

  @Column("boolean", { nullable: true })
  systemic!: boolean | null;

  @Column("text", { array: true, nullable: true })
  components!: string[] | null;

  @Column("text", { array: true, nullable: true })
  difficulties!: string[] | null;

  @Column("text", { nullable: true })
  mandate!: string | null;

  @Column("uuid", { nullable: true })
  officeId!: string | null;

  @Column("date", { nullable: true })
  targetOn!: string | null;

  @Column("text", { nullable: true })
  fileName!: string | null;

  @Column("text", { nullable: true })
  mediaType!: string | null;

  @Column("text", { nullable: true })
  fileSha256!: string | null;

  @Column("text", { nullable: true })
  publicSource!: string | null;
}
