import { stringify } from 'csv-stringify/browser/esm/sync';
import { saveFile } from '../client/save-file.ts';
import type { ShopClient } from '../client/shop-client.ts';
import type { TrialRow } from './row-reason.ts';

interface Rejected {
  importId: string;
  headings: readonly string[];
  /** The heading of the column with the reasons. */
  why: string;
  name: string;
  words: (row: TrialRow) => string;
}

/** Saves the rejected rows as a sheet: the columns as they came, and why. Corrected, it can be imported as it is. */
export async function saveRejected(client: ShopClient, { importId, headings, why, name, words }: Rejected): Promise<void> {
  const rows = await rejectedRows(client, importId);
  const lines = rows.map((row) => [...headings.map((_, column) => row.cells[column] ?? ''), words(row)]);
  // Excel knows UTF-8 by its mark, and takes a text that begins with = for a formula unless an ' stands before it.
  const content = stringify([[...headings, why], ...lines], { bom: true, record_delimiter: 'windows', escape_formulas: true });
  saveFile(name, new Blob([content], { type: 'text/csv' }));
}

async function rejectedRows(client: ShopClient, importId: string): Promise<TrialRow[]> {
  const rows: TrialRow[] = [];
  for (let afterRow: number | null = 0; afterRow !== null; ) {
    // A page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const page: { rows: TrialRow[]; next: number | null } = await client.call('sheet.rows', { importId, result: 'rejected', afterRow, limit: 1000 });
    rows.push(...page.rows);
    afterRow = page.next;
  }
  return rows;
}
