import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface NewPrinter {
  name: string;
  speaks: 'escpos' | 'zpl' | 'cainiao';
  host: string;
  port: number;
  width: number;
  agentPrinter: string;
  template: string;
}

const insertPrinter = write((db, p: NewPrinter & { commandId: number }) =>
  db.insertInto('printer').values({
    name: p.name,
    speaks: p.speaks,
    host: p.host,
    port: p.port,
    width: p.width,
    agentPrinter: p.agentPrinter,
    template: p.template,
    commandId: p.commandId,
  }),
);
const setBlocked = write((db, p: { id: number; blocked: 0 | 1 }) => db.updateTable('printer').set({ blocked: p.blocked }).where('id', '=', p.id));
const noLabels = write((db) => db.updateTable('printer').set({ labels: 0 }).where('labels', '=', 1));
const setLabels = write((db, p: { id: number }) => db.updateTable('printer').set({ labels: 1 }).where('id', '=', p.id));
const allPrinters = read((db) => db.selectFrom('printer').select(['id', 'name', 'speaks', 'host', 'port', 'width', 'agentPrinter', 'template', 'labels', 'blocked']).orderBy('name'));

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

export const listPrinters = (reader: Reader) => ({ printers: allPrinters.all(reader, {}).map((printer) => ({ ...printer, labels: printer.labels === 1, blocked: printer.blocked === 1 })) });

export type Printer = ReturnType<typeof listPrinters>['printers'][number];

/** @throws Refusal record.missing */
export function getPrinter(reader: Reader, printerId: number) {
  const printer = listPrinters(reader).printers.find(({ id }) => id === printerId);
  if (!printer) throw new Refusal('record.missing', { kind: 'printer', id: printerId });
  return printer;
}

/** Says where labels of parcels go by themselves; null: nowhere. @throws Refusal record.missing, printJob.noPrinter for a printer of receipts */
export function chooseLabelPrinter(tx: Tx, { printerId }: { printerId: number | null }) {
  const before = { printerId: listPrinters(tx).printers.find(({ labels }) => labels)?.id ?? null };
  if (printerId !== null && getPrinter(tx, printerId).speaks === 'escpos') throw new Refusal('printJob.noPrinter', {});
  noLabels.run(tx, {});
  if (printerId !== null) setLabels.run(tx, { id: printerId });
  for (const id of [before.printerId, printerId]) if (id !== null) tx.changed('printer', id);
  return { before };
}
