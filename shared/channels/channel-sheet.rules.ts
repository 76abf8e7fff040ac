import { type NumberedRow, parsedCell, type ReadGroup, SheetProblem, type SheetRow, type SheetSettings } from '../contract/sheet.ts';
import { minorDigits } from '../units/currency.ts';
import { type Instant, instant } from '../units/instant.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { parseMinor, parseQuantity, parseUnitPrice } from '../units/parse.ts';
import type { Quantity } from '../units/quantity.ts';
import { type UnitPrice, unitPrice } from '../units/unit-price.ts';
import { bareAmount, bareCell, countryCode, isMasked, momentOf } from './sheet-cells.rules.ts';
import { layoutOf, type OrderField, type SheetLayout, type SheetState } from './sheet-layouts.ts';

export interface SheetLine {
  id: string;
  sku: string;
  name: string;
  quantity: Quantity;
  price: UnitPrice;
  /** As the platform tells it, before what is taken off the order as a whole. */
  amount: Minor;
  /** Called off, or its money given back whole. */
  isOff: boolean;
}

/** An order as its rows tell it: amounts as they stand there, nothing said yet of what in them is tax. */
export interface SheetOrder {
  channelId: number;
  externalId: string;
  currency: string;
  /** `unknown`: a word nobody taught us. */
  state: SheetState | 'unknown';
  /** The platform's own words. */
  said: string;
  orderedAt: Instant;
  paidAt: Instant | null;
  /** When it was over there, as far as the sheet says; null while it is open. */
  finishedAt: Instant | null;
  /** Within one order a newer version has a larger one. */
  versionAt: Instant;
  lines: SheetLine[];
  shipping: Minor;
  /** What the platform names as tax. */
  tax: Minor;
  total: Minor;
  /** In all, so far. */
  refunded: Minor;
  customer: { name: string; email: string | null; phone: string | null } | null;
  recipient: Record<'recipient' | 'line1' | 'line2' | 'city' | 'region' | 'postcode' | 'country' | 'phone' | 'email', string> | null;
  note: string;
}

/** How rows are read: the columns' layout, and how amounts and moments are written. */
interface Reading {
  layout: SheetLayout;
  settings: SheetSettings;
  currency: string;
  zone: string;
}

/** The rows of one number as one order. A row without a number, or with a text in its place, is a sum or a remark: nobody's. */
export function readOrder(rows: readonly NumberedRow[], settings: SheetSettings): ReadGroup<SheetOrder> {
  const [first] = rows as [NumberedRow];
  const nothing = { item: undefined, partRows: [], speakerRow: first.number, problems: [] };
  const externalId = bareCell(first.cells['orderId']);
  if (externalId === undefined || !/\d/.test(externalId)) return nothing;
  const layout = layoutOf(settings.about?.source ?? 'other');
  const currency = anyOf(rows, 'currency')?.toUpperCase() ?? settings.currency;
  const reading: Reading = { layout, settings, currency: /^[A-Z]{3}$/.test(currency) ? currency : settings.currency, zone: layout.zone ?? settings.about?.timeZone ?? 'UTC' };
  try {
    const told = linesOf(rows, reading);
    return { item: orderOf(externalId, told, reading), partRows: told.partRows, speakerRow: first.number, problems: [] };
  } catch (error) {
    if (!(error instanceof Located)) throw error;
    // An order with a row that cannot be read stays out whole.
    return { ...nothing, problems: rows.map(({ number }) => ({ number, problem: error.problem })) };
  }
}

/** A problem and the row it is on. */
class Located extends Error {
  readonly row: number;
  readonly problem: SheetProblem;

  constructor(row: number, problem: SheetProblem) {
    super(problem.message);
    this.row = row;
    this.problem = problem;
  }
}

function at<T>(row: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof SheetProblem ? new Located(row, error) : error;
  }
}

/** What is told of the order stands on one of its rows, or again on each. */
const anyOf = (rows: readonly NumberedRow[], field: OrderField): string | undefined => rows.map(({ cells }) => bareCell(cells[field])).find((text) => text !== undefined);

interface ToldLines {
  /** Rows that count, without those told twice; those of goods come first. */
  rows: NumberedRow[];
  lines: SheetLine[];
  /** Of each line. */
  partRows: number[];
}

function linesOf(all: readonly NumberedRow[], reading: Reading): ToldLines {
  // eBay tells an order of several lines on a row of its own first, without goods.
  const isGoods = ({ cells }: NumberedRow): boolean => all.length === 1 || bareCell(cells['quantity']) !== undefined || bareCell(cells['title']) !== undefined;
  const told: ToldLines = { rows: [], lines: [], partRows: [] };
  const seen = new Map<string, { text: string; count: number }>();
  for (const row of all.filter(isGoods)) {
    const line = at(row.number, () => lineOf(row.cells, reading));
    const known = seen.get(line.id);
    const text = JSON.stringify(line);
    const hasName = bareCell(row.cells['lineId']) !== undefined || isWholeOrder(reading.layout);
    if (known && hasName && known.text === text) continue;
    if (known && hasName) throw new Located(row.number, new SheetProblem('lineId', 'twice'));
    const count = (known?.count ?? 0) + 1;
    seen.set(line.id, { text, count });
    told.lines.push(count === 1 ? line : { ...line, id: `${line.id}#${count}` });
    told.rows.push(row);
    told.partRows.push(row.number);
  }
  if (told.lines.length === 0) throw new Located(all[0]?.number ?? 0, new SheetProblem('title', 'empty'));
  return { ...told, rows: [...told.rows, ...all.filter((row) => !isGoods(row))] };
}

/** Sheets with one row per order: the same row twice is the same order told twice. */
const isWholeOrder = ({ id }: SheetLayout): boolean => ['taobaoOrders', 'pinduoduoOrders', 'etsyOrders'].includes(id);

function lineOf(row: SheetRow, reading: Reading): SheetLine {
  const [sku = '', title, spec] = [bareCell(row['sku']), bareCell(row['title']), bareCell(row['spec'])];
  const name = [title ?? (sku === '' ? undefined : sku), spec].filter((part) => part !== undefined).join(' · ');
  if (name === '') throw new SheetProblem('title', 'empty');
  const quantity = parsedCell('quantity', parseQuantity(bareCell(row['quantity']) ?? '', reading.settings.locale));
  if (quantity < 0) throw new SheetProblem('quantity', 'negative');
  const { price, amount } = pricesOf(row, quantity, reading);
  const status = reading.layout.perRow.includes('status') ? stateOf(bareCell(row['status']), reading.layout) : undefined;
  return { id: (bareCell(row['lineId']) ?? (sku === '' ? name : sku)).slice(0, 100), sku: sku.slice(0, 200), name: name.slice(0, 500), quantity, price, amount, isOff: status === 'cancelled' || isRefunded(row, reading.layout) };
}

const isRefunded = (row: SheetRow, { refundedWords }: SheetLayout): boolean => {
  const said = bareCell(row['refundStatus']);
  return said !== undefined && refundedWords.some((word) => said.toLowerCase().includes(word));
};

/** A row says what it comes to, or what one of it costs, or both. */
function pricesOf(row: SheetRow, quantity: Quantity, reading: Reading): { price: UnitPrice; amount: Minor } {
  const { currency, settings } = reading;
  const told = bareCell(row['price']);
  const price = told === undefined ? undefined : parsedCell('price', parseUnitPrice(bareAmount(told), currency, settings.locale));
  const ownTotal = reading.layout.perRow.includes('total') ? money(row, 'total', reading) : undefined;
  const lineTotal = money(row, 'lineTotal', reading) ?? (price === undefined ? ownTotal : undefined);
  if (price === undefined && lineTotal === undefined) throw new SheetProblem('price', 'empty');
  const scale = 10 ** (4 - minorDigits(currency));
  const amount = lineTotal ?? minor(mulDiv(price ?? 0, quantity, 1000 * scale));
  if (amount < 0) throw new SheetProblem('lineTotal', 'negative');
  return { amount, price: price ?? unitPrice(quantity === 0 ? amount * scale : mulDiv(amount * scale, 1000, quantity)) };
}

function money(row: SheetRow, field: OrderField, { currency, settings }: Reading): Minor | undefined {
  const text = bareCell(row[field]);
  return text === undefined ? undefined : parsedCell(field, parseMinor(bareAmount(text), currency, settings.locale));
}

/** An amount of the order: the sum of its rows, or what one of them says. */
function amountOf(rows: readonly NumberedRow[], field: OrderField, reading: Reading): Minor | undefined {
  const told = rows.flatMap(({ number, cells }) => at(number, () => money(cells, field, reading)) ?? []);
  if (told.length === 0) return undefined;
  return reading.layout.perRow.includes(field) ? sumMinor(told) : told[0];
}

function orderOf(externalId: string, { rows, lines }: ToldLines, reading: Reading): SheetOrder {
  const amounts = (field: OrderField): Minor => amountOf(rows, field, reading) ?? minor(0);
  const [shipping, tax, subsidy] = [amounts('shipping'), amounts('tax'), amounts('subsidy')];
  const goods = sumMinor(lines.map(({ amount }) => amount));
  const told = amountOf(rows, 'total', reading);
  const total = minor((told === undefined ? goods - Math.abs(amounts('discount')) + shipping + tax : told) + subsidy);
  if (total < 0) throw new Located(rows[0]?.number ?? 0, new SheetProblem('total', 'negative'));
  const state = stateOfOrder(rows, lines, reading.layout);
  const moments = momentsOf(rows, reading);
  const isOver = state === 'shipped' || state === 'done' || state === 'cancelled';
  const refunded = refundedOf({ told: amountOf(rows, 'refunded', reading), lines, total, state });
  const order = { state, orderedAt: moments.orderedAt, total, refunded };
  return {
    ...order,
    channelId: reading.settings.about?.channelId ?? 0,
    externalId: externalId.slice(0, 200),
    currency: reading.currency,
    said: [anyOf(rows, 'status'), anyOf(rows, 'refundStatus')].filter(Boolean).join(' · ').slice(0, 120),
    paidAt: moments.paidAt ?? (isPaid(state) ? moments.orderedAt : null),
    finishedAt: isOver ? moments.latestAt : null,
    versionAt: moments.updatedAt ?? versionOf(order),
    lines,
    shipping,
    tax,
    customer: customerOf(rows),
    recipient: recipientOf(rows),
    note: anyOf(rows, 'note') ?? '',
  };
}

interface GivenBack {
  told: Minor | undefined;
  lines: readonly SheetLine[];
  total: Minor;
  state: SheetOrder['state'];
}

/** A platform closes an order that was paid by giving its money back; one that names the sum is taken at its word. */
function refundedOf({ told, lines, total, state }: GivenBack): Minor {
  const off = lines.every(({ isOff }) => isOff) ? total : sumMinor(lines.filter(({ isOff }) => isOff).map(({ amount }) => amount));
  return minor(Math.min(total, Math.max(off, told ?? (state === 'cancelled' ? total : 0))));
}

/** No platform lets goods leave before it has the money, unless it says so by the word for unpaid. */
const isPaid = (state: SheetOrder['state']): boolean => state === 'open' || state === 'shipped' || state === 'done';

const stateRank: Record<SheetState | 'unknown', number> = { unpaid: 0, unknown: 1, open: 1, shipped: 2, done: 3, cancelled: 4 };

/**
 * A sheet says no moment of its last change. Within one order the further state is the newer one, and of the same state the one
 * with more money given back: a sheet that was saved earlier and brought in later never takes an order back.
 */
const versionOf = ({ state, orderedAt, total, refunded }: Pick<SheetOrder, 'state' | 'orderedAt' | 'total' | 'refunded'>): Instant =>
  instant(orderedAt + stateRank[state] * 2000 + (total === 0 ? 0 : mulDiv(refunded, 1000, total)));

/** What a platform's word means; what nobody taught us is `unknown`. */
export function stateOf(word: string | undefined, { states }: SheetLayout): SheetState | 'unknown' {
  if (word === undefined) return 'open';
  const key = word.toLowerCase();
  const exact = states[key];
  if (exact !== undefined) return exact;
  const begins = Object.keys(states).filter((known) => key.startsWith(known)).toSorted((a, b) => b.length - a.length)[0];
  return begins === undefined ? 'unknown' : (states[begins] ?? 'unknown');
}

/** Rows that tell a state of their own: the order has come as far as the one furthest behind. */
function stateOfOrder(rows: readonly NumberedRow[], lines: readonly SheetLine[], layout: SheetLayout): SheetState | 'unknown' {
  const words = rows.map(({ cells }) => bareCell(cells['status']));
  if (!layout.perRow.includes('status')) {
    const state = toldState(rows, stateOf(words.find((word) => word !== undefined), layout), layout);
    return state === 'open' && lines.every(({ isOff }) => isOff) ? 'cancelled' : state;
  }
  const states = words.map((word) => stateOf(word, layout));
  const standing = states.filter((state, index) => state !== 'cancelled' && lines[index]?.isOff !== true);
  return standing.length === 0 ? 'cancelled' : standing.reduce((behind, state) => (stateRank[state] < stateRank[behind] ? state : behind));
}

/** Shopify's word is about parcels only: its moments say whether the order is paid, and whether it was called off. */
function toldState(rows: readonly NumberedRow[], state: SheetState | 'unknown', { saysByMoments }: SheetLayout): SheetState | 'unknown' {
  if (saysByMoments !== true) return state;
  if (anyOf(rows, 'closedAt') !== undefined) return 'cancelled';
  return anyOf(rows, 'paidAt') === undefined ? 'unpaid' : state;
}

function momentsOf(rows: readonly NumberedRow[], reading: Reading) {
  const told = (field: OrderField): Instant[] =>
    rows.flatMap(({ number, cells }) => {
      const text = bareCell(cells[field]);
      return text === undefined ? [] : [at(number, () => momentOf(field, text, { days: reading.layout.days, zone: reading.zone }))];
    });
  const [ordered, paid, closed, updated] = [told('orderedAt'), told('paidAt'), told('closedAt'), told('updatedAt')];
  const orderedAt = ordered[0] ?? paid[0] ?? dayInNumber(rows, reading);
  if (orderedAt === undefined) throw new Located(rows[0]?.number ?? 0, new SheetProblem('orderedAt', 'empty'));
  const latest = (moments: readonly Instant[]): Instant => moments.reduce((late, one) => (one > late ? one : late), orderedAt);
  return { orderedAt, paidAt: paid[0] ?? null, latestAt: latest([...paid, ...closed, ...updated]), updatedAt: updated.length === 0 ? null : latest(updated) };
}

/** Pinduoduo's numbers begin with their day: 260831-481803633911509. */
function dayInNumber(rows: readonly NumberedRow[], { layout, zone }: Reading): Instant | undefined {
  const day = layout.platform === 'pinduoduo' ? /^(\d{2})(\d{2})(\d{2})-/.exec(anyOf(rows, 'orderId') ?? '') : null;
  return day ? momentOf('orderId', `20${day[1]}-${day[2]}-${day[3]}`, { days: 'yearFirst', zone }) : undefined;
}

function customerOf(rows: readonly NumberedRow[]): SheetOrder['customer'] {
  const shown = (field: OrderField): string | undefined => {
    const text = anyOf(rows, field);
    return text === undefined || isMasked(text) ? undefined : text;
  };
  const [name, email, phone] = [shown('buyer') ?? shown('recipient'), shown('email'), shown('phone')];
  if (name === undefined) return null;
  return { name: name.slice(0, 200), email: email !== undefined && email.includes('@') ? email.slice(0, 254) : null, phone: phone === undefined ? null : phone.slice(0, 60) };
}

function recipientOf(rows: readonly NumberedRow[]): SheetOrder['recipient'] {
  const text = (field: OrderField, most: number): string => (anyOf(rows, field) ?? '').slice(0, most);
  const recipient = text('recipient', 200) || text('buyer', 200);
  const line1 = [text('district', 100), text('line1', 200)].filter(Boolean).join(' ').slice(0, 300);
  if (recipient === '' || (line1 === '' && text('city', 120) === '')) return null;
  return { recipient, line1, line2: text('line2', 300), city: text('city', 120), region: text('region', 120), postcode: text('postcode', 40), country: countryCode(text('country', 60)), phone: text('phone', 60), email: text('email', 254) };
}
