import { type RawBuilder, sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { denominationsOf } from '../../shared/till/drawer.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { boxOf, cashOf, expectedIn, throughDrawer } from './drawer-cash.queries.ts';
import { drawerById, type DrawerRow, lastCountOf, linesOfCount, movementsOf, openDrawerOf } from './drawer.statements.ts';

const shown = ({ id, number, userId, userName, float, openedAt, closedAt }: DrawerRow) => ({ id, number, userId, userName, float, openedAt, closedAt });

/** The open drawer of whoever asks. */
export function myDrawer(reader: Reader, _input: unknown, actor: Actor) {
  const drawer = openDrawerOf.get(reader, actor);
  return {
    drawer: drawer ? { ...shown(drawer), expected: expectedIn(reader, drawer) } : null,
    box: boxOf(reader),
    denominations: denominationsOf(getShop(reader).baseCurrency),
  };
}

/** One page of drawers, the latest first, each with the count that holds. */
export function listDrawers(reader: Reader, { after, limit }: { after?: { id: number }; limit: number }) {
  let page = db
    .selectFrom('drawer')
    .innerJoin('user', 'user.id', 'drawer.userId')
    .leftJoin('drawerCount as count', (join) => join.on('count.id', '=', sql<number>`(select max(id) from drawerCount where drawerId = drawer.id)`))
    .selectAll('drawer')
    .select(['user.name as userName', 'count.counted', 'count.expected'])
    .orderBy('drawer.id', 'desc');
  if (after) page = page.where('drawer.id', '<', after.id);
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map(({ counted, expected, ...drawer }) => ({
    ...shown(drawer), counted, difference: counted === null || expected === null ? null : minor(counted - expected),
  }));
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { id: last.id } : null };
}

/** Not taken back, or only after this command: a report of a closed drawer stays what it was. */
const stoodAfter = (voidCommandId: string, until: RawBuilder<number>) => sql<boolean>`coalesce(${sql.ref(voidCommandId)}, 9007199254740991) > ${until}`;

/** What was sold while a drawer was open: the parcels that stood at its end. */
const salesThrough = read((builder, p: { drawerId: number }) =>
  builder
    .selectFrom('drawer')
    .innerJoin('journalEntry as entry', (join) => join.onRef('entry.id', '>', 'drawer.afterEntryId'))
    .innerJoin('command', 'command.id', 'entry.commandId')
    .innerJoin('shipment', 'shipment.id', 'entry.sourceId')
    .select(['shipment.id', 'shipment.orderId', 'shipment.due', 'shipment.commandId'])
    .where('drawer.id', '=', p.drawerId)
    .where('entry.ruleId', '=', 'sales.counterSale')
    .where(stoodAfter('shipment.voidCommandId', sql<number>`coalesce(drawer.closeCommandId, 9007199254740990)`))
    .where(throughDrawer('drawer')),
);

const tendersOf = read((builder, p: { orderIds: string; until: number }) =>
  builder
    .selectFrom('payment')
    .select(['method', ({ fn }) => fn.countAll<number>().as('count'), ({ fn }) => fn.sum<Minor>('amount').as('amount')])
    .where('orderId', 'in', sql<number>`(select value from json_each(${p.orderIds}))`)
    .where(stoodAfter('voidCommandId', sql<number>`${p.until}`))
    .groupBy('method')
    .orderBy('method'),
);

const taxesOf = read((builder, p: { shipmentIds: string }) =>
  builder
    .selectFrom('shipmentLine as part')
    .innerJoin('orderLine as line', 'line.id', 'part.orderLineId')
    .select(['line.taxRate', sql<Minor>`sum(part.net)`.as('net'), sql<Minor>`sum(part.tax)`.as('tax')])
    .where('part.shipmentId', 'in', sql<number>`(select value from json_each(${p.shipmentIds}))`)
    .groupBy('line.taxRate')
    .orderBy('line.taxRate'),
);

const refundsThrough = read((builder, p: { drawerId: number }) =>
  builder
    .selectFrom('drawer')
    .innerJoin('journalEntry as entry', (join) => join.onRef('entry.id', '>', 'drawer.afterEntryId'))
    .innerJoin('command', 'command.id', 'entry.commandId')
    .innerJoin('refund', 'refund.id', 'entry.sourceId')
    .select([sql<number>`count(*)`.as('count'), sql<Minor>`coalesce(sum(refund.amount), 0)`.as('amount')])
    .where('drawer.id', '=', p.drawerId)
    .where('entry.ruleId', '=', 'sales.refund')
    .where(throughDrawer('drawer')),
);

/** The X report of an open drawer, the Z report of a closed one. @throws Refusal record.missing */
export function reportDrawer(reader: Reader, { drawerId }: { drawerId: number }) {
  const drawer = drawerById.get(reader, { id: drawerId });
  if (!drawer) throw new Refusal('record.missing', { kind: 'drawer', id: drawerId });
  const cash = cashOf(reader, drawerId);
  const sales = salesThrough.all(reader, { drawerId });
  return {
    ...shown(drawer),
    kind: drawer.closedAt === null ? ('x' as const) : ('z' as const),
    currency: getShop(reader).baseCurrency,
    cash,
    expected: minor(drawer.float + sumMinor(cash.map(({ amount }) => amount))),
    count: countOf(reader, drawerId),
    sales: { count: sales.length, total: sumMinor(sales.map(({ due }) => due)) },
    tenders: tendersOf.all(reader, { orderIds: JSON.stringify(sales.map(({ orderId }) => orderId)), until: drawer.closeCommandId ?? 9_007_199_254_740_990 }),
    taxes: taxesOf.all(reader, { shipmentIds: JSON.stringify(sales.map(({ id }) => id)) }) as { taxRate: RatePpm | null; net: Minor; tax: Minor }[],
    refunds: refundsThrough.get(reader, { drawerId }) ?? { count: 0, amount: minor(0) },
    movements: movementsOf.all(reader, { drawerId }).map(({ id, direction, reason, amount, note, occurredAt }) => ({ id, direction, reason, amount, note, occurredAt })),
  };
}

function countOf(reader: Reader, drawerId: number) {
  const count = lastCountOf.get(reader, { drawerId });
  if (!count) return null;
  const { counted, expected, userName, countedAt, postedOn, note } = count;
  return { counted, difference: minor(counted - expected), userName, countedAt, postedOn, note, pieces: linesOfCount.all(reader, { drawerCountId: count.id }) };
}
