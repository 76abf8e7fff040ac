import { isDeepStrictEqual } from 'node:util';
import type { Trial } from './trial.ts';

type Row = readonly (string | number | null)[];

const text = (rows: Iterable<Row>): string[] => [...rows].map((row) => row.join('|')).toSorted();

function same(what: string, program: readonly string[], model: readonly string[]): void {
  if (isDeepStrictEqual(program, model)) return;
  const only = (these: readonly string[], those: readonly string[]) => these.filter((row) => !those.includes(row)).join(', ');
  throw new Error(`${what}: the program says ${only(program, model)}; the model says ${only(model, program)}`);
}

/** The same dozen questions are asked after every command, so each is prepared once a shop. */
const rowsOf = (trial: Trial, sql: string, ...values: (string | number)[]): Row[] => trial.ground.prepared(sql).raw().all(...values) as Row[];

const something = (row: Row): boolean => row.slice(2).some((figure) => figure !== 0);
const keyed = (sums: ReadonlyMap<string, number>): Row[] => [...sums].filter(([, sum]) => sum !== 0).map(([key, sum]) => [key, sum]);

/** After every command: levels, bins, lots, what is set aside, layers, and stock's value against its account (INV-S1 to S4, S6). */
export function expectSameStock(trial: Trial): void {
  const { ground, model, lots } = trial;
  same('levels', text(rowsOf(trial, 'select variantId, locationId, onHand, onHold, allocated from stockLevel').filter(something)), text([...model.levels].map(([key, { onHand, onHold, allocated }]): Row => [...key.split('|'), onHand, onHold, allocated]).filter(something)));
  same('bins', text(rowsOf(trial, 'select variantId, binId, onHand, onHold from binLevel').filter(something)), text([...model.bins].map(([key, { onHand, onHold }]): Row => [...key.split('|'), onHand, onHold]).filter(something)));
  const inLots = lots.all.flatMap((lot) => [...lot.places].map(([locationId, { onHand, onHold }]): Row => [`${lot.variantId}|${lot.code}`, locationId, onHand, onHold]));
  same('lots', text(rowsOf(trial, "select variantId || '|' || code, locationId, onHand, onHold from lotLevel join lot on lot.id = lotId").filter(something)), text(inLots.filter(something)));
  same('lots on recall', text(rowsOf(trial, 'select variantId, code from lot where held = 1')), text(lots.all.filter(({ onRecall }) => onRecall).map(({ variantId, code }): Row => [variantId, code])));
  const aside = trial.sales.lines().flatMap((line) => [...line.aside].map(([locationId, part]): Row => [line.id, locationId, part.quantity]));
  same('set aside', text(rowsOf(trial, 'select orderLineId, locationId, quantity from allocation')), text(aside));
  const goods = [...ground.variants, ground.lotGoods, ground.serialGoods];
  const layers = goods.flatMap((variantId) => model.layers(variantId).map(({ quantity, value }) => [variantId, quantity, value] as const));
  same('layers', text(rowsOf(trial, 'select variantId, quantity, value from costLayer where quantity <> 0')), text(layers));
  // Every price and every find is nothing or more, so whatever is corrected, goods that lie there are never worth less than nothing.
  const absurd = layers.find(([, quantity, value]) => quantity > 0 && value < 0);
  if (absurd) throw new Error(`goods that lie there are worth less than nothing: ${absurd.join('|')}`);
  const [[worth, account] = []] = rowsOf(trial, "select (select coalesce(sum(value), 0) from costLayer), (select coalesce(sum(amount), 0) from posting where ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory'))");
  if (worth !== account) throw new Error(`stock is worth ${worth} and its account says ${account}`);
}

/** Every ledger account day by day, open items, orders and what each variant was worth on ten days (INV-S3, L1, L6). */
export function expectSameBooks(trial: Trial, days: readonly string[]): void {
  const { model } = trial;
  const accounts = new Map(rowsOf(trial, 'select role, ledgerAccountId from accountRole') as [string, number][]);
  // A chart may give several roles one account.
  const booked = new Map<string, number>();
  for (const [key, amount] of model.books) {
    const place = `${key.slice(0, 10)}|${accounts.get(key.slice(11))}`;
    booked.set(place, (booked.get(place) ?? 0) + amount);
  }
  same('books', text(rowsOf(trial, "select postedOn || '|' || ledgerAccountId, sum(amount) from posting group by postedOn, ledgerAccountId having sum(amount) <> 0")), text(keyed(booked)));
  const items = rowsOf(trial, `select role || '|' || itemKind || '|' || itemId, sum(amount) from posting join accountRole using (ledgerAccountId)
    where role in ('goodsReceivedNotInvoiced', 'accountsPayable', 'goodsInTransit', 'supplierClaims', 'accountsReceivable', 'customerDeposits') group by role, itemKind, itemId having sum(amount) <> 0`);
  same('open items', text(items), text(keyed(model.items)));
  for (const on of days) expectSameWorth(trial, on);
  expectSamePapers(trial);
}

function expectSameWorth(trial: Trial, on: string): void {
  const worth = new Map<string, number>();
  for (const [key, amount] of trial.model.worth) {
    const [variantId = '', day = ''] = key.split('|');
    if (day <= on) worth.set(variantId, (worth.get(variantId) ?? 0) + amount);
  }
  const program = rowsOf(trial, 'select variantId, sum(change.value) from layerChange change join costLayer layer on layer.movementId = change.layerId where change.postedOn <= ? group by variantId having sum(change.value) <> 0', on);
  same(`what goods were worth on ${on}`, text(program), text(keyed(worth)));
}

/** What documents say of themselves. */
function expectSamePapers(trial: Trial): void {
  const { ordered, received, bills } = trial.purchases;
  same('purchase orders', text(rowsOf(trial, 'select id, ordered, received, cancelled, over from purchaseOrderLine')), text(ordered.map((line): Row => [line.id, line.ordered, line.received, line.cancelled, line.over])));
  const toBill = rowsOf(trial, 'select line.id, unbilled, unbilledValue, returned from purchaseReceiptLine line join purchaseReceipt using (goodsReceiptId) where cancelledAt is null');
  same('receipts', text(toBill), text(received.filter(({ cancelled }) => !cancelled).map((line): Row => [line.id, line.unbilled, line.unbilledValue, line.returned])));
  same('bills', text(rowsOf(trial, 'select id, open from supplierBill')), text(bills.map((bill): Row => [bill.id, bill.open])));
  const lines = rowsOf(trial, 'select id, variantId, quantity, shipped, cancelled from orderLine');
  same('order lines', text(lines), text(trial.sales.lines().map((line): Row => [line.id, line.variantId, line.quantity, line.shipped, line.cancelled])));
}
