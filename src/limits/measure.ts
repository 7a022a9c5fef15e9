import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  getNamedType,
  isInterfaceType,
  isObjectType,
  typeFromAST,
} from "graphql";

/** The type around a field; it is unknown in a document that has not been validated. */
export type Parent = GraphQLNamedType | null | undefined;

/** A field where it stands. */
export interface Place {
  node: FieldNode;
  parent: Parent;
  definition: GraphQLField<unknown, unknown> | undefined;
}

/** What is measured of a selection, as if every fragment stood in the place of its spread. */
export interface Measure<T> {
  readonly nothing: T;
  field(place: Place, below: T): T;
  fragment?(node: InlineFragmentNode | FragmentSpreadNode | FragmentDefinitionNode, inside: T): T;
  together(parts: T[]): T;
}

/**
 * Measures selections of one document. A fragment is measured once, by itself and not from where it is spread,
 * so that no other place can change the result and many spreads cost no more time than one.
 * A fragment within itself counts as nothing: validation refuses it by its own rule.
 */
export class Ruler<T> {
  private readonly measured = new Map<string, T>();
  private readonly fragments: Map<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly measure: Measure<T>,
  ) {
    const definitions = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(definitions.map((node) => [node.name.value, node]));
  }

  operation({ operation, selectionSet }: OperationDefinitionNode): T {
    return this.selection(selectionSet, this.schema.getRootType(operation));
  }

  private selection(set: SelectionSetNode, parent: Parent): T {
    return this.measure.together(set.selections.map((node) => this.one(node, parent)));
  }

  private one(node: SelectionNode, parent: Parent): T {
    if (node.kind === Kind.FIELD) return this.field(node, parent);
    if (node.kind === Kind.FRAGMENT_SPREAD) return this.around(node, this.spread(node.name.value));
    const type = node.typeCondition ? typeFromAST(this.schema, node.typeCondition) : parent;
    return this.around(node, this.selection(node.selectionSet, type));
  }

  private field(node: FieldNode, parent: Parent): T {
    const definition = definitionOf(this.schema, parent, node.name.value);
    const type = definition && getNamedType(definition.type);
    const below = node.selectionSet ? this.selection(node.selectionSet, type) : this.measure.nothing;
    return this.measure.field({ node, parent, definition }, below);
  }

  private spread(name: string): T {
    const known = this.measured.get(name);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    if (!fragment) return this.measure.nothing;
    this.measured.set(name, this.measure.nothing);
    const type = typeFromAST(this.schema, fragment.typeCondition);
    const result = this.around(fragment, this.selection(fragment.selectionSet, type));
    this.measured.set(name, result);
    return result;
  }

  private around(node: InlineFragmentNode | FragmentSpreadNode | FragmentDefinitionNode, inside: T): T {
    return this.measure.fragment ? this.measure.fragment(node, inside) : inside;
  }
}

function definitionOf(schema: GraphQLSchema, parent: Parent, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name && parent === schema.getQueryType()) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name && parent === schema.getQueryType()) return TypeMetaFieldDef;
  if (isObjectType(parent) || isInterfaceType(parent)) return parent.getFields()[name];
  return undefined;
}
