import type { DocumentReason } from '../../shared/inventory/adjustment.rules.ts';
import { type PostedReturn, returnEntry, type ReturnedFigures, returnFigures } from '../../shared/purchasing/purchase-return.rules.ts';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import type { Move } from '../../shared/inventory/stock-move.rules.ts';
import { returnedTax, sumOfParts } from '../../shared/purchasing/bill-tax.rules.ts';
import { oppositeFacts } from '../../shared/tax/tax-fact.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { moveStock } from '../inventory/stock.service.ts';
import { giveBackParts, keepParts, partsOfLine } from './bill-reverse.service.ts';
import { insertReturn, insertReturnLine, linesOfReturn, requireReturn, returnableOf, setReturnCancelled } from './purchase-return.statements.ts';
import { changeReturned, changeUnbilled, itemOfLine, linesOfReceipt, type ReceiptLineRow, requireReceipt } from './receipt.statements.ts';
import { cancelClaim, raiseClaim } from './supplier-claim.service.ts';

export interface SendBack {
  goodsReceiptId: number;
  lines: readonly { purchaseReceiptLineId: number; quantity: Quantity; binId?: number; lots?: readonly LotAsked[]; onHold?: Quantity }[];
  note?: string;
  occurredAt?: Instant;
}

/** One line that goes back, with what it releases, what it claims and where it lies. */
export interface GoingBack extends ReturnedFigures {
  line: ReceiptLineRow;
  quantity: Quantity;
  binId: number | null;
  lots?: readonly LotAsked[];
  onHold: Quantity;
}

/**
 * Sends goods back: they leave at what they cost; those not billed yet are simply owed no more, those billed are claimed at
 * the bill's price with its tax. Source: DOMAIN §5 "purchase return".
 * @throws Refusal `return.tooMany`, `receipt.cancelled`, `record.missing`, and as moveStock
 */
export function sendBack(tx: Tx, input: SendBack) {
  const receipt = requireReceipt(tx, input.goodsReceiptId);
  if (receipt.cancelledAt !== null) throw new Refusal('receipt.cancelled', { number: receipt.number });
  const lines = linesOfReceipt(tx, receipt.goodsReceiptId);
  const back = input.lines.map((asked) => goingBack(tx, lines, asked));
  const note = input.note ?? '';
  const made = writeReturn(tx, { receipt, kind: 'return', note, ...(input.occurredAt !== undefined && { occurredAt: input.occurredAt }) }, back);
  for (const { line, quantity: count } of back) changeReturned.run(tx, { id: line.id, quantity: count });
  return made;
}

function goingBack(tx: Tx, lines: readonly ReceiptLineRow[], asked: SendBack['lines'][number]): GoingBack {
  const line = lines.find((one) => one.id === asked.purchaseReceiptLineId);
  if (!line) throw new Refusal('record.missing', { kind: 'purchaseReceiptLine', id: asked.purchaseReceiptLineId });
  const left = quantity(line.quantity - line.returned);
  if (asked.quantity > left) throw new Refusal('return.tooMany', { purchaseReceiptLineId: line.id, left, asked: asked.quantity });
  const figures = returnFigures(returnableOf(tx, line), asked.quantity);
  return { ...figures, line, quantity: asked.quantity, binId: asked.binId ?? null, onHold: asked.onHold ?? quantity(0), ...(asked.lots && { lots: asked.lots }) };
}

interface Returning {
  receipt: ReturnType<typeof requireReceipt>;
  kind: 'return' | 'cancelled';
  note: string;
  occurredAt?: Instant;
}

/** Moves the goods out, writes the document and posts it; `transitOf` says what goes back into transit. */
export function writeReturn(tx: Tx, returning: Returning, back: readonly GoingBack[], transitOf: (line: ReceiptLineRow) => number = () => 0) {
  const { receipt, kind, note, occurredAt } = returning;
  const when = whenPosted(tx, occurredAt);
  const number = nextNumber(tx, 'purchaseReturn');
  const { supplierId, locationId } = receipt;
  const { lastId: id } = insertReturn.run(tx, { number, kind, supplierId, locationId, note, ...when, commandId: tx.commandId });
  const moved = moveStock(tx, { ...when, source: { kind: 'purchaseReturn', id } }, back.map((one) => leaving(locationId, one)));
  const written = back.map((one, index) => ({ ...writeReturnLine(tx, id, one, moved[index]?.movementId ?? 0), cost: minor(-(moved[index]?.value ?? 0)) }));
  const posted = written.map(({ line, accrued, inputTax, reverseTax, claimed, cost }) => ({ item: itemOfLine(line), accrued, inputTax, reverseTax, claimed, transit: minor(transitOf(line)), cost }));
  const claimed = sumMinor(back.map((one) => one.claimed));
  const claim = { supplierId, kind: 'returned' as const, goodsReceiptId: receipt.goodsReceiptId, purchaseReturnId: id, note, ...aboutOne(back) };
  const supplierClaimId = claimed === 0 ? null : raiseClaim(tx, claim, { amount: claimed, postedOn: when.postedOn });
  const entry = returnEntry(when, { id, number, supplier: receipt.supplierName, kind }, supplierClaimId === null ? null : { id: supplierClaimId }, posted);
  postEntry(tx, { ...entry, taxes: oppositeFacts(returnedTax(written)), locationId });
  tx.changed('purchaseReturn', id);
  return { purchaseReturnId: id, number, supplierClaimId, claimed };
}

/** A loss with a reason and not a shipment: goods on hold may leave this way. */
const leaving = (locationId: number, { line, quantity: count, binId, lots, onHold }: GoingBack): Move => ({
  kind: 'loss',
  variantId: line.variantId,
  locationId,
  binId,
  quantity: count,
  held: onHold,
  ...(lots && { lots }),
  role: 'stockLossPurchaseReturn',
  reason: 'returnedToSupplier' satisfies DocumentReason,
});

/** Answers the line with what it takes off the tax we owe on its bills: a line before it in the same return counts already. */
function writeReturnLine(tx: Tx, purchaseReturnId: number, one: GoingBack, movementId: number) {
  const { line, quantity: count, unbilled, accrued, net, tax, inputTax, claimed } = one;
  const parts = partsOfLine(tx, line.id, one.reverseNet);
  const reverse = sumOfParts(parts);
  const { lastId: purchaseReturnLineId } = insertReturnLine.run(tx, { purchaseReturnId, purchaseReceiptLineId: line.id, movementId, quantity: count, unbilled, accrued, net, tax, inputTax, ...reverse, claimed });
  keepParts(tx, { purchaseReturnLineId }, parts);
  changeUnbilled.run(tx, { id: line.id, quantity: quantity(-unbilled), value: minor(-accrued) });
  return { ...one, ...reverse };
}

/** A claim about one line names its goods; one about several names only the return. */
function aboutOne(back: readonly GoingBack[]) {
  const [only, more] = back;
  const count = quantity(back.reduce((sum, one) => sum + one.quantity, 0));
  if (!only || more) return { variantId: null, purchaseOrderLineId: null, quantity: count };
  return { variantId: only.line.variantId, purchaseOrderLineId: only.line.purchaseOrderLineId, quantity: count };
}

/**
 * Takes a return back: the goods never left, the claim falls away.
 * @throws Refusal `record.missing`, `return.cancelled`; `claim.begun` when the supplier met the claim already; `return.ofCancelledReceipt`
 */
export function cancelReturn(tx: Tx, input: { purchaseReturnId: number; reason: string }): { purchaseReturnId: number } {
  const document = requireReturn(tx, input.purchaseReturnId);
  const { id, number } = document;
  if (document.cancelledAt !== null) throw new Refusal('return.cancelled', { number });
  if (document.kind === 'cancelled') throw new Refusal('return.ofCancelledReceipt', { number });
  const when = whenPosted(tx);
  const lines = linesOfReturn(tx, id);
  const moved = moveStock(tx, { ...when, source: { kind: 'purchaseReturn', id } }, lines.map((line) => ({ kind: 'cancellation' as const, movementId: line.movementId })));
  const undone = lines.map(({ id: lineId, net, tax, inputTax }) => ({ net, tax, inputTax, ...sumOfParts(giveBackParts(tx, lineId)) }));
  const posted: PostedReturn[] = lines.map((line, index) => ({
    item: itemOfLine(line),
    transit: minor(0),
    accrued: minor(-line.accrued),
    inputTax: minor(-line.inputTax),
    reverseTax: minor(0 - (undone[index]?.reverseTax ?? 0)),
    claimed: minor(-line.claimed),
    cost: minor(-(moved[index]?.value ?? 0)),
  }));
  for (const line of lines) {
    changeUnbilled.run(tx, { id: line.purchaseReceiptLineId, quantity: line.unbilled, value: line.accrued });
    changeReturned.run(tx, { id: line.purchaseReceiptLineId, quantity: quantity(-line.quantity) });
  }
  const claim = cancelClaim(tx, id, when.postedOn);
  const draft = returnEntry(when, { id, number, supplier: document.supplierName, kind: 'return' }, claim === null ? null : { id: claim }, posted);
  postEntry(tx, { ...draft, taxes: returnedTax(undone), memo: { key: 'purchasing.returnCancelled', values: { number, supplier: document.supplierName, reason: input.reason } } });
  setReturnCancelled.run(tx, { id, at: tx.now, postedOn: when.postedOn, commandId: tx.commandId });
  tx.changed('purchaseReturn', id);
  return { purchaseReturnId: id };
}
