import { ObjectType } from "type-graphql";

import { type ReadContext, ReadGiven, type RowExpression } from "./reads";

/** Entries that nobody has confirmed: those that the viewer may confirm, and those that the viewer has entered. */
@ObjectType({ description: "Entries that await a second person: those that the viewer may confirm or has entered." })
@ReadGiven({})
export class EntriesAwaitingConfirmation {}

const me = ({ viewer, parameter }: ReadContext) => parameter(viewer.personId, "uuid");

/** Whether the viewer can confirm an entry now: the law gives it, and nothing of the entry stands in this person's way. */
export const canConfirm =
  (subject: string): RowExpression =>
  (row, context) =>
    `coalesce(${context.may("confirm", subject, row)} and confirmation_obstacle(${row}, ${me(context)}) is null, false)`;

/** An entry that stands unconfirmed, and is the viewer's to confirm or was entered by the viewer. */
export const awaits =
  (subject: string) =>
  (row: string, _owner: string, context: ReadContext): string =>
    `${row}.confirmed_at is null and ${row}.superseded_at is null
      and (${row}.entered_by = ${me(context)} or ${canConfirm(subject)(row, context, {})})`;
