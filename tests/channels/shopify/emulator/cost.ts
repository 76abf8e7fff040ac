import { type DocumentNode, getNamedType, getOperationAST, GraphQLObjectType, type GraphQLSchema, isCompositeType, Kind, type SelectionSetNode, type GraphQLCompositeType } from 'graphql';

/**
 * What a question is charged before it is answered: one point an object, a list as many times as rows were asked for. Shopify's own
 * sum is gentler; whoever stays below this one stays below that.
 */
export function costOf(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>): number {
  const operation = getOperationAST(document);
  const root = operation ? schema.getRootType(operation.operation) : undefined;
  if (!operation || !root) return 0;
  const walk = (set: SelectionSetNode, type: GraphQLCompositeType): number => set.selections.reduce((sum, selection) => sum + costOfSelection(selection, type), 0);
  const costOfSelection = (selection: SelectionSetNode['selections'][number], type: GraphQLCompositeType): number => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = document.definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value);
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? walk(fragment.selectionSet, type) : 0;
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type;
      return isCompositeType(narrowed) ? walk(selection.selectionSet, narrowed) : 0;
    }
    if (!selection.selectionSet || !(type instanceof GraphQLObjectType || 'getFields' in type)) return 0;
    const field = type.getFields()[selection.name.value];
    const inner = field && getNamedType(field.type);
    if (!inner || !isCompositeType(inner) || inner.name === 'PageInfo') return 0;
    const valueOf = (name: string): unknown => {
      const value = selection.arguments?.find((one) => one.name.value === name)?.value;
      return value?.kind === Kind.INT ? Number(value.value) : value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    };
    const first = valueOf('first');
    const ids = valueOf('ids');
    const times = typeof first === 'number' ? first : Array.isArray(ids) ? ids.length : 1;
    const rows = walk(selection.selectionSet, inner);
    // Below a connection the rows are counted by its own list.
    return inner.name.endsWith('Connection') ? times * rows : times * (1 + rows);
  };
  return Math.max(1, walk(operation.selectionSet, root)) + (operation.operation === 'mutation' ? 10 : 0);
}
