import { badRequest } from "./refusal";

const LEGACY = "application/json";
const CURRENT = "application/graphql-response+json";

interface Range {
  type: string;
  quality: number;
}

/** The media type of an answer, as the client prefers; without a preference it is application/json. */
export function answerType(accept: string | undefined): string {
  const ranges = (accept ?? "*/*").split(",").map(rangeOf);
  const [legacy, current] = [quality(ranges, LEGACY), quality(ranges, CURRENT)];
  if (legacy === 0 && current === 0)
    throw badRequest(`Accept ${CURRENT} or ${LEGACY}: there is no other form of an answer.`, 406);
  return current > legacy || (current === legacy && isNamedFirst(ranges)) ? CURRENT : LEGACY;
}

function rangeOf(text: string): Range {
  const [type = "", ...parameters] = text.split(";").map((piece) => piece.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith("q="));
  const number = given === undefined ? 1 : Number(given.slice(2));
  return { type, quality: number >= 0 && number <= 1 ? number : 0 };
}

/** The most exact range that covers the type decides. */
function quality(ranges: Range[], type: string): number {
  const covering = [type, "application/*", "*/*"].map((name) => ranges.find((range) => range.type === name));
  return covering.find((range) => range !== undefined)?.quality ?? 0;
}

const isNamedFirst = (ranges: Range[]): boolean => {
  const named = ranges.map(({ type }) => type).filter((type) => type === LEGACY || type === CURRENT);
  return named[0] === CURRENT;
};
