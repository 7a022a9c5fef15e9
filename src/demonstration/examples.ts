import type { ExampleQuery } from "../identity/graphiql-page";

export const examples: readonly ExampleQuery[] = [];
