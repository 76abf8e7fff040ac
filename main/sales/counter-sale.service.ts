import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { onePlaceOf } from '../../shared/inventory/stock-move.rules.ts';
import { cashStepOf } from '../../shared/sales/cash-rounding.rules.ts';
import type { CounterSale } from '../../shared/sales/order.contract.ts';
import type { PostedOrder } from '../../shared/sales/order-balances.rules.ts';
import { counterSaleEntry, dueOf, type ShippedRows } from '../../shared/sales/shipment.rules.ts';
import { saleTax, type SoldPart } from '../../shared/sales/sale-tax.rules.ts';
import { cashlessOf, changeOf, paysCash, settleTenders, type Tender } from '../../shared/sales/tender.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { postEntry } from '../accounting/journal.service.ts';
import { shopOf } from '../company/company.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { takeOffShelves } from '../inventory/counter-goods.service.ts';
import { firstSellingLocation } from '../inventory/location.queries.ts';
import { sumCharges } from './order-record.ts';
import { priceTypedOrder } from './order.service.ts';
import { insertPayment } from './payment.service.ts';
import { claimOfOrder, placeOrder, type PlacedLine } from './place-order.service.ts';
import { postedDay } from './posting-day.ts';
import { drawnValues, moveParts, type ShippedPart, shippedRows, totalsOf } from './shipment.service.ts';
import { insertShipment } from './shipment.statements.ts';

/**
 * Sells goods in the customer's hand: an order that is paid and handed over in the same moment, posted in one entry. What is in a
 * hand is there, so neither the book nor the place's policy refuses it (DOMAIN §4).
 * @throws Refusal tender.differs, tender.tooLittle, variant.unknown, price.missing, discount.tooLarge, period.locked
 */
export function sellOverCounter(tx: Tx, input: CounterSale): { orderId: number; shipmentId: number; number: string; total: Minor; change: Minor } {
  const asked = input.tenders ?? [{ account: input.account, method: input.method }];
  const cashStep = paysCash(asked) ? cashStepOf(shopOf(tx).baseCurrency) : minor(0);
  const placed = priceTypedOrder(tx, input, { orderedAt: tx.now, cashStep, cashless: cashlessOf(asked) });
  const claim = claimOfOrder(placed);
  const tenders = settleTenders(asked, claim);
  const born = { payment: claim === 0 ? 'notDue' : 'paid', fulfilment: 'shipped' } as const;
  const { orderId, number, lines } = placeOrder(tx, { ...placed, shipByAt: tx.now, born });
  for (const tender of tenders) takeMoney(tx, orderId, tender);
  const locationId = input.locationId ?? firstSellingLocation(tx);
  const parts = placed.lines.map((figures, index) => ({ ...partOf(figures, lines[index]?.id, locationId), ...named(input.lines[index]?.lots) }));
  takeOffShelves(tx, locationId, parts);
  const sold = placed.lines.map(({ taxClassId = null, taxRate, net, tax }) => ({ taxClassId, taxRate, net, tax }));
  const shipmentId = handOver(tx, { id: orderId, number, channelId: null }, shippedRows(placed, parts, sumCharges(placed.charges)), parts, sold, tenders);
  return { orderId, shipmentId, number, total: placed.total, change: changeOf(tenders) };
}

function takeMoney(tx: Tx, orderId: number, { amount, ...tender }: Tender): void {
  const money = { ...tender, externalId: null, amount, fee: minor(0) } as const;
  insertPayment.run(tx, { ...money, orderId, toReceivable: minor(0), toDeposits: amount, occurredAt: tx.now, postedOn: postedDay(tx, tx.now), commandId: tx.commandId });
}

const named = (lots: readonly LotAsked[] | undefined): { lots?: readonly LotAsked[] } => (lots ? { lots } : {});

/** A whole line leaving one place: its part is the line itself. */
function partOf(line: PlacedLine, orderLineId: number | undefined, locationId: number): ShippedPart {
  if (orderLineId === undefined || line.variantId === null) throw new RangeError('a typed line has a row and a variant');
  return { orderLineId, variantId: line.variantId, locationId, quantity: line.quantity, figures: line };
}

function handOver(tx: Tx, order: PostedOrder, rows: ShippedRows, parts: readonly ShippedPart[], sold: readonly SoldPart[], tenders: readonly Tender[]): number {
  const when = { occurredAt: tx.now, postedOn: postedDay(tx, tx.now) };
  const due = dueOf(rows);
  const parcel = { kind: 'ours', carrier: null, trackingNumber: null, withCharges: 1, due, fromDeposits: due, toReceivable: minor(0) } as const;
  const number = nextNumber(tx, 'shipment');
  const { lastId: shipmentId } = insertShipment.run(tx, { ...totalsOf(rows), ...when, ...parcel, number, orderId: order.id, commandId: tx.commandId });
  const moved = moveParts(tx, shipmentId, parts, { ...when, inHand: true });
  const taxes = saleTax(sold, [rows.shipping, rows.fees], rows.taxBy);
  postEntry(tx, { ...counterSaleEntry({ order, documentId: shipmentId, ...when }, rows, tenders, drawnValues(moved)), taxes, locationId: onePlaceOf(moved) });
  tx.changed('shipment', shipmentId);
  return shipmentId;
}
