import { sql } from 'kysely';
import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import type { AgreementReason } from '../../shared/purchasing/agreement.rules.ts';
import { type Figures, lineFigures } from '../../shared/purchasing/purchase-order.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { timelineOf } from './order-timeline.queries.ts';
import { budgetOfOrder } from './budget-guard.queries.ts';
import { linesOfOrder, requireOrder } from './purchase-order.statements.ts';
import { stoppingPapers } from './supplier-document.queries.ts';

export interface OrderFilter {
  view: 'open' | 'late' | 'unbilled' | 'all';
  supplierId?: number;
  text?: string;
  after?: { id: number };
  limit: number;
}

const orderedLines = read((db, p: { ids: string }) =>
  db
    .selectFrom('purchaseOrderLine')
    .select(['purchaseOrderId', 'price', 'taxRate', 'ordered', 'received', 'open'])
    .where('purchaseOrderId', 'in', sql<number>`(select value from json_each(${p.ids}))`),
);

/** One page, the latest first. */
export function listPurchaseOrders(reader: Reader, filter: OrderFilter, _actor: Actor, now: Instant) {
  const { baseCurrency, timeZone } = getShop(reader);
  const found = reader.all(orderPage(filter, dayOf(now, timeZone)).limit(filter.limit + 1));
  const page = found.slice(0, filter.limit);
  const lines = Map.groupBy(orderedLines.all(reader, { ids: JSON.stringify(page.map(({ id }) => id)) }), (line) => line.purchaseOrderId);
  const digits = minorDigits(baseCurrency);
  const rows = page.map((order) => {
    const own = lines.get(order.id) ?? [];
    const sum = (of: (line: (typeof own)[number]) => Quantity): Quantity => quantity(own.reduce((total, line) => total + of(line), 0));
    const net = sumMinor(own.map((line) => lineFigures(line, line.ordered, digits).net));
    return { ...order, lines: own.length, ordered: sum((line) => line.ordered), received: sum((line) => line.received), open: sum((line) => line.open), net };
  });
  const last = page.at(-1);
  return { rows, next: found.length > filter.limit && last ? { id: last.id } : null };
}

function orderPage({ view, supplierId, text, after }: OrderFilter, today: string) {
  let page = db
    .selectFrom('purchaseOrder as o')
    .innerJoin('supplier', 'supplier.id', 'o.supplierId')
    .select(['o.id', 'o.number', 'o.supplierId', 'supplier.name as supplierName', 'o.status', 'o.expectedOn', 'o.orderedAt'])
    .orderBy('o.id', 'desc');
  if (view === 'open') page = page.where('o.status', 'in', ['draft', 'ordered', 'partlyReceived']);
  if (view === 'late') page = page.where('o.status', 'in', ['ordered', 'partlyReceived']).where(sql<boolean>`o.expectedOn < ${today}`);
  if (view === 'unbilled') page = page.where(unbilled);
  if (supplierId !== undefined) page = page.where('o.supplierId', '=', supplierId);
  if (text !== undefined && text.trim() !== '') {
    const part = `%${text.trim()}%`;
    page = page.where((eb) => eb.or([eb('o.number', 'like', part), eb('supplier.name', 'like', part), eb('supplier.code', 'like', part)]));
  }
  if (after) page = page.where('o.id', '<', after.id);
  return page;
}

const unbilled = sql<boolean>`exists (
  select 1 from purchaseOrderLine line join purchaseReceiptLine received on received.purchaseOrderLineId = line.id
  where line.purchaseOrderId = o.id and received.unbilled > 0)`;

const goodsOfLines = read((db, p: { purchaseOrderId: number }) =>
  db
    .selectFrom('purchaseOrderLine as line')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['line.id', 'variant.sku', 'variant.optionValues', 'product.name'])
    .select([
      sql<Quantity>`(select coalesce(sum(unbilled), 0) from purchaseReceiptLine where purchaseOrderLineId = line.id)`.as('unbilled'),
      sql<Minor>`(select coalesce(sum(unbilledValue), 0) from purchaseReceiptLine where purchaseOrderLineId = line.id)`.as('unbilledValue'),
      sql<Quantity>`(select coalesce(sum(returned), 0) from purchaseReceiptLine where purchaseOrderLineId = line.id)`.as('returned'),
      sql<Quantity>`(
        select coalesce(sum(transit), 0) from supplierBillLine b join supplierBill on supplierBill.id = b.supplierBillId
        where b.purchaseOrderLineId = line.id and supplierBill.cancelledAt is null)`.as('inTransit'),
    ])
    .where('line.purchaseOrderId', '=', p.purchaseOrderId),
);
const locationName = read((db, p: { id: number }) => db.selectFrom('location').select('name').where('id', '=', p.id));

/** One order with its lines and its story. @throws Refusal `record.missing` */
export function getPurchaseOrder(reader: Reader, { purchaseOrderId }: { purchaseOrderId: number }, _actor: Actor, now: Instant) {
  const order = requireOrder(reader, purchaseOrderId);
  const { baseCurrency, timeZone } = getShop(reader);
  const digits = minorDigits(baseCurrency);
  const goods = new Map(goodsOfLines.all(reader, { purchaseOrderId }).map(({ id, name, optionValues, ...row }) => [id, { ...row, name: variantName(name, optionValues) }]));
  const lines = linesOfOrder(reader, purchaseOrderId).flatMap(({ purchaseOrderId: _id, reasons, ...line }) => {
    const about = goods.get(line.id);
    // Written by this room from the reasons of chooseAgreement.
    return about ? [{ ...line, ...about, reasons: JSON.parse(reasons) as AgreementReason[], ...lineFigures(line, line.ordered, digits) }] : [];
  });
  const { net, tax } = sumOf(lines);
  const { id, number, supplierId, supplierName, locationId, status, expectedOn, orderedAt, createdAt, note, minimumOrder } = order;
  return {
    id,
    number,
    supplierId,
    supplierName,
    locationId,
    status,
    expectedOn,
    orderedAt,
    createdAt,
    note,
    lines,
    net,
    tax,
    locationName: locationName.get(reader, { id: locationId })?.name ?? '',
    belowMinimum: net < minimumOrder,
    stoppedBy: stoppingPapers(reader, supplierId, dayOf(now, timeZone)),
    total: minor(net + tax),
    budget: status === 'draft' ? budgetOfOrder(reader, order) : null,
    beyondBudgetBecause: order.beyondBudgetBecause,
    timeline: timelineOf(reader, id),
  };
}

const sumOf = (lines: readonly Figures[]): Figures => ({ net: sumMinor(lines.map((line) => line.net)), tax: sumMinor(lines.map((line) => line.tax)) });
