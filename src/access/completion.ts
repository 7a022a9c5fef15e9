import { type GraphQLOutputType, isLeafType, isListType, isNonNullType } from "graphql";

/** What makes a finished value one of its type's: leaves as they are written in an answer, and no null where none may be. */
export type Completion = (value: unknown) => unknown;

const asItIs: Completion = (value) => value ?? null;

const made = new WeakMap<GraphQLOutputType, Completion>();

export function completionOf(type: GraphQLOutputType): Completion {
  let completion = made.get(type);
  if (!completion) made.set(type, (completion = makeCompletion(type)));
  return completion;
}

function makeCompletion(type: GraphQLOutputType): Completion {
  if (isNonNullType(type)) {
    const complete = completionOf(type.ofType as GraphQLOutputType);
    return (value) => {
      const completed = complete(value);
      if (completed === null || completed === undefined) throw new Error("Null stands where no null may be.");
      return completed;
    };
  }
  if (isListType(type)) {
    const complete = completionOf(type.ofType);
    return (value) => (value as unknown[] | null | undefined)?.map(complete) ?? null;
  }
  if (isLeafType(type)) return (value) => (value === null || value === undefined ? null : type.serialize(value));
  return asItIs;
}
