import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Instant } from '../../shared/units/instant.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';

const insertPayload = write(
  (db, p: { channelId: number; externalId: string; digest: string; modifiedAt: Instant; now: Instant; commandId: number }) =>
    db
      .insertInto('channelPayload')
      .values({
        channelId: p.channelId,
        externalId: p.externalId,
        digest: p.digest,
        modifiedAt: p.modifiedAt,
        fetchedAt: p.now,
        commandId: p.commandId,
      })
      .onConflict((conflict) => conflict.doNothing()),
);

const insertBody = write((db, p: { payloadId: number; body: Uint8Array }) =>
  db.insertInto('channelPayloadBody').values({ payloadId: p.payloadId, body: p.body }),
);

/**
 * Keeps an answer as it came, once: its digest for good, its body until the person in it is erased. An order is about four
 * kilobytes of text and a quarter of that deflated. Answers whether it was not here yet.
 */
export function storePayload(
  tx: Tx,
  payload: { channelId: number; externalId: string; modifiedAt: Instant; body: string },
): boolean {
  const digest = createHash('sha256').update(payload.body).digest('hex');
  const { changes, lastId } = insertPayload.run(tx, { ...payload, digest, now: tx.now, commandId: tx.commandId });
  if (changes > 0) insertBody.run(tx, { payloadId: lastId, body: deflateRawSync(payload.body) });
  return changes > 0;
}
