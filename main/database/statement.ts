import type Database from 'better-sqlite3';
import { type Compilable, createQueryId, type LimitNode, type OperationNodeSource, type RootOperationNode, ValueNode } from 'kysely';
import { type Builder, db, QueryCompiler } from './builder.ts';
import type { Reader, RunResult, Writer } from './handles.ts';

class Placeholder {
  readonly name: string;
  /** Of which row it is, where several are written together. */
  readonly row: number;
  constructor(name: string, row: number) {
    this.name = name;
    this.row = row;
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
function placeholders<P extends object>(row = 0): P {
  return new Proxy({} as P, {
    get: (_target, name) => new Placeholder(String(name), row),
    ownKeys: () => {
      throw new Error('A kept statement names each value it uses: p.orderId, never ...p');
    },
  });
}

function compile(query: Query<unknown>): { sql: string; places: readonly Placeholder[] } {
  // What a statement is built from is a whole query, so its node is a root.
  const { sql, parameters } = compiler.compileQuery(query.toOperationNode() as RootOperationNode, createQueryId());
  return { sql, places: parameters as Placeholder[] };
}

/** Compiles a query once, at its first use; afterwards a call only puts the values in their places. */
function compileOnce<P extends object>(build: (builder: Builder, p: P) => Query<unknown>): () => Compiled {
  let compiled: Compiled | undefined;
  return () => {
    if (!compiled) {
      const { sql, places } = compile(build(db, placeholders<P>()));
      const names = places.map(({ name }) => name);
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

/** More rows than this travel in several statements, so that few lengths are ever compiled. */
const mostTogether = 8;

export interface RowsStatement<P extends object> {
  /** The rows' ids, in their order: SQLite numbers the rows of one statement one after the other. */
  run(writer: Writer, rows: readonly P[]): number[];
}

/** The rows a document has several of, written together: as many at once as there are, up to eight. */
export function writeRows<P extends object>(build: (builder: Builder, rows: P[]) => Query<unknown>): RowsStatement<P> {
  const kept: { key: object; compiled: { sql: string; places: readonly Placeholder[] } | undefined }[] = [];
  const ofLength = (length: number) => (kept[length] ??= { key: {}, compiled: undefined });
  const writeSome = (writer: Writer, rows: readonly P[]): number => {
    const statement = ofLength(rows.length);
    const { sql, places } = (statement.compiled ??= compile(build(db, rows.map((_row, index) => placeholders<P>(index)))));
    const bound: unknown[] = [];
    for (const { name, row } of places) bound.push((rows[row] as Record<string, unknown>)[name]);
    return Number(writer.kept(statement.key, () => sql).run(...bound).lastInsertRowid);
  };
  return {
    run: (writer, rows) => {
      const ids: number[] = [];
      for (let from = 0; from < rows.length; from += mostTogether) {
        const some = rows.slice(from, from + mostTogether);
        const lastId = writeSome(writer, some);
        for (let left = some.length - 1; left >= 0; left -= 1) ids.push(lastId - left);
      }
      return ids;
    },
  };
}
