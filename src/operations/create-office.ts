import { BadInput } from "../entities/errors";
import type { CreateOfficeInput } from "../entities/inputs/organisation.inputs";
import { Office } from "../entities/organisation";
import { OfficeKind } from "../entities/terms";
import type { Act } from "./act";
import { givenCode } from "./codes";
import { givenDay } from "./days";
import { heldByDatabase } from "./held-by-database";
import { refuseOutside, seeOffice } from "./organisation-rows";
import type { Outcome } from "./perform";
import { words } from "./words";

/** Kinds that are not entered here, and why. */
const ELSEWHERE: Readonly<Partial<Record<OfficeKind, string>>> = {
  [OfficeKind.MISSION]: "A mission is entered by registerMission, with its office and its posts.",
  [OfficeKind.OVERSIGHT]: "The policy knows one office of internal oversight, and it is there already.",
  [OfficeKind.REGISTRY]: "The registry is one office, and it is there already.",
};

/** § 6.7: enters an office. It gives nobody anything: posts come to belong to it, and circulations may name it. */
export async function createOffice(act: Act, input: CreateOfficeInput): Promise<Outcome> {
  act.require("keep", { subject: "Organisation", row: {} });
  const elsewhere = ELSEWHERE[input.kind];
  if (elsewhere) throw new BadInput(elsewhere);
  const startsOn = givenDay(input.startsOn, "startsOn");
  const parent = input.parentId ? await seeOffice(act, input.parentId) : null;
  if (parent) await refuseOutside(act, { what: "office", id: parent.id }, { startsOn, endsOn: startsOn });
  const { identifiers } = await heldByDatabase(
    act.manager.insert(Office, {
      code: givenCode(input.code, "the code"),
      name: words(input.name, "the name", 200),
      kind: input.kind,
      parentId: parent?.id ?? null,
      startsOn,
    }),
  );
  const id = identifiers[0]!.id as string;
  act.changes.others.push({ kind: "office", id });
  return { office_id: id };
}
