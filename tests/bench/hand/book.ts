import { hash, randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';

/**
 * What every hand-written posting needs: the tail of a command and an entry of the books. Written as somebody would who has
 * better-sqlite3, this schema and no program: prepared statements, no builder, no layers, no rules imported. It even knows
 * that SQLite plans a statement anew at every call when it sees a bare value beside an `order by` or in a join.
 */
export const prepare = (raw: Database.Database, sql: string): Database.Statement => raw.prepare(sql.replaceAll('?', '+?'));

export const sha256 = (text: string): string => hash('sha256', text);

export interface OpenCommand {
  id: number;
  previousHash: string;
  method: string;
  at: number;
  input: string;
  salt: string;
  digest: string;
}

export interface CommandDone {
  result: string;
  changes: object;
  proofs: unknown[];
  key: string;
  /** Whether what was asked and answered is kept beside the record. */
  keepInput?: boolean;
}

export function commandWriter(raw: Database.Database) {
  const head = prepare(raw, 'select id, hash from command order by id desc limit 1');
  const known = prepare(raw, 'select commandId, inputDigest, result from commandKey where key = ?');
  const open = prepare(
    raw,
    `insert into command (id, method, recordedAt, userId, role, deviceId, via, inputDigest) values (?, ?, ?, 1, 'owner', null, 'app', ?)`,
  );
  const seal = prepare(raw, 'update command set changes = ?, proofs = ?, hash = ? where id = ?');
  const body = prepare(raw, 'insert into commandBody (commandId, salt, input, result) values (?, ?, ?, ?)');
  const keyRow = prepare(raw, 'insert into commandKey (key, commandId, inputDigest, result) values (?, ?, ?, ?)');
  return {
    /** Opens the record of a command; throws if its key was answered before. */
    begin(method: string, at: number, input: object, key: string): OpenCommand {
      if (known.get(key)) throw new Error('answered before');
      const { id: last, hash: previousHash } = head.get() as { id: number; hash: string };
      const [text, salt] = [JSON.stringify(input), randomUUID()];
      const command = { id: last + 1, previousHash, method, at, input: text, salt, digest: sha256(salt + text) };
      open.run(command.id, method, at, command.digest);
      return command;
    },
    end({ id, previousHash, method, at, input, salt, digest }: OpenCommand, done: CommandDone): void {
      const [changes, proofs] = [JSON.stringify(done.changes), JSON.stringify(done.proofs)];
      const sealed = sha256(JSON.stringify([previousHash, id, method, at, 1, 'owner', null, 'app', digest, changes, proofs]));
      seal.run(changes, proofs, sealed, id);
      const kept = done.keepInput ?? true;
      body.run(id, salt, kept ? input : null, kept ? done.result : null);
      keyRow.run(done.key, id, sha256(`${method} ${input}`), done.result);
    },
  };
}

export interface HandEntry {
  at: number;
  on: string;
  sourceKind: string;
  sourceId: number;
  rule: string;
  memoKey: string;
  memo: string;
  terms: string;
  channelId: number | null;
  /** Where the goods were: the place of the lines on `results`. */
  locationId?: number;
  results?: readonly number[];
  commandId: number;
  /** What was sold with tax: by class and rate. */
  taxes?: readonly { taxClassId: number; rate: number; base: number; tax: number }[];
  /** Ledger account, amount, and the open item on a control account. */
  legs: readonly (readonly [account: number, amount: number, itemKind?: string, itemId?: number])[];
}

export function entryWriter(raw: Database.Database) {
  const number = numberWriter(raw);
  const entry = prepare(
    raw,
    `insert into journalEntry (number, postedOn, occurredAt, recordedAt, sourceKind, sourceId, ruleId, ruleVersion, memoKey, memoValues, terms, reversesId, commandId)
     values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, null, ?)`,
  );
  const posting = prepare(
    raw,
    `insert into posting (entryId, lineNo, ledgerAccountId, postedOn, amount, channelId, locationId, itemKind, itemId, currency, foreignAmount)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, null)`,
  );
  const taxLine = prepare(
    raw,
    "insert into taxLine (entryId, direction, treatment, country, region, taxClassId, rate, base, tax, taxPointOn) values (?, 'output', 'taxed', 'CN', '', ?, ?, ?, ?, ?)",
  );
  const post = prepare(raw, 'update journalEntry set postedAt = ?, digest = ? where id = ?');
  return (now: number, e: HandEntry): { id: number; proof: [string, number, string] } => {
    const called = number('journalEntry');
    const id = Number(entry.run(called, e.on, e.at, now, e.sourceKind, e.sourceId, e.rule, e.memoKey, e.memo, e.terms, e.commandId).lastInsertRowid);
    const placeOf = (account: number): number | null => (e.results?.includes(account) ? (e.locationId ?? null) : null);
    e.legs.forEach(([account, amount, itemKind = null, itemId = null], index) => posting.run(id, index + 1, account, e.on, amount, e.channelId, placeOf(account), itemKind, itemId));
    for (const tax of e.taxes ?? []) taxLine.run(id, tax.taxClassId, tax.rate, tax.base, tax.tax, e.on);
    const lines = e.legs.map(([account, amount, itemKind = null, itemId = null]) => [account, amount, e.channelId, itemKind, itemId, null, null, ...(placeOf(account) === null ? [] : [placeOf(account), null])]);
    const digest = sha256(JSON.stringify([id, called, e.on, e.at, now, e.sourceKind, e.sourceId, e.rule, 1, e.memoKey, e.memo, e.terms, null, null, lines]));
    post.run(now, digest, id);
    return { id, proof: ['journalEntry', id, digest] };
  };
}

const prefixes = { salesOrder: 'SO-', shipment: 'SH-', journalEntry: 'JE-', customer: 'C-' } as const;

export function numberWriter(raw: Database.Database) {
  const draw = prepare(
    raw,
    'insert into series (code, prefix, digits, next) values (?, ?, 6, 2) on conflict (code) do update set next = next + 1 returning next',
  ).pluck();
  return (code: keyof typeof prefixes): string => prefixes[code] + String((draw.get(code, prefixes[code]) as number) - 1).padStart(6, '0');
}

/** The accounts by role, read once when the program starts: a chart changes seldom. */
export function accountsOf(raw: Database.Database): (role: string) => number {
  const accounts = new Map(prepare(raw, 'select role, ledgerAccountId from accountRole').raw().all() as [string, number][]);
  return (role) => accounts.get(role)!;
}

const wallClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The business date of an instant, as the shop's wall clock has it. */
export const dayOf = (at: number): string => wallClock.format(at);
