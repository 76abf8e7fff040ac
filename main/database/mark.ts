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

const markFile = (folder: string): string => path.join(folder, 'shop.mark');

export function currentMark(connection: Connection): Mark | undefined {
  const shop = shopIdentity.get(connection, {});
  const head = chainHead(connection);
  if (!shop || !head) return undefined;
  const series = Object.fromEntries(allSeries.all(connection, {}).map(({ code, next }) => [code, next]));
  return { ...shop, commandId: head.id, hash: head.hash, series };
}

/** Written beside and renamed into place: a torn mark would accuse a good file. */
export function writeMark(folder: string, mark: Mark): void {
  const beside = `${markFile(folder)}.new`;
  fs.writeFileSync(beside, JSON.stringify(mark), { mode: 0o600 });
  fs.renameSync(beside, markFile(folder));
}

export function readMark(folder: string): Mark | undefined {
  try {
    return JSON.parse(fs.readFileSync(markFile(folder), 'utf8')) as Mark;
  } catch {
    return undefined;
  }
}

/** @throws Refusal `file.olderThanMark` when the file has not reached what the mark says it had */
export function verifyMark(connection: Connection, mark: Mark | undefined, file: string): void {
  if (!mark) return;
  const shop = shopIdentity.get(connection, {});
  const same = shop?.databaseId === mark.databaseId && hashOf.get(connection, { id: mark.commandId })?.hash === mark.hash;
  if (!same) throw new Refusal('file.olderThanMark', { file });
}
