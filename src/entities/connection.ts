import { ArgsType, type ClassType, Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "Where a page stands in its list." })
export class PageInfo {
  @Field({ description: "Whether there are rows after the page." })
  hasNextPage!: boolean;

  @Field({ description: "Whether there are rows before the page." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The cursor of the first row; null for an empty page." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "The cursor of the last row; null for an empty page." })
  endCursor!: string | null;
}

/** The types of a connection: its edge and itself. */
export function connectionOf(name: string, node: () => ClassType | object, edge: { excerpt?: true } = {}): ClassType {
  @ObjectType(`${name}Edge`, { description: "A row of the list, and its place." })
  class Edge {
    @Field({ description: "The place of the row in this list: sealed, and good for this list and this reader alone." })
    cursor!: string;

    @Field(node as () => ClassType, { description: "The row." })
    node!: object;
  }
  if (edge.excerpt)
    Field(() => String, { description: "The words around the hit, from the readable text of this part alone." })(
      Edge.prototype,
      "excerpt",
    );

  @ObjectType(`${name}Connection`, { description: "A page of a list of what the reader may read." })
  class Connection {
    @Field(() => [Edge], { description: "The rows of the page with their places." })
    edges!: Edge[];

    @Field(() => [node()] as never, { description: "The rows of the page." })
    nodes!: object[];

    @Field(() => PageInfo, { description: "Where the page stands in the list." })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description: "How many rows the reader may read in all, counted when asked: exact up to 10,000, null above.",
    })
    totalCount!: number | null;

    @Field(() => Int, { nullable: true, description: "10,000 where there are more than that; else null." })
    totalCountAbove!: number | null;
  }
  return Connection;
}

/** Which page of a list. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, description: "So many rows from the front: 1 to 100. Either this or last." })
  first?: number;

  @Field(() => String, { nullable: true, description: "Only rows after this cursor; with first." })
  after?: string;

  @Field(() => Int, { nullable: true, description: "So many rows from the back: 1 to 100. Either this or first." })
  last?: number;

  @Field(() => String, { nullable: true, description: "Only rows before this cursor; with last." })
  before?: string;
}
