import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface NewPrinter {
  name: string;
  speaks: 'escpos' | 'zpl';
  host: string;
  port: number;
  width: number;
}

const insertPrinter = write((db, p: NewPrinter & { commandId: number }) =>
  db.insertInto('printer').values({ name: p.name, speaks: p.speaks, host: p.host, port: p.port, width: p.width, commandId: p.commandId }),
);
const setBlocked = write((db, p: { id: number; blocked: 0 | 1 }) => db.updateTable('printer').set({ blocked: p.blocked }).where('id', '=', p.id));
const allPrinters = read((db) => db.selectFrom('printer').select(['id', 'name', 'speaks', 'host', 'port', 'width', 'blocked']).orderBy('name'));

/** @throws Refusal printer.known when there is one of this name */
export function addPrinter(tx: Tx, printer: NewPrinter): { printerId: number } {
  if (listPrinters(tx).printers.some(({ name }) => name === printer.name)) throw new Refusal('printer.known', { name: printer.name });
  const { lastId: printerId } = insertPrinter.run(tx, { ...printer, commandId: tx.commandId });
  tx.changed('printer', printerId);
  return { printerId };
}

export const blockPrinter = (tx: Tx, { printerId }: { printerId: number }) => markBlocked(tx, printerId, 1);
export const unblockPrinter = (tx: Tx, { printerId }: { printerId: number }) => markBlocked(tx, printerId, 0);

function markBlocked(tx: Tx, printerId: number, blocked: 0 | 1): { printerId: number } {
  getPrinter(tx, printerId);
  setBlocked.run(tx, { id: printerId, blocked });
  tx.changed('printer', printerId);
  return { printerId };
}

export const listPrinters = (reader: Reader) => ({ printers: allPrinters.all(reader, {}).map((printer) => ({ ...printer, blocked: printer.blocked === 1 })) });

/** @throws Refusal record.missing */
export function getPrinter(reader: Reader, printerId: number) {
  const printer = listPrinters(reader).printers.find(({ id }) => id === printerId);
  if (!printer) throw new Refusal('record.missing', { kind: 'printer', id: printerId });
  return printer;
}
