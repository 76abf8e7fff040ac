import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';
import { jsonList } from '../inventory/json-list.ts';
import { isSafe, onList } from '../sales/order-lists.ts';

/** Whether an order, named `o`, has a live tote at a location. */
const inLiveTote = (locationId: number) =>
  sql<boolean>`exists (select 1 from pickTote tote where tote.orderId = o.id and tote.locationId = ${locationId} and tote.done = 0)`;
const setAsideHere = (locationId: number) =>
  sql<boolean>`exists (select 1 from orderLine line join allocation on allocation.orderLineId = line.id and allocation.locationId = ${locationId} where line.orderId = o.id)`;

/** Orders a wave takes by itself: everything set aside, nothing against them, the most urgent first. */
export const readyOrders = read((db, p: { locationId: number; most: number }) =>
  db
    .selectFrom('salesOrder as o')
    .select('o.id')
    .where(onList('toShip'))
    .where((eb) => eb.or([eb('o.fulfilment', '=', 'allocated'), eb('o.fulfilment', '=', 'partlyShipped')]))
    .where('o.holds', '=', 0)
    .where('o.exceptions', '=', 0)
    .where(sql<boolean>`not ${inLiveTote(p.locationId)}`)
    .where(setAsideHere(p.locationId))
    .orderBy('o.shipByAt')
    .orderBy('o.id')
    .limit(p.most),
);

/** Orders a wave would take if they were approved, and may be: nothing speaks against them. */
export const ordersToApprove = read((db, p: { locationId: number; most: number }) =>
  db
    .selectFrom('salesOrder as o')
    .select('o.id')
    .where(isSafe)
    .where('o.fulfilment', '=', 'allocated')
    .where(sql<boolean>`not ${inLiveTote(p.locationId)}`)
    .where(setAsideHere(p.locationId))
    .orderBy('o.shipByAt')
    .orderBy('o.id')
    .limit(p.most),
);

export const askedOrders = read((db, p: { orderIds: string; locationId: number }) =>
  db
    .selectFrom('salesOrder as o')
    .select(['o.id', 'o.fulfilment', 'o.holds', 'o.exceptions', 'o.intake', 'o.approved'])
    .select([
      sql<0 | 1>`o.awaitsPayment = 1 and o.payment = 'unpaid'`.as('unpaid'),
      sql<0 | 1>`${inLiveTote(p.locationId)}`.as('inWave'),
      sql<0 | 1>`${setAsideHere(p.locationId)}`.as('here'),
    ])
    .where('o.id', 'in', jsonList(p.orderIds)),
);

/** What is set aside for orders at a location, order by order as they were given. */
export const wantedLines = read((db, p: { orderIds: string; locationId: number }) =>
  db
    .selectFrom(sql<{ orderId: number; place: number }>`(select value as orderId, key as place from json_each(${p.orderIds}))`.as('asked'))
    .innerJoin('orderLine as line', 'line.orderId', 'asked.orderId')
    .innerJoin('allocation', (join) => join.onRef('allocation.orderLineId', '=', 'line.id').on('allocation.locationId', '=', p.locationId))
    .select(['line.orderId', 'line.id as orderLineId', 'allocation.variantId', 'allocation.quantity'])
    .orderBy('asked.place')
    .orderBy('line.id'),
);

/** What of a bin's goods is on a pick list, or stands in the packing bin for a tote. */
const promisedInBin = sql<number>`coalesce((
        select sum(case when line.binId = level.binId then max(0, line.quantity - line.short - line.dropped - line.picked) else 0 end
          + case when wave.packingBinId = level.binId then line.picked - line.shipped else 0 end)
        from pickTote tote join pickWave wave on wave.id = tote.pickWaveId join pickLine line on line.pickToteId = tote.id
        where tote.done = 0 and tote.locationId = bin.locationId and line.variantId = level.variantId), 0)`;

/** What pick lists keep of some variants, bin by bin. */
export const promisedInBins = read((db, p: { variantIds: string; locationId: number }) =>
  db
    .selectFrom('binLevel as level')
    .innerJoin('bin', 'bin.id', 'level.binId')
    .select(['level.variantId', 'level.binId', promisedInBin.as('promised')])
    .where('level.variantId', 'in', jsonList(p.variantIds))
    .where('bin.locationId', '=', p.locationId),
);

/** What pick lists of a location still take from its bins, of everything. */
export const promisedAt = read((db, p: { locationId: number }) =>
  db
    .selectFrom('pickTote as tote')
    .innerJoin('pickLine as line', 'line.pickToteId', 'tote.id')
    .select(['line.variantId', 'line.binId', sql<number>`sum(max(0, line.quantity - line.short - line.dropped - line.picked))`.as('promised')])
    .where('tote.done', '=', 0)
    .where('tote.locationId', '=', p.locationId)
    .groupBy(['line.variantId', 'line.binId']),
);

/** What lies in a location's bins of some variants and is promised to no other pick list. */
export const freeInBins = read((db, p: { variantIds: string; locationId: number }) =>
  db
    .selectFrom('binLevel as level')
    .innerJoin('bin', 'bin.id', 'level.binId')
    .select(['level.variantId', 'level.binId', 'bin.code'])
    .select(sql<number>`level.onHand - level.onHold - ${promisedInBin}`.as('free'))
    .where('level.variantId', 'in', jsonList(p.variantIds))
    .where('bin.locationId', '=', p.locationId)
    .where('bin.blocked', '=', 0),
);

export const packingBinOf = read((db, p: { locationId: number }) => db.selectFrom('packingBin').select('binId').where('locationId', '=', p.locationId));
export const setPackingBin = write((db, p: { locationId: number; binId: number; commandId: number }) =>
  db
    .insertInto('packingBin')
    .values({ locationId: p.locationId, binId: p.binId, commandId: p.commandId })
    .onConflict((conflict) => conflict.column('locationId').doUpdateSet({ binId: p.binId, commandId: p.commandId })),
);
export const dropPackingBin = write((db, p: { locationId: number }) => db.deleteFrom('packingBin').where('locationId', '=', p.locationId));
export const binOfLocation = read((db, p: { binId: number; locationId: number }) =>
  db.selectFrom('bin').select('id').where('id', '=', p.binId).where('locationId', '=', p.locationId).where('blocked', '=', 0),
);

/** Every bin of a location, also those out of use: they stand there. */
export const binsOfPlace = read((db, p: { locationId: number }) => db.selectFrom('bin').select(['id', 'code', 'blocked']).where('locationId', '=', p.locationId).orderBy('id'));

export const insertWave = write(
  (db, p: { number: string; locationId: number; packingBinId: number | null; walk: number; walkByCode: number; builtAt: Instant; commandId: number }) =>
    db.insertInto('pickWave').values({
      number: p.number,
      locationId: p.locationId,
      packingBinId: p.packingBinId,
      walk: p.walk,
      walkByCode: p.walkByCode,
      builtAt: p.builtAt,
      commandId: p.commandId,
    }),
);
export const insertTote = write((db, p: { pickWaveId: number; toteNo: number; orderId: number; locationId: number }) =>
  db.insertInto('pickTote').values({ pickWaveId: p.pickWaveId, toteNo: p.toteNo, orderId: p.orderId, locationId: p.locationId }),
);
export const insertPickLine = write((db, p: { pickToteId: number; orderLineId: number; variantId: number; binId: number | null; stopNo: number; quantity: Quantity }) =>
  db.insertInto('pickLine').values({ pickToteId: p.pickToteId, orderLineId: p.orderLineId, variantId: p.variantId, binId: p.binId, stopNo: p.stopNo, quantity: p.quantity }),
);

export const waveById = read((db, p: { id: number }) => db.selectFrom('pickWave').selectAll().where('id', '=', p.id));
export const totesOfWave = read((db, p: { pickWaveId: number }) => db.selectFrom('pickTote').selectAll().where('pickWaveId', '=', p.pickWaveId).orderBy('toteNo'));
export const cancelWaveRow = write((db, p: { id: number; cancelledAt: Instant }) => db.updateTable('pickWave').set({ cancelledAt: p.cancelledAt }).where('id', '=', p.id));

/** A pick line with its tote and wave. */
export const pickLineById = read((db, p: { id: number }) =>
  db
    .selectFrom('pickLine as line')
    .innerJoin('pickTote as tote', 'tote.id', 'line.pickToteId')
    .innerJoin('pickWave as wave', 'wave.id', 'tote.pickWaveId')
    .selectAll('line')
    .select(['tote.orderId', 'tote.locationId', 'tote.done', 'tote.pickWaveId', 'wave.packingBinId'])
    .where('line.id', '=', p.id),
);
export const linesOfTote = read((db, p: { pickToteId: number }) => db.selectFrom('pickLine').selectAll().where('pickToteId', '=', p.pickToteId).orderBy('id'));
export const insertTake = write((db, p: { pickLineId: number; quantity: Quantity; binMoveId: number | null; takenAt: Instant; commandId: number }) =>
  db.insertInto('pickTake').values({ pickLineId: p.pickLineId, quantity: p.quantity, binMoveId: p.binMoveId, takenAt: p.takenAt, commandId: p.commandId }),
);
export const setShort = write((db, p: { id: number; short: Quantity }) => db.updateTable('pickLine').set({ short: p.short }).where('id', '=', p.id));
export const setDropped = write((db, p: { id: number; dropped: Quantity }) => db.updateTable('pickLine').set({ dropped: p.dropped }).where('id', '=', p.id));
export const setToteDone = write((db, p: { id: number; done: 0 | 1 }) => db.updateTable('pickTote').set({ done: p.done }).where('id', '=', p.id).where('done', '<>', p.done));

/** Lines of live totes whose goods were set free elsewhere, with what is still set aside for each. */
export const linesInTheNews = read((db) =>
  db
    .selectFrom('toteNews as news')
    .crossJoin('pickLine as line')
    .innerJoin('pickTote as tote', 'tote.id', 'line.pickToteId')
    .leftJoin('allocation', (join) => join.onRef('allocation.orderLineId', '=', 'line.orderLineId').onRef('allocation.locationId', '=', 'tote.locationId'))
    .selectAll('line')
    .select(['tote.locationId', sql<number>`coalesce(allocation.quantity, 0)`.as('setAside')])
    .whereRef('line.orderLineId', '=', 'news.orderLineId')
    .where('tote.done', '=', 0)
    .orderBy('line.id', 'desc'),
);
export const anyToteNews = read((db) => db.selectFrom('toteNews').select('orderLineId').limit(1));
export const clearToteNews = write((db) => db.deleteFrom('toteNews'));
export const noteTote = write((db, p: { orderLineId: number }) => db.insertInto('toteNews').values({ orderLineId: p.orderLineId }).onConflict((conflict) => conflict.doNothing()));

export const liveToteOf = read((db, p: { orderId: number; locationId: number }) =>
  db.selectFrom('pickTote').selectAll().where('orderId', '=', p.orderId).where('locationId', '=', p.locationId).where('done', '=', 0),
);
export const namesOf = read((db, p: { variantId: number; binId: number | null }) =>
  db.selectFrom('variant').select(['sku', sql<string | null>`(select code from bin where id = ${p.binId})`.as('bin')]).where('id', '=', p.variantId),
);
export const liveToteOfOrder = read((db, p: { orderId: number }) => db.selectFrom('pickTote').select('id').where('orderId', '=', p.orderId).where('done', '=', 0).limit(1));
