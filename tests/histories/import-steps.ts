import { type ImportedOrder, zImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { setAside, setFree } from './aside.ts';
import { cancel, capture, refund, roomOf, withTax } from './money-model.ts';
import { type Charge, type Line, open, type Order, type RefundPart, shipped, sumOf } from './order-model.ts';
import { newOrder, goodsOf } from './sales-steps.ts';
import { channelId, type History, type Trial } from './trial.ts';

type Told = ImportedOrder['refunds'][number]['parts'][number];

/** An order a channel sends, with its own figures: two lines, at times a bundle, postage, and a total that may be off by a cent. */
function drawItem(trial: Trial, history: History): ImportedOrder {
  trial.names += 1;
  const { goods, bundle, prices } = trial.ground;
  const skus = new Map([...goods, bundle].map((id, index) => [id, ['A', 'B', 'C', 'K'][index] ?? '']));
  const lines = Array.from({ length: 1 + trial.upTo(2) }, (_, index) => {
    const variantId = trial.pick([...goods, ...goods, bundle]) ?? bundle;
    const count = 1000 * (1 + trial.upTo(3));
    const net = mulDiv(prices.get(variantId) ?? 0, count, 100_000) - trial.upTo(50);
    return { externalId: `${index + 1}`, sku: skus.get(variantId), name: '', quantity: count, unitPrice: prices.get(variantId), taxRate: 130_000, discount: trial.chance(30) ? trial.upTo(300) : 0, net, tax: mulDiv(net, 13, 100) + trial.upTo(2) };
  });
  const charges = trial.chance(50) ? [{ kind: 'shipping', name: 'post', net: 1 + trial.upTo(700), tax: trial.upTo(60) }] : [];
  const rows = sumOf([...lines, ...charges], ({ net, tax }) => net + tax);
  const taxBy = trial.chance(25) ? 'channel' : 'shop';
  const due = taxBy === 'shop' ? rows : sumOf([...lines, ...charges], ({ net }) => net);
  const amount = trial.chance(80) ? due : 1 + trial.upTo(due);
  const payment = { externalId: `P${trial.names}`, amount, fee: trial.chance(30) ? trial.upTo(Math.min(50, amount)) : 0, method: 'card', occurredAt: trial.now };
  return zImportedOrder.parse({
    externalId: `W${trial.names}`, number: `W${trial.names}`, contentHash: `${trial.names}`, versionAt: trial.now, status: 'open', channelStatus: 'open', currency: 'CNY', pricesIncludeTax: false, taxBy,
    orderedAt: trial.now, finishedAt: null, customer: { name: 'Wang', email: `w${history.customerId}@example.cn`, phone: null }, lines, charges, total: rows + (trial.chance(20) ? trial.upTo(3) - 1 : 0), payments: trial.chance(80) ? [payment] : [], refunds: [],
  });
}

function take(trial: Trial, item: ImportedOrder): number | undefined {
  const done = trial.ask('order.importBatch', { channelId, items: [item] }, true);
  const [result] = done?.results ?? [];
  if (result && !result.ok) throw new Error(`an order of a channel was refused: ${JSON.stringify(result.refusal)}`);
  return result?.ok ? result.value.orderId : undefined;
}

export const importSteps = {
  import(trial: Trial, history: History) {
    const item = drawItem(trial, history);
    const id = take(trial, item);
    if (id === undefined) return;
    const { goods, bundle } = trial.ground;
    const variants = new Map(['A', 'B', 'C', 'K'].map((sku, index) => [sku, [...goods, bundle][index] ?? 0]));
    const lines = goodsOf(trial, item.lines.map((line) => ({ ...line, variantId: variants.get(line.sku) ?? 0, rate: line.taxRate ?? 0 })), item.lines.map(({ net, tax, discount }) => ({ net, tax, discount })));
    const rounding = item.total - sumOf([...item.lines, ...item.charges], ({ net, tax }) => net + tax);
    const charges: Charge[] = [...item.charges.map(({ kind, net, tax }) => ({ kind, net, tax })), ...(rounding === 0 ? [] : [{ kind: 'rounding' as const, net: rounding, tax: 0 }])];
    const [customerId = null] = trial.ids('select customerId from salesOrder where id = ?', id);
    const order = newOrder(trial, history, id, { lines, charges, channel: true, taxByChannel: item.taxBy === 'channel', customerId });
    trial.items.set(order, item);
    const [paymentId = 0] = trial.ids('select id from payment where orderId = ?', id);
    for (const { amount, fee } of item.payments) capture(trial.books, order, { id: paymentId, amount, fee, account: 'channelClearing' });
    setAside(trial, order);
  },

  /** The channel tells of money it gave back: nobody argues, whatever it says. */
  told(trial: Trial, history: History) {
    const order = trial.pick(history.orders.filter(({ channel }) => channel));
    const item = order && (trial.items.get(order) as ImportedOrder | undefined);
    if (!order || !item) return;
    trial.names += 1;
    const part = drawTold(trial, order);
    const told = { externalId: `R${trial.names}`, occurredAt: instant(trial.now), reason: '', parts: [part] };
    const next = { ...item, contentHash: `${trial.names}`, versionAt: instant(trial.now), refunds: [...item.refunds, told] };
    trial.items.set(order, next);
    if (take(trial, next) === undefined) return;
    takeTold(trial, order, part);
    setAside(trial, order);
  },
};

function drawTold(trial: Trial, order: Order): Told {
  const whole = order.lines.filter(({ bundle }) => bundle === null);
  const line = trial.pick(whole);
  const net = 1 + trial.upTo(trial.chance(80) ? 900 : 30_000);
  const zero = { quantity: 0, lineExternalId: null };
  if (!line || trial.chance(25)) return { ...zero, kind: 'amountOnly', net, tax: 0 } as Told;
  if (trial.chance(15)) return { ...zero, kind: 'charge', net, tax: trial.upTo(5) } as Told;
  const count = trial.chance(40) ? trial.upTo(line.quantity + 1) : 0;
  return { kind: 'line', lineExternalId: externalIdOf(trial, line), quantity: count, net, tax: mulDiv(net, 13, 100) } as Told;
}

const externalIdOf = (trial: Trial, line: Line): string => String(trial.prepared('select externalId from orderLine where id = ?').pluck().get(line.id));

/** What it names of open goods is called off; money for a line first pays what was called off of it, the rest was for goods that were kept. */
function takeTold(trial: Trial, order: Order, part: Told): void {
  const line = part.kind === 'line' ? (order.lines.find((one) => externalIdOf(trial, one) === part.lineExternalId) ?? null) : null;
  const off = line ? Math.min(part.quantity, open(order, line)) : 0;
  if (line && off > 0) {
    const [id = 0] = trial.ids('select max(id) from cancellation where orderId = ?', order.id);
    cancel(trial.books, order, id, [{ line, quantity: off }]);
    setFree(trial, order, 'open');
  }
  const parts = partsTold(order, part, line).filter(({ gross }) => gross > 0);
  if (parts.length === 0) return;
  const amount = sumOf(parts, ({ gross }) => gross);
  const expected = order.refunds.find((one) => one.account === 'channelClearing' && !one.told && sumOf(one.parts, ({ gross }) => gross) === amount);
  if (expected) expected.told = true;
  else refund(trial.books, order, parts, 'channelClearing', true);
}

function partsTold(order: Order, { kind, net, tax }: Told, line: Line | null): RefundPart[] {
  const ours = order.taxByChannel ? { gross: net as number, tax: 0 } : { gross: net + tax, tax: tax as number };
  if (kind === 'charge') return [{ kind: 'shipping', line: null, ...ours }];
  if (!line) return tax === 0 && kind === 'amountOnly' ? withTax(order, [{ kind: 'amountOnly', line: null, gross: net }]) : [{ kind: 'amountOnly', line: null, ...ours }];
  const first = Math.max(0, Math.min(ours.gross, roomOf(order, 'cancelled', line)));
  const firstTax = ours.gross === 0 ? 0 : mulDiv(ours.tax, first, ours.gross);
  const rest = { gross: ours.gross - first, tax: ours.tax - firstTax };
  return [{ kind: 'cancelled', line, gross: first, tax: firstTax }, shipped(order, line) > 0 ? { kind: 'goodsKept', line, ...rest } : { kind: 'amountOnly', line: null, ...rest }];
}
