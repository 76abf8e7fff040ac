import fs from 'node:fs';
import path from 'node:path';
import { openReader } from '../../main/database/connection.ts';
import { writeExport } from '../../main/exports/write-export.ts';
import type { ExportFormat } from '../../shared/exports/formats.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { BenchFile } from './bench-file.ts';
import { firstDay } from './founding.ts';

/** What an accountant takes away of some days: how many entries, how long it took, how large it is. */
export interface ExportFigures {
  orders: number;
  /** Whether it is the first year, whole, or its last thirty days. */
  span: 'year' | 'month';
  exports: { format: ExportFormat; entries: number; seconds: number; megabytes: number }[];
}

const formats: readonly ExportFormat[] = ['csv', 'hledger', 'beancount', 'handOver'];

/** A busier shop gives its books away month by month: no other program reads a year of half a million orders in one piece. */
const yearUpTo = 100_000;

/** The books of a year written to disk as the program does, in one snapshot, format by format. */
export async function benchExports({ orders, file }: BenchFile, folder: string): Promise<ExportFigures> {
  const span = orders <= yearUpTo ? 'year' : 'month';
  const to = addDays(firstDay, 364);
  const asked = { userId: 1, madeOn: addDays(to, 1), from: addDays(to, span === 'year' ? -364 : -29), to };
  const exports: ExportFigures['exports'] = [];
  for (const format of formats) {
    const reader = openReader(file);
    const begun = performance.now();
    try {
      let entries = 0;
      const { file: written, bytes } = await writeExport(reader, folder, { ...asked, format }, { total: (count) => void (entries = count), seen: () => undefined, leftOut: () => undefined });
      exports.push({ format, entries, seconds: (performance.now() - begun) / 1000, megabytes: bytes / 1024 ** 2 });
      fs.rmSync(path.resolve(written));
    } finally {
      reader.close();
    }
  }
  return { orders, span, exports };
}
