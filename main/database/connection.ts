import Database from 'better-sqlite3';
import type { Compilable } from 'kysely';
import type { RunResult, Writer } from './handles.ts';

/** One SQLite connection with its kept statements. Reading connections are opened read-only, so SQLite itself refuses a write. */
export class Connection implements Writer {
  readonly raw: Database.Database;
  statements = 0;
  private readonly byKey = new Map<object, Database.Statement>();
  private readonly byText = new Map<string, Database.Statement>();
  private readonly wrapped: Database.Transaction<(work: () => unknown) => unknown>;

  constructor(raw: Database.Database) {
    this.raw = raw;
    // Made once: making the wrapper costs as much as three statements.
    this.wrapped = raw.transaction((work) => work());
  }

  /** All of the work or nothing of it; within a transaction a savepoint. */
  atomically<T>(work: () => T, begin: 'immediate' | 'deferred'): T {
    return this.wrapped[begin](work) as T;
  }

  all<Row>(query: Compilable<Row>): Row[] {
    const { sql, parameters } = query.compile();
    return this.prepare(sql).all(...parameters) as Row[];
  }

  get<Row>(query: Compilable<Row>): Row | undefined {
    const { sql, parameters } = query.compile();
    return this.prepare(sql).get(...parameters) as Row | undefined;
  }

  run(query: Compilable<unknown>): RunResult {
    const { sql, parameters } = query.compile();
    const result = this.prepare(sql).run(...parameters);
    return { changes: result.changes, lastId: Number(result.lastInsertRowid) };
  }

  kept(key: object, sql: () => string): Database.Statement {
    this.statements += 1;
    let statement = this.byKey.get(key);
    if (!statement) this.byKey.set(key, (statement = this.raw.prepare(sql())));
    return statement;
  }

  close(): void {
    this.raw.close();
  }

  private prepare(sql: string): Database.Statement {
    this.statements += 1;
    let statement = this.byText.get(sql);
    if (!statement) this.byText.set(sql, (statement = this.raw.prepare(sql)));
    return statement;
  }
}

export type Durability = 'FULL' | 'OFF';

/**
 * Opens the shop's file for its one writer. better-sqlite3 reopens a WAL file at synchronous=NORMAL, which loses
 * acknowledged orders at a power cut, so FULL is set and read back on every connection. OFF is for a file nobody has yet.
 * The checkpoint runs when idle (see idle.ts); 16,000 pages is only where it must run by itself.
 */
export function openWriter(file: string, durability: Durability = 'FULL'): Connection {
  const raw = new Database(file, { timeout: 5_000 });
  try {
    raw.pragma('journal_mode = WAL');
    raw.pragma(`synchronous = ${durability}`);
    raw.pragma('fullfsync = ON');
    raw.pragma('checkpoint_fullfsync = ON');
    raw.pragma('foreign_keys = ON');
    raw.pragma('trusted_schema = OFF');
    raw.pragma('wal_autocheckpoint = 16000');
    raw.pragma('cache_size = -65536');
    raw.pragma('temp_store = MEMORY');
    verifyPragmas(raw, file, durability === 'FULL' ? 2 : 0);
  } catch (error) {
    raw.close();
    throw error;
  }
  return new Connection(raw);
}

/** Opens the file for reading only. */
export function openReader(file: string): Connection {
  const raw = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  raw.pragma('synchronous = FULL');
  raw.pragma('cache_size = -65536');
  raw.pragma('temp_store = MEMORY');
  raw.pragma('query_only = ON');
  return new Connection(raw);
}

function verifyPragmas(raw: Database.Database, file: string, synchronous: number): void {
  const expected: Record<string, unknown> = { journal_mode: file === ':memory:' ? 'memory' : 'wal', synchronous, foreign_keys: 1 };
  for (const [name, value] of Object.entries(expected)) {
    const actual = raw.pragma(name, { simple: true });
    if (actual !== value) throw new Error(`The file would not be safe: ${name} is ${String(actual)}, not ${String(value)}`);
  }
}
