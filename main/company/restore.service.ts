import { randomUUID } from 'node:crypto';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { type SeriesCode, seriesDefaults } from '../../shared/company/series.rules.ts';
import { getShop } from './company.queries.ts';

export interface LostFile {
  /** How far the file that is gone had come, as the mark outside it says. */
  lostEpoch: number;
  lostSeries: Record<string, number>;
}

/**
 * Begins a new epoch in a file that was put back: identities outside it are (epoch, id), so nothing made from here on can be
 * taken for something the lost file had made. Every series goes on behind the highest number it had given out.
 */
export function beginEpoch(tx: Tx, { lostEpoch, lostSeries }: LostFile): { epoch: number; gaps: Record<string, { from: number; to: number }> } {
  const epoch = Math.max(getShop(tx).epoch, lostEpoch) + 1;
  tx.run(db.updateTable('shop').set({ databaseId: randomUUID(), epoch }).where('id', '=', 1));
  tx.changed('shop', 1);
  return { epoch, gaps: continueSeries(tx, lostSeries) };
}

/** The numbers between are lost with their documents; the answer, kept in the record, names them. */
function continueSeries(tx: Tx, lostSeries: Record<string, number>): Record<string, { from: number; to: number }> {
  const known = new Map(tx.all(db.selectFrom('series').select(['code', 'next'])).map(({ code, next }) => [code, next]));
  const gaps: Record<string, { from: number; to: number }> = {};
  for (const [code, lost] of Object.entries(lostSeries)) {
    const next = known.get(code) ?? 1;
    if (lost <= next) continue;
    // A series the lost file had only begun after the backup was made is begun again here, behind what it had given out.
    const row = { code, ...seriesDefaults[code as SeriesCode], next: lost };
    tx.run(db.insertInto('series').values(row).onConflict((conflict) => conflict.column('code').doUpdateSet({ next: lost })));
    gaps[code] = { from: next, to: lost - 1 };
  }
  return gaps;
}
