import { type DocumentNode, type GraphQLError, type GraphQLSchema, buildSchema, parse, validate } from "graphql";
import { limitRules } from "../../src/limits/limit-rules";
import type { RequestLimits } from "../../src/limits/request-limits";

/** A small schema with everything that the limits speak of: pages, lists, unions, fragments, arguments, an act. */
export const library: GraphQLSchema = buildSchema(`
  interface Node { id: ID! }
  type PageInfo { hasNextPage: Boolean! }
  type Author implements Node { id: ID! name: String books(first: Int, last: Int): BookConnection! friends: [Author!]! }
  type Book implements Node { id: ID! title: String authors: [Author!]! chapters(first: Int, last: Int): ChapterConnection! sequel: Book }
  type Chapter implements Node { id: ID! text: String book: Book! }
  type BookEdge { node: Book! cursor: String! }
  type BookConnection { edges: [BookEdge!]! nodes: [Book!]! pageInfo: PageInfo! totalCount: Int }
  type ChapterEdge { node: Chapter! cursor: String! }
  type ChapterConnection { edges: [ChapterEdge!]! nodes: [Chapter!]! pageInfo: PageInfo! }
  input BookFilter { titles: [String!] inner: BookFilter }
  type Query {
    book(id: ID!, note: String): Book
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    books(first: Int, last: Int, filter: BookFilter, weight: Float): BookConnection!
    newest(first: Int = 5): BookConnection!
    search(text: String!, first: Int!): [Book!]!
    authors: [Author!]!
  }
  type Mutation { lend(id: ID!): Book giveBack(id: ID!): Book }
  type Subscription { lent: Book }
  directive @again on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | QUERY | VARIABLE_DEFINITION | FRAGMENT_DEFINITION
`);

export const limits: RequestLimits = {
  tokens: 1_000,
  depth: 10,
  introspectionDepth: 20,
  aliases: 15,
  rootFields: 5,
  directives: 10,
  listSize: 100,
  pageProduct: 1_000,
  cost: 5_000,
};

/** The first sentence that refuses a document, or nothing. */
export function refusalOf(text: string | DocumentNode, most: Partial<RequestLimits> = {}): string | undefined {
  const document = typeof text === "string" ? parse(text) : text;
  return errorsOf(document, most)[0]?.message;
}

const errorsOf = (document: DocumentNode, most: Partial<RequestLimits>): readonly GraphQLError[] =>
  validate(library, document, limitRules({ ...limits, ...most }), { maxErrors: 1 });

export const repeated = (times: number, piece: (place: number) => string): string =>
  Array.from({ length: times }, (_, place) => piece(place)).join(" ");
