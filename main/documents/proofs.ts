import { sql } from 'kysely';
import { totalsOf } from '../../shared/documents/document.rules.ts';
import type { Reader } from '../database/handles.ts';
import { missingRows } from '../database/missing-rows.ts';
import { type Fault, faultsShown, type Proof, type ProofResult } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { read } from '../database/statement.ts';
import { shipmentsOfInvoice } from './invoice.statements.ts';
import { creditedOf } from './kinds/credit-note-paper.ts';
import { billedOf } from './kinds/invoice-paper.ts';

const allInvoices = read((db) => db.selectFrom('invoice').select(['id', 'number', 'net', 'tax', 'rounding', 'gross']).orderBy('id'));
const allCreditNotes = read((db) => db.selectFrom('creditNote').select(['id', 'number', 'sourceKind', 'sourceId', 'net', 'tax', 'rounding', 'gross']).orderBy('id'));

interface Figures {
  net: number;
  tax: number;
  rounding: number;
  gross: number;
}

const differs = (stored: Figures, computed: Figures): boolean =>
  stored.net !== computed.net || stored.tax !== computed.tax || stored.rounding !== computed.rounding || stored.gross !== computed.gross;

/** What a numbered paper says is what the facts behind it still say. */
function papersSayTheFacts(reader: Reader): ProofResult {
  const faults: Fault[] = [];
  let checked = 0;
  const look = (table: string, { id, number, ...stored }: Figures & { id: number; number: string }, paper: Parameters<typeof totalsOf>[0]): void => {
    checked += 1;
    if (faults.length < faultsShown && differs(stored, totalsOf(paper))) faults.push({ table, id, says: `${number} says ${stored.gross}, its facts make ${totalsOf(paper).gross}` });
  };
  for (const row of allInvoices.all(reader, {})) look('invoice', row, { ...billedOf(reader, shipmentsOfInvoice.all(reader, { invoiceId: row.id }).map(({ shipmentId }) => shipmentId)), payments: [] });
  for (const { sourceKind, sourceId, ...row } of allCreditNotes.all(reader, {})) look('creditNote', row, { ...creditedOf(reader, sourceKind, sourceId), payments: [] });
  return { checked, faults };
}

/** Every paper with a number of a series without gaps; a settlement of returned goods is numbered among the credit notes. */
/**
 * Numbers rise by one and none is left out; a restored file goes on behind what the lost one may have given out, and says so.
 * A cancelled invoice has its credit note, and only a cancelled one.
 */
const numbered = sql<{ tableName: string; id: number; says: string }>`
  with paper as (
    select 'invoice' as name, id, number, 'invoice' as series from invoice
    union all select 'creditNote', id, number, 'creditNote' from creditNote
    union all select 'returnSettlement', id, number, 'creditNote' from returnSettlement
  )
  select placed.name as tableName, placed.id, placed.number || ' does not follow the number before it' as says
  from (select *, row_number() over (partition by series order by length(number), number) as place from paper) placed join series on series.code = placed.series
  where (select epoch from shop) = 1 and placed.number <> series.prefix || printf('%0' || series.digits || 'd', placed.place)
  union all
  select 'invoice', series.next - 1, 'the series of ' || series.code || ' gave out ' || (series.next - 1) || ' numbers, ' || found.papers || ' papers have them'
  from series join (select code, (select count(*) from paper where paper.series = code) as papers from series where code in ('invoice', 'creditNote')) found on found.code = series.code
  where (select epoch from shop) = 1 and found.papers > 0 and series.next - 1 <> found.papers
  union all
  select 'invoice', invoice.id, invoice.number || iif(cancelledAt is null, ' stands beside its credit note', ' is cancelled without a credit note') from invoice
  where (cancelledAt is null) = exists (select 1 from creditNote where sourceKind = 'invoice' and sourceId = invoice.id)
  union all
  select 'invoice', invoice.id, invoice.number || ' is for a parcel that was taken back' from invoice
  join invoiceShipment on invoiceId = invoice.id join shipment on shipment.id = shipmentId
  where cancelledAt is null and shipment.voidedAt is not null`;

/** A paper lies beside something that is there. */
const besideWhatIsThere = (reader: Reader) =>
  missingRows(reader, 'attachment', sql`select distinct kind from attachment`, (kind) => sql`
    select a.id, 'the paper ' || a.name || ' lies beside ' || a.kind || ' ' || a.itemId || ', which is not there' as says
    from attachment a left join ${sql.table(kind)} d on d.id = a.itemId where a.kind = ${kind} and d.id is null`);

export const documentsProofs: Proof[] = [
  { id: 'INV-D1 papers', prove: papersSayTheFacts },
  { id: 'INV-D3 attachments', prove: (reader) => ({ checked: askSql(reader, sql<{ rows: number }>`select count(*) as rows from attachment`)[0]?.rows ?? 0, faults: besideWhatIsThere(reader) }) },
  {
    id: 'INV-D2 numbers',
    prove: (reader) => {
      const rows = askSql(reader, sql<{ tableName: string; id: number; says: string }>`select * from (${numbered}) limit ${faultsShown}`);
      return { checked: allInvoices.all(reader, {}).length + allCreditNotes.all(reader, {}).length, faults: rows.map(({ tableName, id, says }) => ({ table: tableName, id, says })) };
    },
  },
];
