import type { DocumentReason } from '../../shared/inventory/adjustment.rules.ts';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { repairChargeEntry, repairPartEntry } from '../../shared/returns/repair.rules.ts';
import { orderTotals, ownTerms } from '../../shared/sales/order-totals.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import { shopOf } from '../company/company.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { firstSellingLocation } from '../inventory/location.queries.ts';
import { getLot } from '../inventory/lot.queries.ts';
import { moveStock } from '../inventory/stock.service.ts';
import { standingEntries } from '../purchasing/bill.statements.ts';
import { postedDay } from '../sales/posting-day.ts';
import { entriesOfRepair, insertRepair, insertRepairPart, nextPartId, partById, partsOfRepair, repairById, repairCard, saleOfLine, saleOfPiece, setPartTakenBack, setRepair } from './repair.statements.ts';
import { coveredUntil } from './warranty.queries.ts';

export interface OpenRepair {
  lotId?: number;
  orderLineId?: number;
  variantId?: number;
  customerId: number | null;
  problem: string;
}

/** Takes a customer's goods in to be mended, and says whether the sale's promise covers it. @throws Refusal record.missing, repair.whichGoods */
export function openRepair(tx: Tx, input: OpenRepair) {
  const goods = goodsOf(tx, input);
  const { sale } = goods;
  const today = dayOf(tx.now, shopOf(tx).timeZone);
  const warrantyUntilOn = sale ? coveredUntil(tx, sale, goods.variantId) : null;
  const underWarranty = warrantyUntilOn !== null && today <= warrantyUntilOn;
  const number = nextNumber(tx, 'repair');
  const who = { customerId: input.customerId ?? sale?.customerId ?? null, orderId: sale?.orderId ?? null };
  const row = { ...who, number, variantId: goods.variantId, lotId: input.lotId ?? null, problem: input.problem, warrantyUntilOn, underWarranty: underWarranty ? 1 : 0, receivedAt: tx.now } as const;
  const { lastId: repairId } = insertRepair.run(tx, { ...row, commandId: tx.commandId });
  tx.changed('repair', repairId);
  return { repairId, number, underWarranty, warrantyUntilOn };
}

interface Goods {
  variantId: number;
  sale?: { orderId: number; customerId: number | null; channelId: number | null; orderedOn: Day; soldOn: Day };
}

function goodsOf(tx: Tx, { lotId, orderLineId, variantId }: OpenRepair): Goods {
  if (lotId !== undefined) {
    const lot = getLot(tx, lotId);
    if (!lot) throw new Refusal('record.missing', { kind: 'lot', id: lotId });
    const sale = saleOfPiece.get(tx, { lotId });
    return { variantId: lot.variantId, ...(sale && { sale }) };
  }
  const line = orderLineId === undefined ? undefined : saleOfLine.get(tx, { orderLineId });
  if (line?.variantId) {
    const { soldOn } = line;
    return { variantId: line.variantId, ...(soldOn !== null && { sale: { ...line, soldOn } }) };
  }
  if (variantId === undefined) throw new Refusal('repair.whichGoods', {});
  return { variantId };
}

/** @throws Refusal record.missing, repair.notOpen */
function openOne(tx: Tx, repairId: number) {
  const repair = getRepairRow(tx, repairId);
  if (repair.state !== 'open') throw new Refusal('repair.notOpen', { number: repair.number });
  return repair;
}

function getRepairRow(tx: Tx, repairId: number) {
  const repair = repairById.get(tx, { id: repairId });
  if (!repair) throw new Refusal('record.missing', { kind: 'repair', id: repairId });
  return repair;
}

/** Takes a part from stock: its cost is a cost of repairs, paid for or not. @throws Refusal record.missing, repair.notOpen, and as moveStock */
export function usePart(tx: Tx, input: { repairId: number; variantId: number; quantity: Quantity; locationId?: number; lots?: readonly LotAsked[] }) {
  const repair = openOne(tx, input.repairId);
  const { variantId, quantity, lots } = input;
  const when = { occurredAt: tx.now, postedOn: postedDay(tx, tx.now) };
  const id = nextPartId.get(tx, {})?.id ?? 1;
  const place = { variantId, locationId: input.locationId ?? firstSellingLocation(tx), ...(lots && { lots }) };
  const [moved] = moveStock(tx, { ...when, source: { kind: 'repairPart', id } }, [{ ...place, kind: 'loss', quantity, role: 'repairCost', reason: 'repair' satisfies DocumentReason }]);
  if (!moved) throw new RangeError('a part that leaves is a movement');
  const value = minor(-moved.value);
  insertRepairPart.run(tx, { id, repairId: repair.id, variantId, movementId: moved.movementId, quantity, value, postedOn: when.postedOn, commandId: tx.commandId });
  postEntry(tx, { ...repairPartEntry(when, { id, number: repair.number }, value), locationId: moved.locationId });
  tx.changed('repair', repair.id);
  return { repairPartId: id };
}

/** @throws Refusal record.missing, repair.partTakenBack, repair.notOpen */
export function returnPart(tx: Tx, { repairPartId }: { repairPartId: number }) {
  const part = partById.get(tx, { id: repairPartId });
  if (!part) throw new Refusal('record.missing', { kind: 'repairPart', id: repairPartId });
  const repair = openOne(tx, part.repairId);
  if (part.takenBackAt !== null) throw new Refusal('repair.partTakenBack', { number: repair.number });
  const when = { occurredAt: tx.now, postedOn: postedDay(tx, tx.now) };
  const [moved] = moveStock(tx, { ...when, source: { kind: 'repairPart', id: part.id } }, [{ kind: 'cancellation', movementId: part.movementId }]);
  postEntry(tx, { ...repairPartEntry(when, { id: part.id, number: repair.number }, minor(-(moved?.value ?? 0))), locationId: moved?.locationId ?? null });
  setPartTakenBack.run(tx, { id: part.id, at: tx.now, postedOn: when.postedOn, commandId: tx.commandId });
  tx.changed('repair', repair.id);
  return { repairId: repair.id };
}

const nothingCharged = { net: minor(0), tax: minor(0), account: null, postedOn: null } as const;

/** The goods are mended; the customer pays, unless the warranty covers it. @throws Refusal record.missing, repair.notOpen, period.locked */
export function finishRepair(tx: Tx, { repairId, work, charge }: { repairId: number; work: string; charge?: { amount: Minor; taxRate: RatePpm; account: 'till' | 'bank' } }) {
  const repair = openOne(tx, repairId);
  const end = { id: repair.id, state: 'done', work, at: tx.now } as const;
  tx.changed('repair', repair.id);
  if (!charge) {
    setRepair.run(tx, { ...end, ...nothingCharged });
    return { repairId, charged: minor(0) };
  }
  const [row] = orderTotals({ lines: [], charges: [{ amount: charge.amount, taxRate: charge.taxRate }], discount: minor(0) }, ownTerms(shopOf(tx), minor(0))).charges;
  const { net = minor(0), tax = minor(0) } = row ?? {};
  const when = { occurredAt: tx.now, postedOn: postedDay(tx, tx.now) };
  setRepair.run(tx, { ...end, net, tax, account: charge.account, postedOn: when.postedOn });
  const taxes = [{ direction: 'output', rate: charge.taxRate, base: net, tax } as const];
  postEntry(tx, { ...repairChargeEntry(when, { id: repair.id, number: repair.number }, { net, tax, account: charge.account }), taxes });
  return { repairId, charged: minor(net + tax) };
}

/** @throws Refusal record.missing, repair.notOpen, repair.hasParts while parts of it are out */
export function cancelRepair(tx: Tx, { repairId }: { repairId: number }) {
  const repair = openOne(tx, repairId);
  if (partsOfRepair.all(tx, { repairId }).some((part) => part.takenBackAt === null)) throw new Refusal('repair.hasParts', { number: repair.number });
  setRepair.run(tx, { id: repair.id, state: 'cancelled', work: repair.work, at: null, ...nothingCharged });
  tx.changed('repair', repair.id);
  return { repairId };
}

/** Goes on with a repair; what was charged is reversed by its opposite. @throws Refusal record.missing, period.locked */
export function reopenRepair(tx: Tx, { repairId }: { repairId: number }) {
  const repair = getRepairRow(tx, repairId);
  if (repair.state === 'open') return { repairId };
  const postedOn = postedDay(tx, tx.now);
  for (const entryId of standingEntries(tx, 'repair', repair.id)) reverseEntry(tx, { entryId, postedOn, reason: repair.number });
  setRepair.run(tx, { id: repair.id, state: 'open', work: repair.work, at: null, ...nothingCharged });
  tx.changed('repair', repair.id);
  return { repairId };
}

/** @throws Refusal record.missing */
export function getRepair(reader: Reader, { repairId }: { repairId: number }) {
  const card = repairCard(reader, repairId);
  if (!card) throw new Refusal('record.missing', { kind: 'repair', id: repairId });
  const parts = partsOfRepair.all(reader, { repairId }).map(({ takenBackAt, ...part }) => ({ ...part, takenBack: takenBackAt !== null }));
  return { ...card, parts, entries: entriesOfRepair.all(reader, { repairId }) };
}
