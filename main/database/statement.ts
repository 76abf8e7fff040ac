import type Database from 'better-sqlite3';
import { type Compilable, createQueryId, type LimitNode, type OperationNodeSource, type RootOperationNode, ValueNode } from 'kysely';
import { type Builder, db, QueryCompiler } from './builder.ts';
import type { Reader, RunResult, Writer } from './handles.ts';

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

type Query<Row> = Compilable<Row> & OperationNodeSource;

/** Writes a kept statement: constants stand in its text, so that partial indexes are seen to fit; a limit that is bound is a sum. */
class KeptQueryCompiler extends QueryCompiler {
  protected override appendValue(value: unknown): void {
    if (value instanceof Placeholder) super.appendValue(value);
    else this.appendImmediateValue(value);
  }

  protected override visitLimit(node: LimitNode): void {
    if (!ValueNode.is(node.limit) || !(node.limit.value instanceof Placeholder)) return super.visitLimit(node);
    this.append('limit 0 + ');
    this.visitNode(node.limit);
  }
}

const compiler = new KeptQueryCompiler();

interface Compiled {
  sql: string;
  bind(values: object): unknown[];
}

/** Stands for the values while the query is compiled: every property read is a placeholder, everything else a mistake. */
function placeholders<P extends object>(): P {
  return new Proxy({} as P, {
    get: (_target, name) => new Placeholder(String(name)),
    ownKeys: () => {
      throw new Error('A kept statement names each value it uses: p.orderId, never ...p');
    },
  });
}

/** Compiles a query once, at its first use; afterwards a call only puts the values in their places. */
function compileOnce<P extends object>(build: (builder: Builder, p: P) => Query<unknown>): () => Compiled {
  let compiled: Compiled | undefined;
  return () => {
    if (!compiled) {
      // What a statement is built from is a whole query, so its node is a root.
      const query = build(db, placeholders<P>()).toOperationNode() as RootOperationNode;
      const { sql, parameters } = compiler.compileQuery(query, createQueryId());
      const names = (parameters as Placeholder[]).map(({ name }) => name);
      compiled = { sql, bind: (values) => inOrder(values as Record<string, unknown>, names) };
    }
    return compiled;
  };
}

/** A loop, because every statement of every command goes through here. */
function inOrder(values: Record<string, unknown>, names: readonly string[]): unknown[] {
  const bound: unknown[] = [];
  for (const name of names) bound.push(values[name]);
  return bound;
}

export interface ReadStatement<P extends object, Row> {
  get(reader: Reader, values: P): Row | undefined;
  all(reader: Reader, values: P): Row[];
  iterate(reader: Reader, values: P): IterableIterator<Row>;
}

export interface WriteStatement<P extends object, Row> {
  run(writer: Writer, values: P): RunResult;
  /** For `returning`. */
  get(writer: Writer, values: P): Row | undefined;
  all(writer: Writer, values: P): Row[];
}

const prepared = (reader: Reader, key: object, compiled: () => Compiled): Database.Statement => reader.kept(key, () => compiled().sql);

/**
 * A question that is compiled once and whose prepared statement is kept on each connection: as quick as SQL written by hand.
 * Its shape never depends on its values; where it must, build with `db` and ask `reader.all(...)`.
 */
export function read<P extends object, Row>(build: (builder: Builder, p: P) => Query<Row>): ReadStatement<P, Row> {
  const compiled = compileOnce(build);
  const key = {};
  return {
    get: (reader, values) => prepared(reader, key, compiled).get(...compiled().bind(values)) as Row | undefined,
    all: (reader, values) => prepared(reader, key, compiled).all(...compiled().bind(values)) as Row[],
    iterate: (reader, values) => prepared(reader, key, compiled).iterate(...compiled().bind(values)) as IterableIterator<Row>,
  };
}

/** A change that is compiled once and whose prepared statement is kept. */
export function write<P extends object, Row = unknown>(build: (builder: Builder, p: P) => Query<Row>): WriteStatement<P, Row> {
  const compiled = compileOnce(build);
  const key = {};
  return {
    run: (writer, values) => {
      const result = prepared(writer, key, compiled).run(...compiled().bind(values));
      return { changes: result.changes, lastId: Number(result.lastInsertRowid) };
    },
    get: (writer, values) => prepared(writer, key, compiled).get(...compiled().bind(values)) as Row | undefined,
    all: (writer, values) => prepared(writer, key, compiled).all(...compiled().bind(values)) as Row[],
  };
}
