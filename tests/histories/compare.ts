import { asideOf, cancelled, captured, claim, fulfilmentState, lessOwed, open, type Order, paymentState, refunded, shipped, sumOf, total } from './order-model.ts';
import { inspected, received, returned, type Rma, rmaState, sentBack, settledOf } from './return-model.ts';
import type { History, Trial } from './trial.ts';

type Row = readonly (string | number | null)[];

function same(what: string, program: readonly Row[], model: readonly Row[]): void {
  const [said, meant] = [program, model].map((rows) => rows.map((row) => row.map((cell) => (cell === 0 ? 0 : cell)).join('|')).sort());
  if (said?.join('\n') === meant?.join('\n')) return;
  const only = (these: readonly string[] = [], those: readonly string[] = []): string => these.filter((row) => !those.includes(row)).join(', ') || 'nothing';
  throw new Error(`${what}: the program says ${only(said, meant)}; the model says ${only(meant, said)}`);
}

const rowsOf = (trial: Trial, sql: string, ...values: number[]): Row[] => trial.prepared(sql).raw().all(...values) as Row[];

/** What the command posted, account by account: a chart may give several roles one account. */
function compareBooks(trial: Trial, afterEntry: number): void {
  const { accounts } = trial;
  const booked = new Map<number, number>();
  for (const [role, amount] of trial.books.sums) {
    const account = accounts.get(role);
    if (account === undefined) throw new Error(`no account is ${role}`);
    booked.set(account, (booked.get(account) ?? 0) + amount);
  }
  const named = (rows: Iterable<readonly [number, number]>): Row[] => [...rows].filter(([, amount]) => amount !== 0).map(([id, amount]) => [[...accounts].find(([, account]) => account === id)?.[0] ?? id, amount]);
  const posted = new Map<number, number>();
  for (const [account, amount] of rowsOf(trial, 'select ledgerAccountId, amount from posting where entryId > ?', afterEntry)) posted.set(Number(account), (posted.get(Number(account)) ?? 0) + Number(amount));
  same('posted', named(posted), named(booked));
}

function compareStock(trial: Trial): void {
  const program = rowsOf(trial, 'select variantId, locationId, onHand, onHold, allocated from stockLevel').filter((row) => row.slice(2).some((figure) => figure !== 0));
  const model = [...trial.stock.levels].map(([key, level]): Row => [...key.split('|'), level.onHand, level.onHold, level.allocated]).filter((row) => row.slice(2).some((figure) => figure !== 0));
  same('stock', program, model);
}

function compareOrder(trial: Trial, order: Order): void {
  const head = rowsOf(trial, 'select payment, fulfilment, total, claim, cancelledClaim, captured, refunded, deposits, receivable, owed, holds from salesOrder where id = ?', order.id);
  same(`order ${order.id}`, head, [[paymentState(order), fulfilmentState(order), total(order), claim(order), lessOwed(order), captured(order), refunded(order), order.deposits, order.receivable, order.owed, order.holds]]);
  const lines = rowsOf(trial, 'select id, quantity, net, tax, discount, shipped, cancelled, returned, (select coalesce(sum(quantity), 0) from allocation where orderLineId = orderLine.id) from orderLine where orderId = ?', order.id);
  same(`lines of order ${order.id}`, lines, order.lines.map((line): Row => [line.id, line.quantity, line.money.net, line.money.tax, line.money.discount, shipped(order, line), cancelled(order, line), returned(order, line), asideOf(line)]));
  for (const line of order.lines) if (open(order, line) < 0 || returned(order, line) > shipped(order, line)) throw new Error(`line ${line.id} of order ${order.id} has more shipped, cancelled or returned than there is`);
}

function compareRma(trial: Trial, rma: Rma): void {
  same(`return ${rma.id}`, rowsOf(trial, 'select state, ended from rma where id = ?', rma.id), [[rmaState(rma), rma.ended]]);
  const lines = rma.lines.map((line): Row => [line.id, line.quantity, received(rma, line), inspected(rma, line), sentBack(rma, line), settledOf(rma, line)]);
  same(`lines of return ${rma.id}`, rowsOf(trial, 'select id, quantity, received, inspected, sentBack, settled from rmaLine where rmaId = ?', rma.id), lines);
}

/** After every command: what it posted, what lies where, and all there is to know of the orders, returns and the credit of its buyer. */
export function compare(trial: Trial, history: History, afterEntry: number): void {
  compareBooks(trial, afterEntry);
  compareStock(trial);
  for (const order of history.orders) {
    compareOrder(trial, order);
    for (const rma of order.rmas) compareRma(trial, rma);
  }
  const credit = sumOf(rowsOf(trial, 'select balance from storeCredit where customerId = ?', history.customerId), ([balance]) => Number(balance));
  if (credit !== (trial.credit.get(history.customerId) ?? 0)) throw new Error(`store credit of ${history.customerId}: the program says ${credit}, the model ${trial.credit.get(history.customerId) ?? 0}`);
}

/** What all goods cost, layer by layer added up. */
export function compareWorth(trial: Trial): void {
  const model = trial.ground.goods.map((variantId): Row => [variantId, trial.stock.worth(variantId).quantity, trial.stock.worth(variantId).value]);
  same('worth', rowsOf(trial, 'select variantId, sum(quantity), sum(value) from costLayer where quantity <> 0 group by variantId'), model.filter((row) => row[1] !== 0));
}
