import { sql } from 'kysely';
import { dueDays } from '../../shared/accounting/recurring.rules.ts';
import type { ManualLine } from '../../shared/accounting/manual-entry.rules.ts';
import { lineFigures } from '../../shared/purchasing/purchase-order.rules.ts';
import { type CashGroup, cashGroupOf, type CashItemKind, forecastWeeks, payoutOn, placeOf, weekOf } from '../../shared/reporting/cash-forecast.rules.ts';
import { owed } from '../../shared/tax/papers/paper.rules.ts';
import { addDays, startOfDay } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { openGroups } from '../accounting/open-day.queries.ts';
import { openItemsOf } from '../banking/open-item.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { periodOn } from '../tax/return.queries.ts';
import { taxGroups } from '../tax/return.statements.ts';
import { balancesAt } from './figures.queries.ts';
import { type CashAccounts, scheduleOf, usuallyLate } from './forecast-history.queries.ts';

/** Something the books or an order already say will come or go, and why it is expected when it is. */
export interface CashItem {
  kind: CashItemKind;
  group: CashGroup;
  /** Money in positive. */
  amount: Minor;
  expectedOn: Day;
  /** The week from one to thirteen; 0 where it is too old to be believed, fourteen where it comes later. */
  place: number;
  number: string;
  name: string;
  /** What it is about: an order, a bill, a purchase order, a channel, a template. */
  sourceId: number | null;
  dueOn: Day | null;
  /** So many days after its due day documents like it were paid; for goods, days of credit after they come. */
  lateDays: number;
  payout: { held: Minor; orders: number; everyDays: number; lastOn: Day; heldDays: number; kept: RatePpm; payouts: number } | null;
}

const plain = { number: '', name: '', sourceId: null, dueOn: null, lateDays: 0, payout: null } as const;

/** What is known at the end of a day of money that will come and go, the earliest first. */
export function knownItems(reader: Reader, accounts: CashAccounts, on: Day): CashItem[] {
  const items = [...owedDocuments(reader, 'receivable', on), ...owedDocuments(reader, 'payable', on), ...payoutsExpected(reader, on), ...receivedGoods(reader, on), ...orderedGoods(reader, on), ...refundsOwed(reader, on), ...taxOwed(reader, on), ...recurringMoney(reader, accounts, on)];
  return items.toSorted((a, b) => (a.expectedOn < b.expectedOn ? -1 : a.expectedOn > b.expectedOn ? 1 : 0));
}

function owedDocuments(reader: Reader, kind: 'receivable' | 'payable', on: Day): CashItem[] {
  const [lateDays, sign] = [usuallyLate(reader, kind, on), kind === 'receivable' ? 1 : -1];
  return openItemsOf(reader, kind, on).filter(({ open }) => open > 0).map(({ itemId, number, party, dueOn, open }) => {
    const due = dueOn ?? on;
    const expectedOn = notBefore(addDays(due, lateDays), on);
    // What we owe is believed however old it is.
    return { ...plain, kind, group: kind === 'receivable' ? 'customers' : 'suppliers', amount: minor(sign * open), expectedOn, place: kind === 'receivable' ? placeOf(on, due, expectedOn) : weekOf(on, expectedOn), number, name: party, sourceId: itemId, dueOn: due, lateDays };
  });
}

const notBefore = (expectedOn: Day, on: Day): Day => (expectedOn > on ? expectedOn : addDays(on, 1));

const channelNames = read((db) => db.selectFrom('channel').select(['id', 'name']));

/** What channels hold, by the payout that is to bring it, less what they usually keep. */
function payoutsExpected(reader: Reader, on: Day): CashItem[] {
  const names = new Map(channelNames.all(reader, {}).map(({ id, name }) => [id, name]));
  return [...Map.groupBy(openGroups(reader, 'channelClearing', on), ({ channelId }) => channelId)].flatMap(([channelId, groups]) => {
    const schedule = scheduleOf(reader, channelId, on);
    const days = Map.groupBy(groups, ({ sinceOn }) => payoutOn(schedule, sinceOn, on));
    return [...days].map(([expectedOn, own]): CashItem => {
      const held = sumMinor(own.map(({ open }) => open));
      const payout = { held, orders: own.reduce((sum, { items }) => sum + items, 0), ...schedule };
      return { ...plain, kind: 'payout', group: 'payouts', amount: minor(mulDiv(held, schedule.kept, 1_000_000)), expectedOn, place: weekOf(on, expectedOn), name: names.get(channelId) ?? '', sourceId: channelId, payout };
    });
  });
}

/** Where a supplier’s terms are not at hand, its bill is paid so many days after its goods came. */
const usualTerms = 30;

/** Goods that are here and whose bill is still to come. */
const receivedGoods = (reader: Reader, on: Day): CashItem[] =>
  [...Map.groupBy(openGroups(reader, 'goodsReceivedNotInvoiced', on), ({ sinceOn }) => sinceOn)].flatMap(([sinceOn, own]) => {
    const amount = sumMinor(own.map(({ open }) => open));
    const expectedOn = notBefore(addDays(sinceOn, usualTerms), on);
    return amount === 0 ? [] : [{ ...plain, kind: 'received' as const, group: 'suppliers' as const, amount, expectedOn, place: weekOf(on, expectedOn), dueOn: sinceOn, lateDays: usualTerms }];
  });

const orderedLines = read((db, p: { on: Day; endsAt: Instant; transit: number }) =>
  db
    .selectFrom('purchaseOrder as o')
    .innerJoin('supplier as s', 's.id', 'o.supplierId')
    .innerJoin('purchaseOrderLine as l', 'l.purchaseOrderId', 'o.id')
    .select(['o.id as orderId', 'o.number', 'o.expectedOn', 's.name', 's.paymentDays', 'l.price', 'l.taxRate'])
    .select(
      sql<Quantity>`l.ordered - coalesce((select sum(quantity) from purchaseOrderCancellation c where c.purchaseOrderLineId = l.id and c.recordedAt < ${p.endsAt}), 0)
        - coalesce((select sum(r.quantity - r.over) from purchaseReceiptLine r join purchaseReceipt t on t.goodsReceiptId = r.goodsReceiptId join goodsReceipt g on g.id = r.goodsReceiptId
          where r.purchaseOrderLineId = l.id and g.postedOn <= ${p.on} and coalesce(t.cancelPostedOn, '9999') > ${p.on}), 0)`.as('open'),
    )
    .select(sql<Minor>`coalesce((select sum(amount) from posting p where p.itemKind = 'purchaseOrderLine' and p.itemId = l.id and +p.ledgerAccountId = ${p.transit} and p.postedOn <= ${p.on}), 0)`.as('billed'))
    .where('o.orderedAt', '<', p.endsAt)
    .where('o.status', '<>', 'draft'),
);

/** Goods that are ordered and neither here nor billed: paid so long after they come as the supplier gives credit. */
function orderedGoods(reader: Reader, on: Day): CashItem[] {
  const { baseCurrency, timeZone } = getShop(reader);
  const digits = minorDigits(baseCurrency);
  const lines = orderedLines.all(reader, { on, endsAt: startOfDay(addDays(on, 1), timeZone), transit: ledgerAccountOf(reader, 'goodsInTransit') }).filter(({ open }) => open > 0);
  return [...Map.groupBy(lines, ({ orderId }) => orderId)].flatMap(([orderId, own]) => {
    const [first] = own;
    const amount = own.reduce((sum, line) => sum + Math.max(0, grossOf(line, line.open, digits) - line.billed), 0);
    if (!first || amount === 0) return [];
    const expectedOn = notBefore(addDays(notBefore(first.expectedOn, on), first.paymentDays), on);
    return [{ ...plain, kind: 'ordered' as const, group: 'suppliers' as const, amount: minor(-amount), expectedOn, place: placeOf(on, first.expectedOn, expectedOn), number: first.number, name: first.name, sourceId: orderId, dueOn: first.expectedOn, lateDays: first.paymentDays }];
  });
}

function grossOf(line: { price: UnitPrice; taxRate: RatePpm }, open: Quantity, digits: number): number {
  const { net, tax } = lineFigures(line, open, digits);
  return net + tax;
}

/** What is owed to customers goes back at once. */
function refundsOwed(reader: Reader, on: Day): CashItem[] {
  const amount = sumMinor(openGroups(reader, 'refundsPayable', on).map(({ open }) => open));
  return amount === 0 ? [] : [{ ...plain, kind: 'refund', group: 'refunds', amount, expectedOn: addDays(on, 1), place: 1 }];
}

/** What the tax accounts owe: of periods that are over, and of the one that runs, each on its own day. */
function taxOwed(reader: Reader, on: Day): CashItem[] {
  const balances = balancesAt(reader, on);
  const ids = new Set((['outputTax', 'inputTax', 'taxPayable'] as const).map((role) => ledgerAccountOf(reader, role)));
  const all = [...ids].reduce((sum, id) => sum - (balances.get(id) ?? 0), 0);
  const running = periodOn(reader, on);
  const before = periodOn(reader, addDays(running.fromOn, -1));
  const ofRunning = owed(taxGroups(reader, { fromOn: running.fromOn, throughOn: on }));
  const item = (amount: number, { dueOn, fromOn }: { dueOn: Day; fromOn: Day }): CashItem[] =>
    amount === 0 ? [] : [{ ...plain, kind: 'tax', group: 'taxes', amount: minor(-amount), expectedOn: notBefore(dueOn, on), place: weekOf(on, notBefore(dueOn, on)), number: fromOn, dueOn }];
  return [...item(all - ofRunning, before), ...item(ofRunning, running)];
}

const templates = read((db, p: { endsAt: Instant }) =>
  db
    .selectFrom('recurringEntry as t')
    .innerJoin('command as made', 'made.id', 't.commandId')
    .leftJoin('command as stopped', 'stopped.id', 't.stoppedById')
    .select(['t.id', 't.name', 't.lines', 't.everyMonths', 't.dayOfMonth', 't.startsOn', 't.endsOn'])
    .where('t.reverses', '=', 0)
    .where('made.recordedAt', '<', p.endsAt)
    .where((eb) => eb.or([eb('stopped.recordedAt', 'is', null), eb('stopped.recordedAt', '>=', p.endsAt)])),
);

/** Entries that come again and move money, on their days. */
function recurringMoney(reader: Reader, { money, others }: CashAccounts, on: Day): CashItem[] {
  const isMoney = new Set(money.map(({ ledgerAccountId }) => ledgerAccountId));
  const through = addDays(on, forecastWeeks * 7);
  return templates.all(reader, { endsAt: startOfDay(addDays(on, 1), getShop(reader).timeZone) }).flatMap(({ id, name, lines, ...schedule }) => {
    // The lines were checked when they were kept.
    const legs = JSON.parse(lines) as ManualLine[];
    const amount = legs.reduce((sum, leg) => sum + (isMoney.has(leg.ledgerAccountId) ? leg.amount : 0), 0);
    const about = others.find(({ ledgerAccountId }) => legs.some((leg) => leg.ledgerAccountId === ledgerAccountId));
    if (amount === 0) return [];
    return dueDays(schedule, through).filter((dueOn) => dueOn > on).map((dueOn): CashItem => ({ ...plain, kind: 'recurring', group: about ? cashGroupOf(about) : 'other', amount: minor(amount), expectedOn: dueOn, place: weekOf(on, dueOn), name, sourceId: id, dueOn }));
  });
}
