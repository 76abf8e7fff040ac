import type { Reader } from '../../database/handles.ts';
import { read } from '../../database/statement.ts';

const row = read((db, p: { kind: string; headings: string }) =>
  db.selectFrom('sheetMapping').select(['mapping', 'numbers']).where('kind', '=', p.kind).where('headings', '=', p.headings),
);

/** How the columns of such a sheet were understood the last time. */
export function findMapping(reader: Reader, kind: string, headings: string): { mapping: (string | null)[]; numbers: 'point' | 'comma' } | undefined {
  const known = row.get(reader, { kind, headings });
  // Written by this room as a list of field names.
  return known && { mapping: JSON.parse(known.mapping) as (string | null)[], numbers: known.numbers };
}
