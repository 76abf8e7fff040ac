import { stringify } from 'csv-stringify/sync';
import type { Contract } from '../../shared/app/contract.ts';
import { exportColumns, numberColumns } from '../../shared/catalog/product-export.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { InputOf, OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import type { Store } from './store.ts';

type Asked = InputOf<Contract, 'product.file'>;
type Rows = OutputOf<Contract, 'product.export'>['rows'];

/** Products of a filter or a collection as a sheet the import reads back; asked page by page, written beside the file's one writer. */
export async function productFile(store: Store, actor: Actor, { format, ...asked }: Asked, now: Instant): Promise<OutputOf<Contract, 'product.file'>> {
  const { name, timeZone } = (await store.query(actor, 'shop.get', undefined)) as OutputOf<Contract, 'shop.get'>;
  const rows: Rows = [];
  let products = 0;
  let next: OutputOf<Contract, 'product.export'>['next'] = null;
  do {
    // A page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const page = (await store.query(actor, 'product.export', { ...asked, limit: 200, ...(next && { after: next }) })) as OutputOf<Contract, 'product.export'>;
    rows.push(...page.rows);
    products += page.products;
    next = page.next;
  } while (next !== null);
  const bytes = format === 'csv' ? csvOf(rows) : await workbookOf(rows);
  return { name: `${name} ${dayOf(now, timeZone)}.${format}`.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-'), data: Buffer.from(bytes).toString('base64'), products };
}

/** UTF-8 with its mark, for spreadsheets that guess; texts that begin like a formula are made harmless. */
const csvOf = (rows: Rows): Buffer => Buffer.from(`\uFEFF${stringify([[...exportColumns], ...rows.map((row) => exportColumns.map((column) => row[column]))], { record_delimiter: 'windows', escape_formulas: true })}`);

async function workbookOf(rows: Rows): Promise<Uint8Array> {
  // Large, and read only when somebody saves.
  const { writeXlsx } = await import('hucre');
  const cells = rows.map((row) => exportColumns.map((column) => (numberColumns.has(column) && row[column] !== '' ? Number(row[column]) : row[column])));
  return writeXlsx({ sheets: [{ name: 'Products', rows: [[...exportColumns], ...cells], freezePane: { rows: 1, columns: 1 } }] });
}
