import type { Day } from '../../shared/units/day.ts';
import type { TestShop } from '../support/shop.ts';

/** The slow way to the cash basis: every line ever posted, every document paid off by hand from its oldest. */
interface Line {
  entryId: number;
  lineNo: number;
  code: string;
  type: string;
  postedOn: Day;
  amount: number;
  itemKind: string | null;
  itemId: number | null;
  sourceKind: string;
  sourceId: number;
  ruleId: string;
  reversed: number;
  terms: string;
}

const linesOf = (shop: TestShop): Line[] =>
  shop.raw.prepare(`select p.entryId, p.lineNo, a.code, a.type, p.postedOn, p.amount, p.itemKind, p.itemId, e.sourceKind, e.sourceId, e.ruleId, e.reversesId is not null as reversed, e.terms
    from posting p join journalEntry e on e.id = p.entryId join ledgerAccount a on a.id = p.ledgerAccountId order by p.postedOn, p.entryId, p.lineNo`).all() as Line[];

const codes = { receivable: '11000', deposits: '23000', payable: '20000', sales: '40000', discounts: '40100', shipping: '41000', rounding: '64100', gain: '70200', loss: '80100' } as const;

interface Document {
  source: string;
  asked: number;
  lines: { code: string; amount: number }[];
}

/** What of so much stays to each, the greatest remainder first. */
function dealt(amounts: readonly number[], part: number, whole: number): number[] {
  const shares = amounts.map((amount) => Math.floor((amount * part) / whole));
  const over = amounts.map((amount, at) => amount * part - (shares[at] ?? 0) * whole);
  for (let left = part - shares.reduce((sum, one) => sum + one, 0); left > 0; left -= 1) {
    const most = over.indexOf(Math.max(...over));
    shares[most] = (shares[most] ?? 0) + 1;
    over[most] = -1;
  }
  return shares;
}

/** What one item's documents have open, once the money paid off the oldest. */
function openLines(documents: readonly Document[], open: number): { code: string; amount: number }[] {
  const standing: Document[] = [];
  for (const { source, asked, lines } of documents) {
    const last = standing.at(-1);
    if (asked >= 0 || !last) standing.push({ source, asked, lines: [...lines] });
    else {
      last.asked += asked;
      last.lines.push(...lines);
      for (let under = standing.at(-2); (standing.at(-1)?.asked ?? 0) < 0 && under; under = standing.at(-2)) {
        const taken = standing.pop();
        under.asked += taken?.asked ?? 0;
        under.lines.push(...(taken?.lines ?? []));
      }
    }
  }
  const due = standing.filter(({ asked }) => asked > 0);
  // Money beyond what is asked here paid for what these books never sold.
  let money = due.reduce((sum, { asked }) => sum + asked, 0) - open;
  return due.flatMap(({ asked, lines }) => {
    const left = asked - Math.max(0, Math.min(asked, money));
    money = Math.max(0, money - asked);
    if (left === 0) return [];
    const amounts = lines.map(({ amount }) => amount);
    const shares = dealt([...amounts, asked - amounts.reduce((sum, one) => sum + one, 0)], left, asked);
    return lines.map(({ code }, at) => ({ code, amount: shares[at] ?? 0 }));
  });
}

type Add = (code: string, amount: number) => void;

/** What the cash basis adds to each account at the end of a day, by its code. */
export function cashAdjustments(shop: TestShop, on: Day): Record<string, number> {
  const found: Record<string, number> = {};
  const add: Add = (code, amount) => void (found[code] = (found[code] ?? 0) + amount);
  const lines = linesOf(shop).filter(({ postedOn }) => postedOn <= on);
  for (const [controls, sign] of [[[codes.receivable, codes.deposits], -1], [[codes.payable], 1]] as const) {
    const own = lines.filter((line) => line.itemId !== null && (controls as readonly string[]).includes(line.code) && line.sourceKind !== 'revaluation');
    for (const item of Map.groupBy(own, ({ itemKind, itemId }) => `${itemKind} ${itemId}`).values()) addItem(shop, add, { lines, item, sign, on });
  }
  for (const { code, amount, itemId, ruleId, reversed, sourceKind } of lines) {
    if (sourceKind !== 'revaluation' || itemId === null || (code !== codes.receivable && code !== codes.payable)) continue;
    const turned = (ruleId === 'accounting.revaluationBack' ? 1 : 0) + reversed === 1;
    add(code, -amount);
    add((turned ? -amount : amount) > 0 ? codes.gain : codes.loss, amount);
  }
  return Object.fromEntries(Object.entries(found).filter(([, amount]) => amount !== 0));
}

function addItem(shop: TestShop, add: Add, { lines, item, sign, on }: { lines: readonly Line[]; item: readonly Line[]; sign: 1 | -1; on: Day }): void {
  const open = -sign * item.reduce((sum, { amount }) => sum + amount, 0);
  if (open > 0) {
    const control = sign === 1 ? codes.payable : codes.receivable;
    for (const { code, amount } of openLines(documentsOf(lines, item, sign), open)) {
      add(code, -sign * amount);
      add(control, sign * amount);
    }
  }
  const [first] = item;
  if (open < 0 && first?.itemKind === 'salesOrder') addAhead(shop, add, { orderId: first.itemId ?? 0, money: -open, on });
}

function documentsOf(lines: readonly Line[], item: readonly Line[], sign: 1 | -1): Document[] {
  const documents: Document[] = [];
  for (const entryId of new Set(item.map((line) => line.entryId))) {
    const entry = lines.filter((line) => line.entryId === entryId);
    const [{ ruleId, sourceKind, sourceId, terms }] = entry as [Line];
    const asks = ruleId === 'sales.shipment' || ruleId === 'sales.shipmentVoid' || ruleId === 'purchasing.bill' || (ruleId === 'sales.refund' && (JSON.parse(terms) as { account: string }).account === 'accountsReceivable');
    if (!asks) continue;
    const results = entry.filter(({ type, code }) => type === 'income' || (type === 'expense' && (sign === 1 || code === codes.rounding)));
    const part = { asked: -sign * item.filter((line) => line.entryId === entryId).reduce((sum, { amount }) => sum + amount, 0), lines: results.map(({ code, amount }) => ({ code, amount: sign * amount })) };
    const source = `${sourceKind} ${sourceId}`;
    const known = documents.find((one) => one.source === source);
    if (!known) documents.push({ source, ...part });
    else {
      known.asked += part.asked;
      known.lines.push(...part.lines);
    }
  }
  return documents;
}

interface Row {
  net: number;
  tax: number;
  discount: number;
}

/** Money ahead of its goods is for what of the order was still to come. */
function addAhead(shop: TestShop, add: Add, { orderId, money, on }: { orderId: number; money: number; on: Day }): void {
  const all = <R>(sql: string): R[] => shop.raw.prepare(sql).all(orderId) as R[];
  const [order] = all<{ taxBy: string }>('select taxBy from salesOrder where id = ?');
  const parcels = all<{ id: number; postedOn: Day; voidPostedOn: Day | null; withCharges: number; voidWithCharges: number }>('select * from shipment where orderId = ?');
  const calledOff = all<{ id: number; postedOn: Day; withCharges: number; reinstatesId: number | null }>('select * from cancellation where orderId = ?').filter(({ postedOn }) => postedOn <= on);
  const rest: Row = { net: 0, tax: 0, discount: 0 };
  const count = (row: Row, by: 1 | -1): void => {
    rest.net += by * row.net;
    rest.tax += by * row.tax;
    rest.discount += by * row.discount;
  };
  for (const row of all<Row>('select net, tax, discount from orderLine where orderId = ?')) count(row, 1);
  let carried = 0;
  for (const { id, postedOn, voidPostedOn, withCharges, voidWithCharges } of parcels) {
    const goods = shop.raw.prepare('select net, tax, discount from shipmentLine where shipmentId = ?').all(id) as Row[];
    const [left, back] = [postedOn <= on, voidPostedOn !== null && voidPostedOn <= on];
    if (left !== back) for (const row of goods) count(row, left ? -1 : 1);
    carried += (left ? withCharges : 0) - (back ? voidWithCharges : 0);
  }
  for (const { id, withCharges, reinstatesId } of calledOff) {
    for (const row of shop.raw.prepare('select net, tax, discount from cancellationLine where cancellationId = ?').all(id) as Row[]) count(row, -1);
    carried += reinstatesId === null ? withCharges : -withCharges;
  }
  const charges = carried > 0 ? [] : all<Row & { kind: string; gross: number }>('select kind, net, tax, gross from orderCharge where orderId = ?');
  const of = (kind: string, field: 'net' | 'tax' | 'gross'): number => charges.filter((row) => row.kind === kind).reduce((sum, row) => sum + row[field], 0);
  const tax = order?.taxBy === 'shop' ? rest.tax + of('shipping', 'tax') + of('fee', 'tax') : 0;
  const asked = rest.net + of('shipping', 'net') + of('fee', 'net') + of('rounding', 'gross') + tax;
  if (asked <= 0) return;
  const amounts = [rest.net + rest.discount + of('fee', 'net'), -rest.discount, of('shipping', 'net'), of('rounding', 'gross'), tax];
  const shares = dealt(amounts, Math.min(money, asked), asked);
  [codes.sales, codes.discounts, codes.shipping, codes.rounding].forEach((code, at) => {
    add(code, 0 - (shares[at] ?? 0));
    add(codes.deposits, shares[at] ?? 0);
  });
}
