import { numberText, type SeriesCode, seriesDefaults } from '../../shared/company/series.rules.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface Drawn {
  prefix: string;
  next: number;
  digits: number;
}

const draw = write<{ code: string; prefix: string; digits: number }, Drawn>((db, p) =>
  db
    .insertInto('series')
    .values({ code: p.code, prefix: p.prefix, digits: p.digits, next: 2 })
    .onConflict((conflict) => conflict.column('code').doUpdateSet((eb) => ({ next: eb('series.next', '+', 1) })))
    .returning(['prefix', 'next', 'digits']),
);

const drawMany = write<{ code: string; prefix: string; digits: number; count: number; following: number }, Drawn>((db, p) =>
  db
    .insertInto('series')
    .values({ code: p.code, prefix: p.prefix, digits: p.digits, next: p.following })
    .onConflict((conflict) => conflict.column('code').doUpdateSet((eb) => ({ next: eb('series.next', '+', p.count) })))
    .returning(['prefix', 'next', 'digits']),
);

const putBack = write((db, p: { code: string; next: number }) => db.updateTable('series').set({ next: p.next }).where('code', '=', p.code));

const findSeries = read((db, p: { code: string }) => db.selectFrom('series').select('next').where('code', '=', p.code));

/**
 * Draws the next number of a series. The counter moves in the same transaction as the document, so a refused document
 * gives its number back and the series has no gap. Source: DOMAIN "document number".
 */
export function nextNumber(tx: Tx, code: SeriesCode): string {
  const block = tx.held.get(blockOf(code)) as Block | undefined;
  if (block && block.next < block.end) {
    tx.held.set(blockOf(code), { ...block, next: block.next + 1 });
    return numberText(block.prefix, block.digits, block.next);
  }
  const drawn = draw.get(tx, { code, ...seriesDefaults[code] });
  if (!drawn) throw new Error(`No number was drawn from the series ${code}`);
  return numberText(drawn.prefix, drawn.digits, drawn.next - 1);
}

/** Numbers drawn for a batch that no document has yet. */
interface Block {
  prefix: string;
  digits: number;
  next: number;
  end: number;
}

const blockOf = (code: SeriesCode): string => `numbers of ${code}`;

/**
 * Draws the numbers that the items of a batch will most likely need in one go, and puts back what they did not; who needs more
 * draws one by one from where the block ends. A refused item gives its numbers to the next.
 */
export function withNumbersDrawn<T>(tx: Tx, codes: readonly SeriesCode[], count: number, work: () => T): T {
  if (count === 0) return work();
  for (const code of codes) {
    const drawn = drawMany.get(tx, { code, ...seriesDefaults[code], count, following: count + 1 });
    if (!drawn) throw new Error(`No numbers were drawn from the series ${code}`);
    tx.held.set(blockOf(code), { prefix: drawn.prefix, digits: drawn.digits, next: drawn.next - count, end: drawn.next } satisfies Block);
  }
  const done = work();
  for (const code of codes) {
    const { next, end } = tx.held.get(blockOf(code)) as Block;
    if (next < end) putBack.run(tx, { code, next });
    tx.held.delete(blockOf(code));
  }
  return done;
}

/** Whether a document of this series was ever numbered. */
export const hasDrawn = (reader: Reader, code: SeriesCode): boolean => (findSeries.get(reader, { code })?.next ?? 1) > 1;
