import { type DocumentNode, GraphQLError, Kind, type SelectionNode } from 'graphql';

/**
 * What a subscription follows cannot depend on conditions (GraphQL specification, 5.2.4.1 "Single Root Field"): there
 * would be nothing to follow. Answers an error for each condition there.
 */
export function conditionsOnRoots(document: DocumentNode): GraphQLError[] {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const visited = new Set<string>();
  const errorsIn = (selections: readonly SelectionNode[]): GraphQLError[] =>
    selections.flatMap((selection) => {
      const errors = (selection.directives ?? [])
        .filter(({ name }) => name.value === 'skip' || name.value === 'include')
        .map(
          (directive) =>
            new GraphQLError(`What a subscription follows takes no @${directive.name.value}.`, {
              nodes: directive,
            }),
        );
      if (selection.kind === Kind.FIELD) return errors;
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return [...errors, ...errorsIn(selection.selectionSet.selections)];
      const { value: name } = selection.name;
      const fragment = visited.has(name) ? undefined : fragments.get(name);
      visited.add(name);
      return [...errors, ...(fragment ? errorsIn(fragment.selectionSet.selections) : [])];
    });
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'subscription'
      ? errorsIn(definition.selectionSet.selections)
      : [],
  );
}
