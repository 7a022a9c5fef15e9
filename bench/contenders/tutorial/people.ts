import { Column, Entity, PrimaryColumn } from "typeorm";

/** Something that holds from an instant to another. */
abstract class Dated {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("timestamptz", { name: "sight_from" })
  sightFrom!: Date;

  @Column("timestamptz", { name: "sight_until" })
  sightUntil!: Date;
}

@Entity("login")
export class LoginRow extends Dated {
  @Column("text")
  issuer!: string;

  @Column("text")
  subject!: string;

  @Column("uuid", { name: "person_id", nullable: true })
  personId!: string | null;
}

@Entity("appointment")
export class AppointmentRow extends Dated {
  @Column("uuid", { name: "post_id" })
  postId!: string;

  @Column("uuid", { name: "person_id" })
  personId!: string;
}

@Entity("post_placement")
export class PlacementRow extends Dated {
  @Column("uuid", { name: "post_id" })
  postId!: string;

  @Column("uuid", { name: "office_id" })
  officeId!: string;

  @Column("boolean", { name: "is_head" })
  isHead!: boolean;
}

@Entity("designation")
export class DesignationRow extends Dated {
  @Column("uuid", { name: "office_id" })
  officeId!: string;

  @Column("uuid", { name: "person_id" })
  personId!: string;
}

/** A post of Under-Secretaries-General in a reporting line. */
@Entity("reporting_line_post")
export class LinePostRow {
  @PrimaryColumn("text", { name: "reporting_line_code" })
  line!: string;

  @PrimaryColumn("uuid", { name: "post_id" })
  postId!: string;
}
