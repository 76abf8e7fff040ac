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

const findSeries = read((db, p: { code: string }) => db.selectFrom('series').select('next').where('code', '=', p.code));

/**
 * Draws the next number of a series. The counter moves in the same transaction as the document, so a refused document
 * gives its number back and the series has no gap. Source: DOMAIN "document number".
 */
export function nextNumber(tx: Tx, code: SeriesCode): string {
  const drawn = draw.get(tx, { code, ...seriesDefaults[code] });
  if (!drawn) throw new Error(`No number was drawn from the series ${code}`);
  return numberText(drawn.prefix, drawn.digits, drawn.next - 1);
}

/** Whether a document of this series was ever numbered. */
export const hasDrawn = (reader: Reader, code: SeriesCode): boolean => (findSeries.get(reader, { code })?.next ?? 1) > 1;
