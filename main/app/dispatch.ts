import { randomUUID } from 'node:crypto';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Connection } from '../database/connection.ts';
import type { Actor } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { beginTransaction, type Transaction } from '../database/transaction.ts';
import { askerOf, tellResults, told } from './asker.ts';
import { chainHash, type CommandRow, inputDigest, sha256Of } from './chain.ts';
import { getMethod, parseWithText, requirePermission } from './methods.ts';
import { commandHandler, registry } from './registry.ts';

export interface News {
  sequence: number;
  kinds: Record<string, number[]>;
}

export interface Done {
  commandId: number;
  result: unknown;
  /** Undefined when the same key was answered before: nothing changed again. */
  news?: News;
}

const findKey = read((db, p: { key: string }) => db.selectFrom('commandKey').selectAll().where('key', '=', p.key));

const insertKey = write((db, p: { key: string; commandId: number; inputDigest: string; result: string }) =>
  db.insertInto('commandKey').values({ key: p.key, commandId: p.commandId, inputDigest: p.inputDigest, result: p.result }),
);

const insertBody = write((db, p: { commandId: number; salt: string; input: string | null; result: string | null }) =>
  db.insertInto('commandBody').values({ commandId: p.commandId, salt: p.salt, input: p.input, result: p.result }),
);

const insertCommand = write((db, p: OpenCommand) =>
  db.insertInto('command').values({
    id: p.id,
    method: p.method,
    recordedAt: p.recordedAt,
    userId: p.userId,
    role: p.role,
    deviceId: p.deviceId,
    via: p.via,
    inputDigest: p.inputDigest,
  }),
);

const sealCommand = write((db, p: Pick<CommandRow, 'id' | 'changes' | 'proofs' | 'hash'>) =>
  db.updateTable('command').set({ changes: p.changes, proofs: p.proofs, hash: p.hash }).where('id', '=', p.id),
);

/**
 * The one door for every change, whoever asks: permission, parse, key, one immediate transaction with its audit row.
 * A throw leaves nothing behind. The same key with the same input is answered as before, without a second effect.
 * @throws Refusal `permission.denied`, `input.invalid`, `key.reused`, and what the service refuses
 */
export function dispatch(connection: Connection, actor: Actor, name: string, input: unknown, now: Instant, key?: string): Done {
  const method = getMethod(name);
  requirePermission(method, actor);
  const { parsed, text } = parseWithText(method, input);
  const work = { name, run: commandHandler(name), keepInput: method.meta.keepInput !== false };
  const wish = key === undefined ? undefined : { key, digest: wishDigest(name, text) };
  const done = told(connection, actor, () =>
    connection.atomically(() => (wish && answeredBefore(connection, wish)) ?? perform(connection, actor, work, parsed, text, now, wish), 'immediate'));
  const asker = askerOf(connection, actor);
  method.cut?.(done.result, asker);
  tellResults(asker, done.result);
  return done;
}

/** A command the program gives itself: the same transaction and audit row, but no host has a name for it. */
export function dispatchInternal(connection: Connection, actor: Actor, name: string, input: object, now: Instant): Done {
  const run = registry.internal[name] as ((tx: Transaction, input: unknown) => unknown) | undefined;
  if (!run) throw new Error(`No internal command is called ${name}`);
  // What the program tells itself carries the hashes of PINs and tokens, which belong in one table only; a restore names its gaps.
  const keepInput = name === 'shop.restored';
  return connection.atomically(() => perform(connection, actor, { name, run, keepInput }, input, JSON.stringify(input), now), 'immediate');
}

interface Work {
  name: string;
  run(tx: Transaction, input: unknown): unknown;
  keepInput: boolean;
}

/** A key, and what it stands for: the same words to another command are another wish. */
interface Wish {
  key: string;
  digest: string;
}

const wishDigest = (method: string, text: string): string => sha256Of(`${method} `, text);

function answeredBefore(connection: Connection, { key, digest }: Wish): Done | undefined {
  const known = findKey.get(connection, { key });
  if (!known) return undefined;
  if (known.inputDigest !== digest) throw new Refusal('key.reused', { key });
  return { commandId: known.commandId, result: JSON.parse(known.result) };
}

function perform(connection: Connection, actor: Actor, work: Work, input: unknown, text: string, now: Instant, wish?: Wish): Done {
  const { tx, previousHash } = beginTransaction(connection, actor, now);
  const opened = open(tx, work, text);
  const result = work.run(tx, input) ?? null;
  tx.settle();
  for (const finish of registry.beforeCommit) finish(tx);
  const kinds = tx.changes();
  seal(tx, opened, { kinds, previousHash });
  keepAnswer(tx, work, { text, salt: opened.salt, result, wish });
  return { commandId: tx.commandId, result, news: { sequence: tx.commandId, kinds } };
}

type OpenCommand = Omit<CommandRow, 'changes' | 'proofs' | 'hash'>;

function open(tx: Transaction, work: Work, text: string): OpenCommand & { salt: string } {
  const salt = randomUUID();
  const { userId, role, deviceId, via } = tx.actor;
  const row = { id: tx.commandId, method: work.name, recordedAt: tx.now, userId, role, deviceId, via, inputDigest: inputDigest(salt, text) };
  insertCommand.run(tx, row);
  return { ...row, salt };
}

/** Writes what the command changed and chains it to the one before; from here on its record is final. */
function seal(tx: Transaction, { salt: _salt, ...row }: OpenCommand & { salt: string }, { kinds, previousHash }: { kinds: Record<string, number[]>; previousHash: string }): void {
  const changes = JSON.stringify(kinds);
  const proofs = JSON.stringify(tx.proofs().map(({ kind, id, digest }) => [kind, id, digest]));
  sealCommand.run(tx, { id: row.id, changes, proofs, hash: chainHash(previousHash, { ...row, changes, proofs }) });
}

interface Answer {
  text: string;
  salt: string;
  result: unknown;
  wish: Wish | undefined;
}

function keepAnswer(tx: Transaction, work: Work, { text, salt, result, wish }: Answer): void {
  const answer = JSON.stringify(result);
  insertBody.run(tx, { commandId: tx.commandId, salt, input: work.keepInput ? text : null, result: work.keepInput ? answer : null });
  if (wish) insertKey.run(tx, { key: wish.key, commandId: tx.commandId, inputDigest: wish.digest, result: answer });
}
