import type { DatabaseError } from "pg";
import { QueryFailedError } from "typeorm";

import { Conflict } from "../entities/errors";

/** What the database refuses by a constraint, as a sentence that says what to do. */
const SENTENCES: Readonly<Record<string, string>> = {
  appointment_one_holder:
    "Another appointment to this post, of the same kind, covers some of these days. End or withdraw it first, or give other days.",
  post_placement_one_office:
    "Another placement of this post covers some of these days. End or withdraw it first, or give other days.",
  post_placement_one_head:
    "Another post heads this office on some of these days. Place that one first, or do not make this one its head.",
  portal_one_code: "A portal with this code is registered for some of these days. End or withdraw it first.",
  login_one_bearer:
    "This issuer and subject are registered for some of these days. End or withdraw that login first, or give other days.",
  team_member_once:
    "This post is on the team on some of these days already. End that membership first, or give other days.",
  designation_once:
    "This person is designated for some of these days already. End that designation, or give other days.",
  officer_in_charge_one_at_a_time:
    "There is an officer-in-charge on some of these days already. End that naming first, or give other days.",
  review_one_of_request: "The review of this request is open already: a request opens one review.",
  work_plan_sharing_once: "This work plan is shared with this office already.",
  lesson_dissemination_once: "This lesson was disseminated to one of these offices already. Name the others alone.",
  mission_acronym_key: "There is a mission with this acronym already. Give another.",
  office_code_key: "There is an office with this code already. Give another.",
  post_code_key: "There is a post with this code already. Give another.",
  office_end_pkey: "The end of this office is recorded already, and what is recorded is not changed.",
  post_end_pkey: "The end of this post is recorded already, and what is recorded is not changed.",
};

/** Does what a constraint may refuse, and says so in its own sentence, never by the constraint's name. */
export async function heldByDatabase<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { constraint } = error instanceof QueryFailedError ? (error.driverError as DatabaseError) : {};
    const sentence = constraint === undefined ? undefined : SENTENCES[constraint];
    throw sentence ? new Conflict(sentence) : error;
  }
}
