import { stringify } from 'csv-stringify/sync';
import { writeXlsx } from 'hucre';
import { shipBackLayouts, shipBackRows } from '../../shared/channels/ship-back.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { ShipBackTold } from './ship-back.queries.ts';

const mediaTypes = { csv: 'text/csv', tab: 'text/tab-separated-values', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;
const endings = { csv: 'csv', tab: 'txt', xlsx: 'xlsx' } as const;

/** A ship-back file in the form its platform takes. Numbers of orders and parcels are texts in it. */
export async function writeShipBackFile({ name, platform, timeZone, writtenAt, parcels }: ShipBackTold): Promise<{ fileName: string; mediaType: string; data: string }> {
  const { format } = shipBackLayouts[platform];
  const rows = shipBackRows(parcels, platform, timeZone);
  // A workbook keeps a text as a text; a text file has no such thing, and its platform reads it as written.
  const bytes = format === 'xlsx' ? await writeXlsx({ sheets: [{ name: '1', rows }] }) : stringify(rows, format === 'csv' ? { bom: true, record_delimiter: 'windows' } : { delimiter: '\t', record_delimiter: 'windows' });
  const safe = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return { fileName: `${safe}-${dayOf(writtenAt, timeZone)}.${endings[format]}`, mediaType: mediaTypes[format], data: Buffer.from(bytes).toString('base64') };
}
