import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** How many objects are asked for; `page` is the size of the page that encloses it. */
type Cost = (variables: Variables, page: number) => number;

const DEFAULT_PAGE = 25;
/** What a list counts whose length nobody asked for. */
const USUAL_LIST = 10;
const nothing: Cost = () => 0;

/**
 * How many objects each operation of a valid document asks for, before any is read: what lies in a page counts
 * `first` times (25 where it is absent), what lies in another list ten times, in a list by ids as often as there are
 * ids. The page's own wrapping is free, fragments count wherever they are spread.
 */
export function costsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
): Map<OperationDefinitionNode, (variables: Variables) => number> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Cost>();

  const ofFragment = (name: string): Cost => {
    const compiled = known.get(name);
    if (compiled) return compiled;
    const { typeCondition, selectionSet } = fragments.get(name)!;
    const cost = ofSelections(selectionSet, schema.getType(typeCondition.name.value));
    known.set(name, cost);
    return cost;
  };

  const ofSelections = (set: SelectionSetNode, type: GraphQLNamedType | undefined): Cost => {
    const parts = set.selections.flatMap((selection): Cost | [] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const { typeCondition, selectionSet } = selection;
        return ofSelections(selectionSet, typeCondition ? schema.getType(typeCondition.name.value) : type);
      }
      const field =
        isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      return field && selection.selectionSet ? ofField(selection, field, selection.selectionSet) : [];
    });
    if (parts.length === 0) return nothing;
    return (variables, page) => parts.reduce((sum, part) => sum + part(variables, page), 0);
  };

  const ofField = (node: FieldNode, field: GraphQLField<unknown, unknown>, set: SelectionSetNode): Cost => {
    const type = getNamedType(field.type);
    if (isLeafType(type)) return nothing;
    const inner = ofSelections(set, type);
    if (isConnection(type)) return (variables) => inner(variables, pageSize(node, variables));
    const own = isWrapping(type) ? 0 : 1;
    const isInPage =
      isList(field.type) && (field.name === 'nodes' || field.name === 'edges') && !field.args.length;
    return (variables, page) => {
      const times = isInPage && page > 0 ? page : isList(field.type) ? listSize(node, variables) : 1;
      return times * (own + inner(variables, 0));
    };
  };

  return new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .map((operation) => {
        const cost = ofSelections(
          operation.selectionSet,
          schema.getRootType(operation.operation) ?? undefined,
        );
        const defaults = defaultsOf(operation);
        return [operation, (variables: Variables) => cost({ ...defaults, ...variables }, 0)];
      }),
  );
}

const isConnection = (type: GraphQLNamedType) =>
  isObjectType(type) && type.name.endsWith('Connection') && 'pageInfo' in type.getFields();

const isWrapping = ({ name }: GraphQLNamedType) => name === 'PageInfo' || name.endsWith('Edge');

const isList = (type: GraphQLOutputType): boolean =>
  isNonNullType(type) ? isList(type.ofType) : isListType(type);

function pageSize(node: FieldNode, variables: Variables): number {
  return Math.max(0, wholeNumber(argumentOf(node, 'first', variables)) ?? DEFAULT_PAGE);
}

function listSize(node: FieldNode, variables: Variables): number {
  const ids = argumentOf(node, 'ids', variables);
  if (Array.isArray(ids)) return ids.length;
  const first = wholeNumber(argumentOf(node, 'first', variables));
  return first === null ? USUAL_LIST : Math.max(0, first);
}

const wholeNumber = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

function argumentOf(node: FieldNode, name: string, variables: Variables): unknown {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  return value && literal(value, variables);
}

const literal = (value: ValueNode, variables: Variables): unknown =>
  valueFromASTUntyped(value, { ...variables });

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
