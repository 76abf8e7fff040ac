import { sql } from 'kysely';
import type { GoodsEnd } from '../../shared/returns/disposition.rules.ts';
import type { RmaState } from '../../shared/returns/rma-state.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { returnsWithEnd } from './disposition.queries.ts';

export interface RmaFilter {
  view: 'open' | 'requested' | 'expected' | 'toInspect' | 'toSettle' | 'done' | 'all';
  search: string;
  orderId: number | null;
  customerId: number | null;
  ended: { from: Day; to: Day; end: GoodsEnd } | null;
  after: { id: number } | null;
  limit: number;
}

const statesOf: Record<Exclude<RmaFilter['view'], 'all'>, readonly RmaState[]> = {
  open: ['requested', 'authorised', 'received', 'inspected'],
  requested: ['requested'],
  expected: ['authorised'],
  toInspect: ['received'],
  toSettle: ['inspected'],
  done: ['settled', 'declined', 'cancelled'],
};

/** What a row of the list says, wherever it stands. */
export const rmaCard = () =>
  db
    .selectFrom('rma')
    .innerJoin('salesOrder as o', 'o.id', 'rma.orderId')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['rma.id', 'rma.number', 'rma.state', 'rma.origin', 'rma.orderId', 'o.shownNumber as orderNumber', 'o.channelId', 'o.customerId', 'customer.name as customerName'])
    .select(['rma.requestedAt', 'o.currency'])
    .select([
      sql<string>`(select group_concat(sold.name, ' · ') from rmaLine line join orderLine sold on sold.id = line.orderLineId where line.rmaId = rma.id)`.as('goods'),
      sql<Quantity>`(select sum(quantity) from rmaLine where rmaId = rma.id)`.as('quantity'),
      sql<Quantity>`(select sum(received) from rmaLine where rmaId = rma.id)`.as('received'),
      sql<Minor>`(select sum(worth) from rmaLine where rmaId = rma.id)`.as('worth'),
      sql<Minor>`(select coalesce(sum(credited), 0) from returnSettlement where rmaId = rma.id)`.as('credited'),
    ]);

/** One page of returns, the latest first. A search finds numbers of returns and orders from their beginning. */
export function listRmas(reader: Reader, { view, search, orderId, customerId, ended, after, limit }: RmaFilter) {
  let page = rmaCard().orderBy('rma.id', 'desc');
  // Constants stand in the text, so that the index of open returns is seen to fit.
  if (view !== 'all') page = page.where(sql<boolean>`rma.state in (${sql.join(statesOf[view].map((state) => sql.lit(state)))})`);
  if (orderId !== null) page = page.where('rma.orderId', '=', orderId);
  if (customerId !== null) page = page.where('o.customerId', '=', customerId);
  if (search !== '') page = page.where('rma.id', 'in', numbered(search));
  if (ended) page = page.where('rma.id', 'in', returnsWithEnd(ended));
  if (after) page = page.where('rma.id', '<', after.id);
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { id: last.id } : null };
}

/** Between a text and all that begins with it, which an index answers. */
const numbered = (search: string) => {
  const end = `${search}\uffff`;
  return sql<number>`(
    select id from rma where number >= ${search} and number < ${end}
    union select rma.id from salesOrder s join rma on rma.orderId = s.id where s.shownNumber >= ${search} and s.shownNumber < ${end})`;
};

const openStates = read((builder) =>
  builder
    .selectFrom('rma')
    .select(['state', sql<number>`count(*)`.as('count')])
    .where(sql<boolean>`state in ('requested', 'authorised', 'received', 'inspected')`)
    .groupBy('state'),
);

export function countRmas(reader: Reader) {
  const counts = new Map(openStates.all(reader, {}).map((row) => [row.state, row.count]));
  const of = (state: RmaState): number => counts.get(state) ?? 0;
  return { requested: of('requested'), expected: of('authorised'), toInspect: of('received'), toSettle: of('inspected'), kept: keptRefunds.all(reader, { limit: 100 }).length };
}

/** What channels paid back for goods as if they were kept, beyond what came back since; the latest first. */
const keptRefunds = read((builder, p: { limit: number }) =>
  builder
    .selectFrom('refundPart as part')
    .innerJoin('refund', 'refund.id', 'part.refundId')
    .innerJoin('orderLine as line', 'line.id', 'part.orderLineId')
    .innerJoin('salesOrder as o', 'o.id', 'refund.orderId')
    .select(['part.refundId', 'o.id as orderId', 'o.shownNumber as orderNumber', sql<number>`line.id`.as('orderLineId'), 'line.sku', 'line.name', 'part.gross as amount'])
    .select(['o.currency', 'refund.occurredAt'])
    .where('part.kind', '=', 'goodsKept')
    .where('refund.externalId', 'is not', null)
    .where('line.returned', '=', sql<Quantity>`0`)
    .orderBy('part.refundId', 'desc')
    .limit(p.limit),
);

export const listKept = (reader: Reader, { limit }: { limit: number }) => ({ rows: keptRefunds.all(reader, { limit }) });
