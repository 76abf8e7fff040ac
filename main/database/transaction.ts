import type Database from 'better-sqlite3';
import type { Compilable } from 'kysely';
import { Refusal, type RefusalData } from '../../shared/refusal/refusal.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import type { Connection } from './connection.ts';
import type { Actor, RunResult, Tx } from './handles.ts';
import { read } from './statement.ts';

export interface ProvedRow {
  kind: string;
  id: number;
  digest: string;
}

const lastCommand = read((db) => db.selectFrom('command').select(['id', 'hash', 'recordedAt']).orderBy('id', 'desc').limit(1));

/** The head of the audit chain: the newest command, or nothing in a file just made. */
export const chainHead = (connection: Connection): { id: number; hash: string; recordedAt: Instant } | undefined => lastCommand.get(connection, {});

/** One command's transaction: the connection, plus what the command changed and still has to do before it commits. */
export class Transaction implements Tx {
  readonly now: Instant;
  readonly commandId: number;
  readonly actor: Actor;
  readonly held = new Map<string, object>();
  private readonly connection: Connection;
  private readonly changedRows: { kind: string; id: number }[] = [];
  private readonly provedRows: ProvedRow[] = [];
  private readonly shared = new Map<symbol, object>();
  private readonly pending = new Map<symbol, () => void>();

  constructor(connection: Connection, actor: Actor, now: Instant, commandId: number) {
    this.connection = connection;
    this.actor = actor;
    this.now = now;
    this.commandId = commandId;
  }

  get statements(): number {
    return this.connection.statements;
  }

  all<Row>(query: Compilable<Row>): Row[] {
    return this.connection.all(query);
  }

  get<Row>(query: Compilable<Row>): Row | undefined {
    return this.connection.get(query);
  }

  run(query: Compilable<unknown>): RunResult {
    return this.connection.run(query);
  }

  kept(key: object, sql: () => string): Database.Statement {
    return this.connection.kept(key, sql);
  }

  /**
   * Scratch and marks of a refused item are dropped with its rows: the next item must not see what never happened. What was
   * put off before the item is done before it, so that a refusal takes nothing with it that is not its own.
   */
  attempt<T>(work: () => T): { ok: true; value: T } | { ok: false; refusal: RefusalData } {
    this.settle();
    const [changedBefore, provedBefore, heldBefore] = [this.changedRows.length, this.provedRows.length, [...this.held]];
    try {
      const value = this.connection.atomically(() => {
        const result = work();
        this.settle();
        return result;
      }, 'deferred');
      return { ok: true, value };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.changedRows.length = changedBefore;
      this.provedRows.length = provedBefore;
      this.shared.clear();
      this.held.clear();
      for (const [key, value] of heldBefore) this.held.set(key, value);
      this.pending.clear();
      return { ok: false, refusal: error.data() };
    }
  }

  changed(kind: string, id: number): void {
    this.changedRows.push({ kind, id });
  }

  proves(kind: string, id: number, digest: string): void {
    this.provedRows.push({ kind, id, digest });
  }

  once<T extends object>(key: symbol, make: () => T): T {
    let value = this.shared.get(key);
    if (!value) this.shared.set(key, (value = make()));
    return value as T;
  }

  beforeCommit(key: symbol, work: () => void): void {
    if (!this.pending.has(key)) this.pending.set(key, work);
  }

  /** Runs what was put off until the end; such work may put off more. */
  settle(): void {
    for (const [key, work] of this.pending) {
      this.pending.delete(key);
      work();
    }
  }

  /** What changed, by table, each row once. */
  changes(): Record<string, number[]> {
    const byKind = new Map<string, Set<number>>();
    for (const { kind, id } of this.changedRows) {
      const ids = byKind.get(kind);
      if (ids) ids.add(id);
      else byKind.set(kind, new Set([id]));
    }
    return Object.fromEntries([...byKind].map(([kind, ids]) => [kind, [...ids]]));
  }

  proofs(): ProvedRow[] {
    return this.provedRows;
  }
}

/** Opens the one transaction of a command. The clock may be set back; the order of commands may not, so time never runs backwards here. */
export function beginTransaction(connection: Connection, actor: Actor, now: Instant): { tx: Transaction; previousHash: string } {
  const head = chainHead(connection);
  const at = head && head.recordedAt > now ? head.recordedAt : now;
  return { tx: new Transaction(connection, actor, instant(at), (head?.id ?? 0) + 1), previousHash: head?.hash ?? '' };
}
