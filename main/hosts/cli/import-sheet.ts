import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { SheetKindName, sheetCommands, sheetQueries } from '../../../shared/company/sheet.contract.ts';
import type { OutputOf } from '../../database/handlers.ts';
import type { Reached } from './reach.ts';
import { requireFile } from './sheet-file.ts';

type Answer<Verb extends keyof typeof sheetQueries> = OutputOf<{ sheet: typeof sheetQueries }, `sheet.${Verb}`>;
type Row = Answer<'rows'>['rows'][number];

/** Half a mebibyte is less than a mebibyte of JSON, which is what every door takes. */
const partBytes = 512 * 1024;

/**
 * Brings a sheet in by the way the screen takes: handed over, read, tried out, written in one transaction. The columns are
 * understood as the last time, or by their headings.
 */
export async function importSheet(shop: Reached, kind: SheetKindName, file: string, { dryRun, rejectedFile, channelId }: { dryRun: boolean; rejectedFile: string | undefined; channelId?: number }) {
  requireFile(file);
  const importId = await upload(shop, file);
  try {
    const read = (await shop.call('sheet.read', { importId, kind, ...(channelId !== undefined && { channelId }) })) as Answer<'read'>;
    const checked = (await shop.call('sheet.check', { importId, mapping: read.mapping, numbers: read.numbers })) as Answer<'check'>;
    const rejected = await rejectedRows(shop, importId);
    if (rejectedFile !== undefined) fs.writeFileSync(rejectedFile, rejectedSheet(read.headings, rejected));
    const something = checked.counts.new + checked.counts.change > 0;
    const brought = !dryRun && something ? ((await shop.call('sheet.bringIn', { importId }, `sheet:${importId}`)) as OutputOf<{ sheet: typeof sheetCommands }, 'sheet.bringIn'>) : undefined;
    return {
      rows: read.rows,
      source: read.source,
      manner: read.manner,
      columns: Object.fromEntries(read.headings.map((heading, index) => [heading, read.mapping[index] ?? null])),
      ...checked,
      written: brought !== undefined,
      ...(brought && { sheetImportId: brought.sheetImportId }),
      rejected: rejected.slice(0, 100).map(({ number, problems }) => ({ row: number, problems })),
    };
  } finally {
    await forget(shop, importId);
  }
}

/** Hands a file over in parts; answers what it is called until it is written. */
export async function upload(shop: Reached, file: string): Promise<string> {
  const handle = fs.openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(partBytes);
    let importId: string | undefined;
    let offset = 0;
    for (let bytes = fs.readSync(handle, buffer); bytes > 0 || importId === undefined; bytes = fs.readSync(handle, buffer)) {
      const part = buffer.toString('base64', 0, bytes);
      ({ importId } = (await shop.call('sheet.upload', { ...(importId && { importId }), fileName: path.basename(file), offset, part })) as Answer<'upload'>);
      offset += bytes;
    }
    return importId;
  } finally {
    fs.closeSync(handle);
  }
}

async function rejectedRows(shop: Reached, importId: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let afterRow = 0; ; ) {
    const page = (await shop.call('sheet.rows', { importId, result: 'rejected', afterRow, limit: 1000 })) as Answer<'rows'>;
    rows.push(...page.rows);
    if (page.next === null) return rows;
    afterRow = page.next;
  }
}

/** The rejected rows as they came, each with its reasons, to be corrected and brought in again. */
const rejectedSheet = (headings: readonly string[], rows: readonly Row[]): string =>
  stringify([[...headings, 'why'], ...rows.map(({ cells, problems }) => [...headings.map((_, index) => cells[index] ?? ''), problems.map(reasonCode).join('; ')])], { bom: true, record_delimiter: 'windows' });

const reasonCode = ({ column, reason, refusal, otherRow }: Row['problems'][number]): string =>
  [column, refusal?.code ?? reason, otherRow === null ? null : `row ${otherRow}`].filter((part) => part !== null).join(' ');

/** What was written is gone already; what was not is nobody's any more. */
export async function forget(shop: Reached, importId: string): Promise<void> {
  await shop.call('sheet.cancel', { importId }).catch(() => undefined);
}
