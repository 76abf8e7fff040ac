import type Database from 'better-sqlite3';
import type { Compilable } from 'kysely';
import { type Builder, db } from './builder.ts';
import type { Reader, RunResult, Writer } from './handles.ts';

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

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
function compileOnce<P extends object>(build: (builder: Builder, p: P) => Compilable<unknown>): () => Compiled {
  let compiled: Compiled | undefined;
  return () => {
    if (!compiled) {
      const { sql, parameters } = build(db, placeholders<P>()).compile();
      const bind = (values: object) =>
        parameters.map((parameter) => (parameter instanceof Placeholder ? (values as Record<string, unknown>)[parameter.name] : parameter));
      compiled = { sql, bind };
    }
    return compiled;
  };
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
}

const prepared = (reader: Reader, key: object, compiled: () => Compiled): Database.Statement => reader.kept(key, () => compiled().sql);

/**
 * A question that is compiled once and whose prepared statement is kept on each connection: as quick as SQL written by hand.
 * Its shape never depends on its values; where it must, build with `db` and ask `reader.all(...)`.
 */
export function read<P extends object, Row>(build: (builder: Builder, p: P) => Compilable<Row>): ReadStatement<P, Row> {
  const compiled = compileOnce(build);
  const key = {};
  return {
    get: (reader, values) => prepared(reader, key, compiled).get(...compiled().bind(values)) as Row | undefined,
    all: (reader, values) => prepared(reader, key, compiled).all(...compiled().bind(values)) as Row[],
    iterate: (reader, values) => prepared(reader, key, compiled).iterate(...compiled().bind(values)) as IterableIterator<Row>,
  };
}

/** A change that is compiled once and whose prepared statement is kept. */
export function write<P extends object, Row = unknown>(build: (builder: Builder, p: P) => Compilable<Row>): WriteStatement<P, Row> {
  const compiled = compileOnce(build);
  const key = {};
  return {
    run: (writer, values) => {
      const result = prepared(writer, key, compiled).run(...compiled().bind(values));
      return { changes: result.changes, lastId: Number(result.lastInsertRowid) };
    },
    get: (writer, values) => prepared(writer, key, compiled).get(...compiled().bind(values)) as Row | undefined,
  };
}
