import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const writtenBy = read((db, p: { entryId: number }) =>
  db.selectFrom('journalEntry as e').innerJoin('command as c', 'c.id', 'e.commandId').select(['e.number', 'c.userId']).where('e.id', '=', p.entryId),
);
const standing = read((db, p: { entryId: number }) => db.selectFrom('entryReview').select('id').where('entryId', '=', p.entryId).where('takenBackById', 'is', null));
const insert = write((db, p: { entryId: number; reviewedAt: Instant; commandId: number }) =>
  db.insertInto('entryReview').values({ entryId: p.entryId, reviewedAt: p.reviewedAt, commandId: p.commandId }),
);
const setTakenBack = write((db, p: { id: number; commandId: number }) => db.updateTable('entryReview').set({ takenBackById: p.commandId }).where('id', '=', p.id));

interface Asked {
  entryIds: readonly number[];
}

/**
 * A second person stands for entries: whoever wrote one cannot review it. Source: 会计基础工作规范 (审核 by somebody else than 制单).
 * @throws Refusal record.missing, review.own, review.done
 */
export function reviewEntries(tx: Tx, { entryIds }: Asked): { entryIds: number[] } {
  for (const entryId of new Set(entryIds)) {
    const { number, userId } = requireEntry(tx, entryId);
    if (userId === tx.actor.userId) throw new Refusal('review.own', { number });
    if (standing.get(tx, { entryId })) throw new Refusal('review.done', { number });
    insert.run(tx, { entryId, reviewedAt: tx.now, commandId: tx.commandId });
    tx.changed('journalEntry', entryId);
  }
  return { entryIds: [...entryIds] };
}

/** Takes a review back; that it stood, and who took it back, stays. @throws Refusal record.missing, review.none */
export function unreviewEntries(tx: Tx, { entryIds }: Asked): { entryIds: number[] } {
  for (const entryId of new Set(entryIds)) {
    const { number } = requireEntry(tx, entryId);
    const review = standing.get(tx, { entryId });
    if (!review) throw new Refusal('review.none', { number });
    setTakenBack.run(tx, { id: review.id, commandId: tx.commandId });
    tx.changed('journalEntry', entryId);
  }
  return { entryIds: [...entryIds] };
}

function requireEntry(tx: Tx, entryId: number) {
  const entry = writtenBy.get(tx, { entryId });
  if (!entry) throw new Refusal('record.missing', { kind: 'journalEntry', id: entryId });
  return entry;
}
