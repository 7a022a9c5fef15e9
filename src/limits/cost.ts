import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isIntrospectionType,
  isListType,
  isObjectType,
} from "graphql";
import { Arguments } from "./arguments";
import { type Measure, type Parent, type Place, Ruler } from "./measure";
import { operationOf } from "./operation";
import { pageSize } from "./pages";
import { type Values, variableValues } from "./variables";

/** What a list without pages is taken to hold, unless its field says so itself in `extensions.listSize`. */
const LIST_SIZE = 10;

/** What a list of the schema's own description is taken to hold, so that the usual introspection can be asked. */
const INTROSPECTION_LIST_SIZE = 4;

const LARGEST_PAGE = 100;

/** Objects of an answer: those that come once, and those that come with every row of the page around them. */
interface Cost {
  once: number;
  each: number;
}

const FREE: Cost = { once: 0, each: 0 };

/** One for an object, times the rows of the list or page that it stands in; what `@skip` leaves out counts too. */
export const costMeasure = (values: Arguments, largestPage = LARGEST_PAGE): Measure<Cost> => ({
  nothing: FREE,
  field(place, below) {
    if (!place.node.selectionSet) return FREE;
    if (isRowsOfConnection(place)) return { once: 0, each: 1 + below.once + below.each };
    const size = pageSize(place, values, largestPage);
    if (isConnection(typeOf(place))) return { once: 1 + below.once + (size ?? largestPage) * below.each, each: 0 };
    return { once: (size ?? listSize(place, values)) * (1 + below.once + below.each), each: 0 };
  },
  together: (parts) =>
    parts.reduce((total, part) => ({ once: total.once + part.once, each: total.each + part.each }), FREE),
});

const typeOf = ({ definition }: Place): Parent => definition && getNamedType(definition.type);

const isList = ({ definition }: Place): boolean =>
  definition !== undefined && isListType(getNullableType(definition.type));

const isConnection = (type: Parent): boolean =>
  isObjectType(type) && type.name.endsWith("Connection") && "pageInfo" in type.getFields();

const isRowsOfConnection = (place: Place): boolean => isConnection(place.parent) && isList(place);

/** A list holds as many things as ids were given, or as its field states, or as lists are taken to hold. */
function listSize(place: Place, values: Arguments): number {
  if (!isList(place)) return 1;
  const { ids } = values.of(place);
  if (Array.isArray(ids)) return ids.length;
  const stated = place.definition?.extensions.listSize;
  if (typeof stated === "number") return stated;
  const type = typeOf(place);
  return type && isIntrospectionType(type) ? INTROSPECTION_LIST_SIZE : LIST_SIZE;
}

/** A request as it was sent. */
interface Sent {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null;
  variables?: Values;
}

/** What a request costs, from what was sent and nothing else: at least a tenth of the objects in its answer. */
export function costOf({ schema, document, operationName, variables }: Sent): number {
  const operation = operationOf(document, operationName);
  const values = new Arguments(variableValues(schema, operation, variables));
  return Math.max(1, new Ruler(schema, document, costMeasure(values)).operation(operation).once);
}
