import type { z } from 'zod';
import type { SheetLine, SheetOrder } from '../../shared/channels/channel-sheet.rules.ts';
import type { zImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { taxRows } from '../../shared/tax/tax.rules.ts';
import { plainTax } from '../../shared/tax/rate.rules.ts';
import { allocate } from '../../shared/units/allocate.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { getSoldVariants, variantsBySku } from '../sales/sold-variants.queries.ts';
import type { ToldRefund } from './channel-sheet.queries.ts';
import type { SheetChannel } from './sheet-channel.statements.ts';

type Item = z.input<typeof zImportedOrder>;
type Row = Item['lines'][number];

/** Goods of an order that is still to be paid are set aside and held: its buyer may pay any minute. */
const statuses = { unpaid: 'onHold', open: 'open', shipped: 'completed', done: 'completed', cancelled: 'cancelled', unknown: 'unknown' } as const;

/**
 * An order of a sheet in the terms of the sales room, without its digest and version. The platform's total stands: what its lines
 * and the postage exceed it by is a discount, shared by value; what they lack of it is a fee. Tax in the prices is found at
 * today's rates of the goods; the tax a platform pays itself is no money of ours.
 */
export function importedOf(reader: Reader, order: SheetOrder, channel: SheetChannel, told: readonly ToldRefund[]): Omit<Item, 'contentHash' | 'versionAt'> {
  const isPaid = order.paidAt !== null;
  // What was called off before it was paid is no line of the order any more.
  const lines = isPaid ? order.lines : order.lines.map((line) => (line.isOff ? { ...line, quantity: quantity(0), amount: minor(0) } : line));
  const rows = rowsOf(reader, { ...order, lines }, channel);
  const claim = minor(order.total - (channel.taxes === 'channel' ? order.tax : 0));
  const payments = order.paidAt === null || claim === 0 ? [] : [{ externalId: 'paid', amount: claim, method: channel.platform, occurredAt: order.paidAt }];
  return {
    externalId: order.externalId,
    number: order.externalId,
    status: statuses[order.state],
    channelStatus: order.said === '' ? order.state : order.said,
    currency: order.currency,
    pricesIncludeTax: channel.taxes === 'included',
    taxBy: channel.taxes === 'channel' ? 'channel' : 'shop',
    orderedAt: order.orderedAt,
    finishedAt: order.finishedAt,
    customer: order.customer,
    recipient: order.recipient,
    note: order.note.slice(0, 100_000),
    ...rows,
    total: order.total,
    payments,
    refunds: payments.length === 0 ? [] : refundsOf({ ...order, refunded: minor(Math.min(order.refunded, claim)) }, rows.lines, told, channel),
  };
}

function rowsOf(reader: Reader, order: SheetOrder, { taxes }: SheetChannel): { lines: Row[]; charges: NonNullable<Item['charges']> } {
  const amounts = order.lines.map(({ amount }) => amount);
  const goods = sumMinor(amounts);
  const namedTax = taxes === 'channel' ? order.tax : minor(0);
  const over = goods + order.shipping + namedTax - order.total;
  const offGoods = minor(Math.min(Math.max(over, 0), goods));
  const shipping = minor(order.shipping - Math.min(Math.max(over, 0) - offGoods, order.shipping));
  const shares = goods === 0 ? amounts.map(() => minor(0)) : allocate(offGoods, amounts);
  const left = amounts.map((amount, index) => minor(amount - (shares[index] ?? 0)));
  const rates = taxes === 'included' ? ratesOf(reader, order) : order.lines.map(() => ratePpm(0));
  const rate = rates.find((one) => one > 0) ?? ratePpm(0);
  const taxed = taxRows([...left, shipping].map((amount, index) => ({ amount, tax: plainTax(rates[index] ?? rate) })), { pricesIncludeTax: true, taxPer: 'line' });
  const kept = taxes !== 'channel' || sumMinor(left) === 0 ? left.map(() => minor(0)) : allocate(namedTax, left);
  const lines = order.lines.map((line, index): Row => ({
    externalId: line.id, sku: line.sku, name: line.name, quantity: line.quantity, unitPrice: line.price, taxRate: taxes === 'included' ? (rates[index] ?? null) : null,
    discount: netOf(shares[index] ?? minor(0), rates[index] ?? ratePpm(0)), net: taxed[index]?.net ?? minor(0), tax: minor((taxed[index]?.tax ?? 0) + (kept[index] ?? 0)),
  }));
  const { net = minor(0), tax = minor(0) } = taxed.at(-1) ?? {};
  const fee = minor(Math.max(-over, 0));
  return {
    lines,
    charges: [...(shipping > 0 ? [{ kind: 'shipping' as const, name: '', net, tax }] : []), ...(fee > 0 ? [{ kind: 'fee' as const, name: '', net: fee, tax: minor(0) }] : [])],
  };
}

const netOf = (amount: Minor, rate: RatePpm): Minor => (amount === 0 ? amount : (taxRows([{ amount, tax: plainTax(rate) }], { pricesIncludeTax: true, taxPer: 'line' })[0]?.net ?? amount));

/** What each line is taxed at; goods nobody knows yet are taxed like those beside them. */
function ratesOf(reader: Reader, order: SheetOrder): RatePpm[] {
  const bySku = variantsBySku(reader, order.lines.flatMap(({ sku }) => (sku === '' ? [] : [sku])));
  const { country, timeZone } = getShop(reader);
  const at = { currency: order.currency, at: order.orderedAt, country, on: dayOf(order.orderedAt, timeZone) };
  const sold = getSoldVariants(reader, [...new Set(bySku.values())], at);
  const rateOf = ({ sku }: SheetLine): RatePpm | undefined => sold.get(bySku.get(sku) ?? 0)?.taxRate;
  const usual = order.lines.map(rateOf).find((rate) => rate !== undefined) ?? ratePpm(0);
  return order.lines.map((line) => rateOf(line) ?? usual);
}

/**
 * A sheet tells what was given back in all; the books know steps. Lines whose money went back whole are a step each and will not
 * leave; what is more than those and the steps told before is one more.
 */
function refundsOf(order: SheetOrder, rows: readonly Row[], told: readonly ToldRefund[], { taxes }: SheetChannel): NonNullable<Item['refunds']> {
  const valueOf = ({ net, tax }: Row): number => (taxes === 'channel' ? net : net + tax);
  const occurredAt = order.finishedAt ?? order.paidAt ?? order.orderedAt;
  const off = order.refunded === 0 ? [] : rows.filter((_row, index) => order.lines[index]?.isOff === true);
  const ofLines = off.map((row) => ({ externalId: `line:${row.externalId}`, occurredAt, parts: [{ kind: 'line' as const, lineExternalId: row.externalId, quantity: row.quantity, net: row.net, tax: row.tax }] }));
  const named = new Set(ofLines.map(({ externalId }) => externalId));
  const before = told.filter(({ externalId }) => !named.has(externalId));
  const amountOf = (amount: number) => [{ kind: 'amountOnly' as const, net: minor(amount), tax: minor(0) }];
  const rest = order.refunded - [...before.map(({ amount }) => amount), ...off.map(valueOf)].reduce<number>((sum, amount) => sum + amount, 0);
  return [
    ...ofLines.filter(({ parts: [part] }) => (part?.net ?? 0) + (part?.tax ?? 0) > 0),
    ...before.map(({ externalId, amount }) => ({ externalId, occurredAt, parts: amountOf(amount) })),
    ...(rest > 0 ? [{ externalId: `sum:${order.refunded}`, occurredAt, parts: amountOf(rest) }] : []),
  ];
}
