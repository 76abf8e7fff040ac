import { Refusal } from '../../shared/refusal/refusal.ts';
import type { CounterDraft } from '../../shared/till/parked-sale.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const insertParked = write((db, p: { label: string; userId: number; parkedAt: Instant; draft: string; commandId: number }) =>
  db.insertInto('parkedSale').values({ label: p.label, userId: p.userId, parkedAt: p.parkedAt, draft: p.draft, commandId: p.commandId }),
);

const parkedById = read((db, p: { id: number }) => db.selectFrom('parkedSale').selectAll().where('id', '=', p.id));
const setTaken = write((db, p: { id: number; takenAt: Instant | null }) => db.updateTable('parkedSale').set({ takenAt: p.takenAt }).where('id', '=', p.id));

const waiting = read((db) =>
  db
    .selectFrom('parkedSale')
    .innerJoin('user', 'user.id', 'parkedSale.userId')
    .select(['parkedSale.id', 'parkedSale.label', 'user.name as userName', 'parkedSale.parkedAt', 'parkedSale.draft'])
    .where('parkedSale.takenAt', 'is', null)
    .orderBy('parkedSale.id'),
);

export function parkSale(tx: Tx, { label, draft }: { label: string; draft: CounterDraft }): { parkedSaleId: number } {
  const { lastId: parkedSaleId } = insertParked.run(tx, { label, draft: JSON.stringify(draft), userId: tx.actor.userId, parkedAt: tx.now, commandId: tx.commandId });
  tx.changed('parkedSale', parkedSaleId);
  return { parkedSaleId };
}

/** @throws Refusal record.missing, sale.notParked when another till took it */
export function takeParked(tx: Tx, { parkedSaleId }: { parkedSaleId: number }): { parkedSaleId: number; draft: CounterDraft } {
  const parked = getParked(tx, parkedSaleId);
  if (parked.takenAt !== null) throw new Refusal('sale.notParked', { parkedSaleId });
  setTaken.run(tx, { id: parkedSaleId, takenAt: tx.now });
  tx.changed('parkedSale', parkedSaleId);
  // The column holds what the contract parsed.
  return { parkedSaleId, draft: JSON.parse(parked.draft) as CounterDraft };
}

/** @throws Refusal record.missing, sale.parked when it waits already */
export function putParkedBack(tx: Tx, { parkedSaleId }: { parkedSaleId: number }): { parkedSaleId: number } {
  if (getParked(tx, parkedSaleId).takenAt === null) throw new Refusal('sale.parked', { parkedSaleId });
  setTaken.run(tx, { id: parkedSaleId, takenAt: null });
  tx.changed('parkedSale', parkedSaleId);
  return { parkedSaleId };
}

function getParked(reader: Reader, id: number) {
  const parked = parkedById.get(reader, { id });
  if (!parked) throw new Refusal('record.missing', { kind: 'parkedSale', id });
  return parked;
}

export function listParked(reader: Reader) {
  const rows = waiting.all(reader, {}).map(({ draft, ...row }) => {
    const { lines, customer } = JSON.parse(draft) as CounterDraft;
    return { ...row, lines: lines.length, customerName: customer?.name ?? null };
  });
  return { rows };
}
