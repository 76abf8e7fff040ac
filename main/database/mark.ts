import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Connection } from './connection.ts';
import { read } from './statement.ts';
import { chainHead } from './transaction.ts';

/** What the file had reached, kept outside it: a file put back, copied without its WAL or emptied is noticed at the next open. */
export interface Mark {
  databaseId: string;
  epoch: number;
  commandId: number;
  hash: string;
  series: Record<string, number>;
}

const shopIdentity = read((db) => db.selectFrom('shop').select(['databaseId', 'epoch']));
const allSeries = read((db) => db.selectFrom('series').select(['code', 'next']));
const hashOf = read((db, p: { id: number }) => db.selectFrom('command').select('hash').where('id', '=', p.id));

/** Beside the file: what is wrong with the file alone is noticed here. */
export const markBeside = (folder: string): string => path.join(folder, 'shop.mark');

/**
 * Where this machine keeps its own: a whole folder put back is noticed here. By the shop's id and by the folder, since a
 * copy somebody practises on elsewhere is no newer life of this one.
 */
export const markAway = (state: string, folder: string, databaseId: string): string =>
  path.join(state, 'marks', `${databaseId}-${createHash('sha256').update(fs.realpathSync(folder)).digest('hex').slice(0, 12)}.mark`);

export function currentMark(connection: Connection): Mark | undefined {
  const shop = shopIdentity.get(connection, {});
  const head = chainHead(connection);
  if (!shop || !head) return undefined;
  const series = Object.fromEntries(allSeries.all(connection, {}).map(({ code, next }) => [code, next]));
  return { ...shop, commandId: head.id, hash: head.hash, series };
}

/** A home nobody may write to has no second copy, and the shop is none the worse for it. */
export function writeMarks(folder: string, state: string | undefined, mark: Mark): void {
  writeMark(markBeside(folder), mark);
  if (state === undefined) return;
  try {
    writeMark(markAway(state, folder, mark.databaseId), mark);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** Written beside and renamed into place: a torn mark would accuse a good file. */
function writeMark(file: string, mark: Mark): void {
  const beside = `${file}.new`;
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  fs.writeFileSync(beside, JSON.stringify(mark), { mode: 0o600 });
  fs.renameSync(beside, file);
}

export function readMark(file: string): Mark | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Mark;
  } catch {
    return undefined;
  }
}

/** The mark this machine keeps of the folder's shop; none where it never saw it. */
export function readMarkAway(connection: Connection, state: string, folder: string): Mark | undefined {
  const shop = shopIdentity.get(connection, {});
  return shop && readMark(markAway(state, folder, shop.databaseId));
}

/** Which of two marks of a shop goes further; of two lives the later one. */
export const furtherMark = (one: Mark | undefined, other: Mark | undefined): Mark | undefined =>
  one && other ? ((other.epoch - one.epoch || other.commandId - one.commandId) > 0 ? other : one) : (one ?? other);

/**
 * @throws Refusal `file.olderThanMark` when the file has not reached what the mark beside it says it had; `file.folderPutBack` when
 * both are older than what this machine saw
 */
export function verifyMarks(connection: Connection, folder: string, state: string | undefined, file: string): void {
  const beside = readMark(markBeside(folder));
  if (beside && !hasReached(connection, beside)) throw new Refusal('file.olderThanMark', { file });
  const away = state === undefined ? undefined : readMarkAway(connection, state, folder);
  if (away && !hasReached(connection, away)) throw new Refusal('file.folderPutBack', { folder, has: chainHead(connection)?.id ?? 0, had: away.commandId });
}

const hasReached = (connection: Connection, mark: Mark): boolean =>
  shopIdentity.get(connection, {})?.databaseId === mark.databaseId && hashOf.get(connection, { id: mark.commandId })?.hash === mark.hash;
