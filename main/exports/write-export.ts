import fs from 'node:fs';
import path from 'node:path';
import { writeXlsx } from 'hucre';
import type { Connection } from '../database/connection.ts';
import { type AskedExport, type ExportedFile, exportFiles, type ExportListener } from './files.ts';
import { windows1252 } from './windows1252.ts';
import { ZipFile } from './zip.ts';

/** Where an export lies when it is done. */
export interface WrittenExport {
  file: string;
  /** What to save it as. */
  name: string;
  files: number;
  bytes: number;
}

/** One file of an export as it lies on disk. */
export async function bytesOf(file: ExportedFile): Promise<Uint8Array> {
  if ('sheets' in file) return writeXlsx({ sheets: file.sheets.map(({ name, rows }) => ({ name, rows: rows.map((cells) => [...cells]) })) });
  const text = [...file.text].join('');
  return file.charset === 'windows-1252' ? windows1252(text) : Buffer.from(text);
}

/**
 * Writes an export into a folder of its own: one file as it is, several as one ZIP, so that there is one thing to save. The
 * whole of it comes from one snapshot.
 * @throws Refusal export.empty
 */
export async function writeExport(connection: Connection, folder: string, asked: AskedExport, listener: ExportListener): Promise<WrittenExport> {
  connection.raw.exec('begin');
  try {
    const files = exportFiles(connection, asked, listener)[Symbol.iterator]();
    const first = files.next();
    if (first.done) return oneFile(folder, 'control-totals.txt', Buffer.from(''));
    const bytes = await bytesOf(first.value);
    const second = files.next();
    if (second.done) return oneFile(folder, first.value.name, bytes);
    return await zipped(folder, asked, [{ name: first.value.name, bytes }], second.value, files);
  } finally {
    connection.raw.exec('rollback');
  }
}

function oneFile(folder: string, name: string, bytes: Uint8Array): WrittenExport {
  const file = path.join(folder, 'export');
  fs.writeFileSync(file, bytes, { mode: 0o600 });
  return { file, name, files: 1, bytes: bytes.length };
}

async function zipped(folder: string, { format, from, to }: AskedExport, begun: readonly { name: string; bytes: Uint8Array }[], second: ExportedFile, rest: Iterator<ExportedFile>): Promise<WrittenExport> {
  const file = path.join(folder, 'export');
  const zip = new ZipFile(file);
  let count = begun.length;
  for (const { name, bytes } of begun) zip.add(name, bytes);
  for (let next: IteratorResult<ExportedFile> = { done: false, value: second }; !next.done; next = rest.next()) {
    // Files are made one after another, or all of them would stand in memory.
    // oxlint-disable-next-line no-await-in-loop
    zip.add(next.value.name, await bytesOf(next.value));
    count += 1;
  }
  zip.close();
  return { file, name: `${format}-${from}-${to}.zip`, files: count, bytes: fs.statSync(file).size };
}
