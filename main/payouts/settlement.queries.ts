import { type SqlBool, sql } from 'kysely';
import { groupOf, type LineGroup, lineGroups, settlesOrder } from '../../shared/payouts/line-kind.rules.ts';
import { openSums, type OrderSum, type Settled } from '../../shared/payouts/settlement.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { inTransitOf, settledNow } from './settlement-books.ts';
import { linesOf, requireSettlement, type SettlementLineRow, type SettlementRow } from './settlement.statements.ts';

export interface SettlementPage {
  view: 'toDo' | 'onTheWay' | 'all';
  channelId?: number;
  after?: { paidOn: Day; id: number };
  limit: number;
}

/** A finished settlement of which the account of money in transit still holds something. */
const onTheWay = sql<SqlBool>`s.finishedAt is not null and (
  select sum(p.amount) from accountRole r join posting p on p.ledgerAccountId = r.ledgerAccountId and p.itemKind = 'settlement' and p.itemId = s.id
  where r.role = 'payoutInTransit') <> 0`;

/** One page of settlements, newest first. */
export function listSettlements(reader: Reader, { view, channelId, after, limit }: SettlementPage) {
  let page = db.selectFrom('settlement as s').innerJoin('channel as c', 'c.id', 's.channelId').selectAll('s').select('c.name as channel').where('s.takenBackById', 'is', null).orderBy('s.paidOn', 'desc').orderBy('s.id', 'desc');
  if (view === 'toDo') page = page.where('s.finishedAt', 'is', null);
  if (view === 'onTheWay') page = page.where(onTheWay);
  if (channelId !== undefined) page = page.where('s.channelId', '=', channelId);
  if (after) page = page.where((eb) => eb(eb.refTuple('s.paidOn', 's.id'), '<', eb.tuple(after.paidOn, after.id)));
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map((settlement) => rowOf(reader, settlement));
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { paidOn: last.paidOn, id: last.id } : null };
}

const keptSums = read((builder, p: { id: number }) => builder.selectFrom('settlementSum').select(['kind', 'amount']).where('settlementId', '=', p.id));

/** A finished settlement is told by what is kept of it; an open one is held against the books line by line. */
function rowOf(reader: Reader, settlement: SettlementRow) {
  const settled = settlement.finishedAt === null ? settledNow(reader, settlement, linesOf.all(reader, { settlementId: settlement.id })) : null;
  return headOf(reader, settlement, keptSums.all(reader, settlement), settled);
}

function headOf(reader: Reader, settlement: SettlementRow, lines: readonly Pick<SettlementLineRow, 'kind' | 'amount'>[], settled: Settled | null) {
  const { id, channelId, channel, externalId: number, pulled, profile, currency, paidOn, payout, finishedAt } = settlement;
  const inTransit = finishedAt === null ? minor(0) : inTransitOf(reader, id);
  return {
    id, channelId, channel, number, profile, currency, paidOn, payout, inTransit,
    source: pulled === 1 ? ('channel' as const) : settlement.source,
    state: finishedAt === null ? ('open' as const) : inTransit === 0 ? ('arrived' as const) : ('onTheWay' as const),
    toDecide: settled === null ? 0 : settled.unplaced.length + openSums(settled.orders).length,
    residual: settled?.residual ?? minor(0),
    sums: sumsOf(lines),
  };
}

/** What the lines of each group come to; together they are the payout less what is left over. */
export function sumsOf(lines: readonly Pick<SettlementLineRow, 'kind' | 'amount'>[]): Record<LineGroup, Minor> {
  const of = (group: LineGroup): Minor => sumMinor(lines.filter(({ kind }) => groupOf(kind) === group).map(({ amount }) => amount));
  return Object.fromEntries(lineGroups.map((group) => [group, of(group)])) as Record<LineGroup, Minor>;
}

const entryNumber = read((builder, p: { id: number }) => builder.selectFrom('journalEntry').select('number').where('id', '=', p.id));

/** A settlement with its lines, what each is, and the bank lines that could be its money. @throws Refusal record.missing */
export function getSettlement(reader: Reader, { settlementId }: { settlementId: number }) {
  const settlement = requireSettlement(reader, settlementId);
  const lines = linesOf.all(reader, { settlementId });
  const settled = settlement.finishedAt === null ? settledNow(reader, settlement, lines) : null;
  const head = headOf(reader, settlement, lines, settled);
  const { fileName, fromOn, throughOn, rateTop, rateBottom, finishedAt, entryId } = settlement;
  const orders = new Map(settled?.orders.map((order) => [order.orderId, order]));
  const unplaced = new Set(settled?.unplaced);
  return {
    ...head,
    fileName, fromOn, throughOn, finishedAt, entryId,
    baseCurrency: getShop(reader).baseCurrency,
    rate: { top: rateTop, bottom: rateBottom },
    basePayout: settlement.basePayout ?? settled?.basePayout ?? minor(0),
    entryNumber: entryId === null ? null : (entryNumber.get(reader, { id: entryId })?.number ?? null),
    lines: lines.map((line) => shownLine(line, orders.get(line.orderId ?? 0), unplaced)),
    bankLines: head.state === 'onTheWay' ? bankLinesFor(reader, settlement, head.inTransit) : [],
  };
}

function shownLine(line: SettlementLineRow, order: OrderSum | undefined, unplaced: ReadonlySet<number>) {
  const { id, lineNo, kind, feeKind, amount, occurredOn, orderRef, reference, label, orderId, orderNumber, foundBy, role, rest } = line;
  const ofOrder = settlesOrder(kind) ? order : undefined;
  return {
    id, lineNo, kind, feeKind, amount, occurredOn, orderRef, reference, label, orderId, orderNumber, foundBy, role, rest,
    byPerson: line.byPerson === 1,
    leftOnOrder: line.leftOnOrder === 1,
    is: unplaced.has(id) ? ('unplaced' as const) : isOf(line, ofOrder),
    open: ofOrder?.open ?? null,
    beyond: ofOrder?.beyond ?? minor(0),
  };
}

function isOf({ kind, role, rest, orderId, leftOnOrder }: SettlementLineRow, order: OrderSum | undefined): 'settles' | 'part' | 'beyond' | 'left' | 'named' | 'itself' {
  if (role !== null && rest === null) return 'named';
  if (!settlesOrder(kind) || orderId === null) return 'itself';
  if (!order) return leftOnOrder === 1 ? 'left' : 'settles';
  if (order.beyond !== 0) return order.isLeft ? 'left' : 'beyond';
  return order.settled === order.open ? 'settles' : 'part';
}

/** How far apart a payout and its bank line may lie. */
const daysApart = 14;
/** What another rate makes of a foreign payout at most: five per cent. */
const rateApart = 20;

const openBankLines = read((builder, p: { from: Day; to: Day; least: Minor; most: Minor; paidOn: Day; sent: Minor }) =>
  builder
    .selectFrom('bankLine as l')
    .innerJoin('bankAccount as a', 'a.id', 'l.bankAccountId')
    .select(['l.id as bankLineId', 'a.name as account', 'l.bookedOn', sql<Minor>`l.amount - l.matched`.as('amount'), 'l.payee', 'l.text'])
    .where('l.takenBackById', 'is', null)
    .where('l.bookedOn', '>=', p.from)
    .where('l.bookedOn', '<=', p.to)
    .where(sql<boolean>`l.matched <> l.amount`)
    .where(sql<boolean>`l.amount - l.matched between ${p.least} and ${p.most}`)
    .orderBy(sql`abs(l.amount - l.matched - ${p.sent})`)
    .orderBy(sql`abs(julianday(l.bookedOn) - julianday(${p.paidOn}))`)
    .limit(5),
);

/** Lines of the same amount near its day; in another currency those the bank's own rate could have made. */
function bankLinesFor(reader: Reader, { paidOn, currency }: SettlementRow, sent: Minor) {
  const spread = currency === getShop(reader).baseCurrency ? 0 : Math.floor(Math.abs(sent) / rateApart);
  return openBankLines.all(reader, { from: addDays(paidOn, -daysApart), to: addDays(paidOn, daysApart), least: minor(sent - spread), most: minor(sent + spread), paidOn, sent });
}
