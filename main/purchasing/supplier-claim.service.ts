import type { ClaimKind } from '../../shared/purchasing/supplier-claim.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface NewClaim {
  supplierId: number;
  kind: ClaimKind;
  goodsReceiptId: number | null;
  purchaseOrderLineId: number | null;
  purchaseReturnId: number | null;
  variantId: number | null;
  quantity: Quantity;
  note: string;
}

const insertClaim = write((db, p: NewClaim & { number: string; raisedAt: Instant; commandId: number }) =>
  db.insertInto('supplierClaim').values({
    number: p.number,
    supplierId: p.supplierId,
    kind: p.kind,
    goodsReceiptId: p.goodsReceiptId,
    purchaseOrderLineId: p.purchaseOrderLineId,
    purchaseReturnId: p.purchaseReturnId,
    variantId: p.variantId,
    quantity: p.quantity,
    note: p.note,
    raisedAt: p.raisedAt,
    commandId: p.commandId,
  }),
);

type ChangeKind = 'raised' | 'credited' | 'refunded' | 'dropped' | 'cancelled';

const insertClaimChange = write((db, p: { supplierClaimId: number; kind: ChangeKind; amount: Minor; postedOn: Day; commandId: number }) =>
  db.insertInto('supplierClaimChange').values({ supplierClaimId: p.supplierClaimId, kind: p.kind, amount: p.amount, postedOn: p.postedOn, commandId: p.commandId }),
);

/** A claim's money grows (positive) or is met (negative). */
export function changeClaim(tx: Tx, change: { supplierClaimId: number; kind: ChangeKind; amount: Minor; postedOn: Day }): void {
  if (change.amount !== 0) insertClaimChange.run(tx, { ...change, commandId: tx.commandId });
  tx.changed('supplierClaim', change.supplierClaimId);
}

/** What a supplier has to make good: goods alone, or money too where `amount` says so. Its entry is posted by whoever raises it. */
export function raiseClaim(tx: Tx, claim: NewClaim, money: { amount: Minor; postedOn: Day } = { amount: minor(0), postedOn: '' as Day }): number {
  const { lastId: supplierClaimId } = insertClaim.run(tx, { ...claim, number: nextNumber(tx, 'supplierClaim'), raisedAt: tx.now, commandId: tx.commandId });
  changeClaim(tx, { supplierClaimId, kind: 'raised', ...money });
  return supplierClaimId;
}

const claimOfReturn = read((db, p: { purchaseReturnId: number }) => db.selectFrom('supplierClaim').selectAll().where('purchaseReturnId', '=', p.purchaseReturnId));
const raisedOf = read((db, p: { id: number }) =>
  db.selectFrom('supplierClaimChange').select(['amount']).where('supplierClaimId', '=', p.id).where('kind', '=', 'raised'),
);
const setSettled = write((db, p: { id: number; settled: 0 | 1 }) => db.updateTable('supplierClaim').set({ settled: p.settled }).where('id', '=', p.id));
const settleOfReceipt = write((db, p: { goodsReceiptId: number }) =>
  db.updateTable('supplierClaim').set({ settled: 1 }).where('goodsReceiptId', '=', p.goodsReceiptId),
);

/** A return that never happened claims nothing. Answers the claim, if there was one. @throws Refusal `claim.begun` when the supplier met it already */
export function cancelClaim(tx: Tx, purchaseReturnId: number, postedOn: Day): number | null {
  const claim = claimOfReturn.get(tx, { purchaseReturnId });
  if (!claim) return null;
  const raised = raisedOf.get(tx, { id: claim.id })?.amount ?? minor(0);
  if (claim.open !== raised) throw new Refusal('claim.begun', { number: claim.number });
  changeClaim(tx, { supplierClaimId: claim.id, kind: 'cancelled', amount: minor(-raised), postedOn });
  setSettled.run(tx, { id: claim.id, settled: 1 });
  return claim.id;
}

/** Claims about the goods of a receipt that was taken back fall away: none of them has money in it. */
export function closeClaimsOfReceipt(tx: Tx, goodsReceiptId: number): void {
  settleOfReceipt.run(tx, { goodsReceiptId });
}

/** Marks a claim as met, or as open again. */
export const markSettled = (tx: Tx, id: number, settled: boolean): void => void setSettled.run(tx, { id, settled: settled ? 1 : 0 });
