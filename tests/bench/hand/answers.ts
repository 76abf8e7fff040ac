import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type Database from 'better-sqlite3';
import { prepare } from './book.ts';

/** What a channel answered of orders, kept by hand: digest and deflated body, and how far reading is. One transaction a page. */
export function handAnswers(raw: Database.Database): (channelId: number, answers: readonly { externalId: string; payload: string }[], now: number) => void {
  const answer = prepare(raw, 'insert into channelPayload (channelId, externalId, digest, modifiedAt, fetchedAt, commandId) values (?, ?, ?, ?, ?, (select max(id) from command))');
  const body = prepare(raw, 'insert into channelPayloadBody (payloadId, body) values (?, ?)');
  const place = prepare(raw, "insert or replace into channelCursor (channelId, list, position, reachedAt, readAt, commandId) values (?, 'orders', '{}', ?, ?, (select max(id) from command))");
  return raw.transaction((channelId: number, answers: readonly { externalId: string; payload: string }[], now: number): void => {
    for (const { externalId, payload } of answers) {
      const { lastInsertRowid } = answer.run(channelId, externalId, createHash('sha256').update(payload).digest('hex'), now, now);
      body.run(lastInsertRowid, deflateRawSync(payload));
    }
    place.run(channelId, now, now);
  }).immediate;
}
