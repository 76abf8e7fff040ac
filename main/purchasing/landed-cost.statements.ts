import type { LandedCostBasis } from '../../shared/purchasing/landed-cost.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface NewLandedCost {
  number: string;
  basis: LandedCostBasis;
  policy: 'capitalise' | 'expense';
  amount: Minor;
  note: string;
  occurredAt: Instant;
  postedOn: Day;
}

export const insertLandedCost = write((db, p: NewLandedCost & { commandId: number }) =>
  db.insertInto('landedCost').values({
    number: p.number,
    basis: p.basis,
    policy: p.policy,
    amount: p.amount,
    note: p.note,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);
export const insertLandedPart = write((db, p: { landedCostId: number; purchaseReceiptLineId: number; measure: number; amount: Minor }) =>
  db.insertInto('landedCostPart').values({ landedCostId: p.landedCostId, purchaseReceiptLineId: p.purchaseReceiptLineId, measure: p.measure, amount: p.amount }),
);
export const setLandedBill = write((db, p: { id: number; supplierBillId: number }) =>
  db.updateTable('landedCost').set({ supplierBillId: p.supplierBillId }).where('id', '=', p.id),
);
export const setLandedCancelled = write((db, p: { id: number; at: Instant; postedOn: Day; commandId: number }) =>
  db.updateTable('landedCost').set({ cancelledAt: p.at, cancelPostedOn: p.postedOn, cancelCommandId: p.commandId }).where('id', '=', p.id),
);

const byId = read((db, p: { id: number }) => db.selectFrom('landedCost').selectAll().where('id', '=', p.id));
const standingBill = read((db, p: { id: number }) => db.selectFrom('supplierBill').select('id').where('id', '=', p.id).where('cancelledAt', 'is', null));
const parts = read((db, p: { landedCostId: number }) =>
  db
    .selectFrom('landedCostPart as part')
    .innerJoin('purchaseReceiptLine as line', 'line.id', 'part.purchaseReceiptLineId')
    .select(['part.purchaseReceiptLineId as receiptLineId', 'part.measure', 'part.amount', 'line.movementId'])
    .where('part.landedCostId', '=', p.landedCostId)
    .orderBy('part.id'),
);

/** @throws Refusal `record.missing` */
export function requireLandedCost(reader: Reader, landedCostId: number) {
  const cost = byId.get(reader, { id: landedCostId });
  if (!cost) throw new Refusal('record.missing', { kind: 'landedCost', id: landedCostId });
  return cost;
}

/** The bill that settles an accrued cost, unless it was taken back. */
export const billOfLandedCost = (reader: Reader, cost: { supplierBillId: number | null }): number | null =>
  cost.supplierBillId === null ? null : (standingBill.get(reader, { id: cost.supplierBillId })?.id ?? null);

export const partsOfLandedCost = (reader: Reader, landedCostId: number) => parts.all(reader, { landedCostId });

const costsOfLine = read((db, p: { purchaseReceiptLineId: number }) =>
  db
    .selectFrom('landedCostPart as part')
    .innerJoin('landedCost as cost', 'cost.id', 'part.landedCostId')
    .select('cost.number')
    .where('part.purchaseReceiptLineId', '=', p.purchaseReceiptLineId)
    .where('cost.cancelledAt', 'is', null)
    .limit(1),
);

/** The number of a landed cost that stands on a received line, if there is one. */
export const landedOn = (reader: Reader, purchaseReceiptLineId: number): string | null => costsOfLine.get(reader, { purchaseReceiptLineId })?.number ?? null;
