import { DummyDriver, Kysely, type LimitNode, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, ValueNode } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * SQLite looks at the values bound to a limit, beside an `order by` and in a join, and then plans the statement anew at every
 * call, which costs more than the call. Behind a plus, which changes no value, it does not look; a limit stands in the text.
 */
export class QueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }

  protected override visitLimit(node: LimitNode): void {
    super.visitLimit(ValueNode.is(node.limit) ? { ...node, limit: ValueNode.createImmediate(node.limit.value) } : node);
  }
}

/** Kysely as a typed SQL writer only: it has no connection, so nothing can be awaited or interleaved. */
export const db = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new QueryCompiler(),
  },
});

export type Builder = typeof db;
