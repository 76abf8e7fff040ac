import { sql } from 'kysely';
import { rateText } from '../../shared/accounting/exchange-rate.rules.ts';
import type { Finding } from '../../shared/purchasing/match.rules.ts';
import { lineFigures } from '../../shared/purchasing/purchase-order.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { foreignItemOf, openInBoth } from '../accounting/foreign-item.service.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { requireBill, settlementsOf } from './bill.statements.ts';
import { prepaidTo, prepaymentUsed } from './prepayment.service.ts';

export interface BillFilter {
  view: 'open' | 'all';
  supplierId?: number;
  after?: { dueOn: Day; id: number };
  limit: number;
}

/** A bill in another currency, by its id. */
function foreignOf(reader: Reader, supplierBillId: number) {
  const document = foreignItemOf(reader, 'supplierBill', supplierBillId);
  if (!document) return null;
  const open = minor(0 - openInBoth(reader, 'accountsPayable', { kind: 'supplierBill', id: supplierBillId }).foreign);
  return { currency: document.currency, total: document.foreignTotal, open, rate: rateText(document.rate), rateOn: document.rateOn };
}

const openSums = read((db, p: { today: Day; supplierId: number | null }) =>
  db
    .selectFrom('supplierBill')
    .select([sql<Minor | null>`sum(open)`.as('open'), sql<Minor | null>`sum(iif(dueOn < ${p.today}, open, 0))`.as('overdue')])
    .where('open', '<>', minor(0))
    .where(sql<boolean>`(${p.supplierId} is null or supplierId = ${p.supplierId})`),
);

/** Open bills by the day they are due; all of them the latest first. */
export function listBills(reader: Reader, { view, supplierId, after, limit }: BillFilter, _actor: Actor, now: Instant) {
  const order = view === 'open' ? ('asc' as const) : ('desc' as const);
  let page = db
    .selectFrom('supplierBill as bill')
    .innerJoin('supplier', 'supplier.id', 'bill.supplierId')
    .select(['bill.id', 'bill.number', 'bill.supplierId', 'supplier.name as supplierName', 'bill.supplierNumber', 'bill.billedOn', 'bill.dueOn'])
    .select(['bill.net', 'bill.tax', 'bill.total', 'bill.open', 'bill.cancelledAt', 'bill.acceptedBecause'])
    .select(sql<number>`exists (select 1 from foreignItem f where f.itemKind = 'supplierBill' and f.itemId = bill.id)`.as('isForeign'))
    .orderBy('bill.dueOn', order)
    .orderBy('bill.id', order);
  if (view === 'open') page = page.where('bill.open', '<>', minor(0));
  if (supplierId !== undefined) page = page.where('bill.supplierId', '=', supplierId);
  if (after) page = page.where((eb) => eb(eb.refTuple('bill.dueOn', 'bill.id'), view === 'open' ? '>' : '<', eb.tuple(after.dueOn, after.id)));
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map(({ cancelledAt, acceptedBecause, isForeign, ...row }) => ({ ...row, foreign: isForeign === 1 ? foreignOf(reader, row.id) : null, cancelled: cancelledAt !== null, accepted: acceptedBecause !== null }));
  const last = rows.at(-1);
  const sums = openSums.get(reader, { today: dayOf(now, getShop(reader).timeZone), supplierId: supplierId ?? null });
  const next = found.length > limit && last ? { dueOn: last.dueOn, id: last.id } : null;
  return { rows, next, open: sums?.open ?? minor(0), overdue: sums?.overdue ?? minor(0) };
}

const billLines = read((db, p: { supplierBillId: number }) =>
  db
    .selectFrom('supplierBillLine as line')
    .leftJoin('purchaseOrderLine as ordered', 'ordered.id', 'line.purchaseOrderLineId')
    .leftJoin('purchaseOrder as o', 'o.id', 'ordered.purchaseOrderId')
    .leftJoin('purchaseReceiptLine as received', 'received.id', 'line.purchaseReceiptLineId')
    .leftJoin('variant', (join) => join.on(sql<boolean>`variant.id = coalesce(ordered.variantId, received.variantId)`))
    .leftJoin('product', 'product.id', 'variant.productId')
    .select(['line.id', 'line.lineNo', 'line.kind', 'line.text', 'variant.sku', 'product.name', 'o.number as orderNumber', 'ordered.purchaseOrderId', 'line.purchaseOrderLineId'])
    .select(['line.quantity', 'line.transit as inTransit', 'line.deductible', 'line.net', 'line.tax'])
    .select(sql<Minor>`(select coalesce(sum(difference), 0) from supplierBillMatch where supplierBillLineId = line.id)`.as('difference'))
    .where('line.supplierBillId', '=', p.supplierBillId)
    .orderBy('line.lineNo'),
);

/** @throws Refusal `record.missing` */
export function getBill(reader: Reader, { supplierBillId }: { supplierBillId: number }) {
  const { id, number, supplierId, supplierName, supplierNumber, billedOn, dueOn, acceptedBecause, net, tax, total, open, ...bill } = requireBill(reader, supplierBillId);
  return {
    id,
    number,
    supplierId,
    supplierName,
    supplierNumber,
    billedOn,
    dueOn,
    acceptedBecause,
    net,
    tax,
    total,
    open,
    foreign: foreignOf(reader, id),
    reverse: bill.reverseRate === null ? null : { rate: bill.reverseRate, tax: bill.reverseTax },
    cancelled: bill.cancelledAt !== null,
    // Written by recordBill.
    findings: JSON.parse(bill.findings) as (Finding & { lineNo: number })[],
    prepaid: prepaidTo(reader, supplierId),
    prepaymentUsed: prepaymentUsed(reader, id),
    lines: billLines.all(reader, { supplierBillId }).map(({ deductible, ...line }) => ({ ...line, deductible: deductible === 1 })),
    settlements: settlementsOf(reader, supplierBillId),
  };
}

const unbilledLines = read((db, p: { supplierId: number }) =>
  db
    .selectFrom('purchaseReceiptLine as line')
    .innerJoin('purchaseReceipt as receipt', 'receipt.goodsReceiptId', 'line.goodsReceiptId')
    .innerJoin('goodsReceipt as goods', 'goods.id', 'line.goodsReceiptId')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .leftJoin('purchaseOrderLine as ordered', 'ordered.id', 'line.purchaseOrderLineId')
    .leftJoin('purchaseOrder as o', 'o.id', 'ordered.purchaseOrderId')
    .select(['line.id', 'line.purchaseOrderLineId', 'line.variantId', 'variant.sku', 'product.name', 'line.unbilled', 'line.unbilledValue', 'ordered.price', 'ordered.taxRate'])
    .select(({ fn }) => fn.coalesce('o.number', 'goods.number').as('document'))
    .where('receipt.supplierId', '=', p.supplierId)
    .where('receipt.cancelledAt', 'is', null)
    .where('line.unbilled', '>', quantity(0))
    .orderBy('line.id'),
);

/** What of a supplier's goods waits for its bill, one line for each ordered line, at the order's price. */
export function listBillable(reader: Reader, { supplierId }: { supplierId: number }) {
  const digits = minorDigits(getShop(reader).baseCurrency);
  const groups = Map.groupBy(unbilledLines.all(reader, { supplierId }), (line) => (line.purchaseOrderLineId === null ? `receipt ${line.id}` : `order ${line.purchaseOrderLineId}`));
  const lines = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const unbilled = quantity(group.reduce((sum, line) => sum + line.unbilled, 0));
    const { purchaseOrderLineId, variantId, sku, name, document, price, taxRate } = first;
    const figures = price === null ? { net: minor(group.reduce((sum, line) => sum + line.unbilledValue, 0)), tax: minor(0) } : lineFigures({ price, taxRate: taxRate ?? ratePpm(0) }, unbilled, digits);
    return [{ purchaseOrderLineId, purchaseReceiptLineId: purchaseOrderLineId === null ? first.id : null, document, variantId, sku, name, unbilled, ...figures }];
  });
  return { lines, prepaid: prepaidTo(reader, supplierId) };
}
