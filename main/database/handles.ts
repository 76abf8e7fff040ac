import type Database from 'better-sqlite3';
import type { Compilable } from 'kysely';
import type { Role } from '../../shared/contract/role.ts';
import type { RefusalData } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';

/** Who asks. Comes from the session, the token or the operating system's user, never from input. */
export interface Actor {
  readonly userId: number;
  readonly role: Role;
  readonly deviceId: number | null;
  readonly via: 'app' | 'rest' | 'cli' | 'sync';
  /** The only methods a program's token was given; without it all its role may. */
  readonly methods?: readonly string[];
}

/** A connection one may ask. Queries get nothing more. */
export interface Reader {
  all<Row>(query: Compilable<Row>): Row[];
  get<Row>(query: Compilable<Row>): Row | undefined;
  /** The prepared statement kept for a key on this connection; statement.ts is its only caller. */
  kept(key: object, sql: () => string): Database.Statement;
  /** How many statements ran on this connection: a posting has a budget. */
  readonly statements: number;
}

export interface RunResult {
  changes: number;
  lastId: number;
}

/** A connection one may change, inside a transaction. */
export interface Writer extends Reader {
  run(query: Compilable<unknown>): RunResult;
}

/** One command's transaction, as its service sees it. */
export interface Tx extends Writer {
  /** The command's instant: recordedAt of all it writes. */
  readonly now: Instant;
  /** Names the command on every fact row it writes. */
  readonly commandId: number;
  readonly actor: Actor;
  /** Runs one item of a batch in a savepoint of its own: a refused item never takes the others with it. */
  attempt<T>(work: () => T): { ok: true; value: T } | { ok: false; refusal: RefusalData };
  /** Tells the change feed and the audit row which row changed; `kind` is the table's name. */
  changed(kind: string, id: number): void;
  /** Puts a row's digest into the chained audit row. */
  proves(kind: string, id: number, digest: string): void;
  /** Something the whole transaction shares, made at first use. */
  once<T extends object>(key: symbol, make: () => T): T;
  /** What a refused item puts back as it was before it; a value is replaced, never changed in place. */
  readonly held: Map<string, object>;
  /** Runs once per key before the commit, in the order first asked for. */
  beforeCommit(key: symbol, work: () => void): void;
}
