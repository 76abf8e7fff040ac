import { sql } from 'kysely';
import type { RepairState } from '../../shared/returns/repair.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface NewRepair {
  number: string;
  variantId: number;
  lotId: number | null;
  orderId: number | null;
  customerId: number | null;
  problem: string;
  warrantyUntilOn: Day | null;
  underWarranty: 0 | 1;
  receivedAt: Instant;
}

export const insertRepair = write((builder, p: NewRepair & { commandId: number }) =>
  builder.insertInto('repair').values({
    number: p.number,
    variantId: p.variantId,
    lotId: p.lotId,
    orderId: p.orderId,
    customerId: p.customerId,
    problem: p.problem,
    warrantyUntilOn: p.warrantyUntilOn,
    underWarranty: p.underWarranty,
    receivedAt: p.receivedAt,
    state: 'open',
    commandId: p.commandId,
  }),
);

export const repairById = read((builder, p: { id: number }) => builder.selectFrom('repair').selectAll().where('id', '=', p.id));

interface Ended {
  id: number;
  state: RepairState;
  work: string;
  at: Instant | null;
  net: Minor;
  tax: Minor;
  account: 'till' | 'bank' | null;
  postedOn: Day | null;
}

export const setRepair = write((builder, p: Ended) =>
  builder.updateTable('repair').set({ state: p.state, work: p.work, finishedAt: p.at, chargedNet: p.net, chargedTax: p.tax, account: p.account, postedOn: p.postedOn }).where('id', '=', p.id),
);

export const insertRepairPart = write((builder, p: { id: number; repairId: number; variantId: number; movementId: number; quantity: Quantity; value: Minor; postedOn: Day; commandId: number }) =>
  builder.insertInto('repairPart').values({
    id: p.id,
    repairId: p.repairId,
    variantId: p.variantId,
    movementId: p.movementId,
    quantity: p.quantity,
    value: p.value,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

export const nextPartId = read((builder) => builder.selectFrom('repairPart').select(sql<number>`coalesce(max(id), 0) + 1`.as('id')));

export const partById = read((builder, p: { id: number }) => builder.selectFrom('repairPart').selectAll().where('id', '=', p.id));

export const setPartTakenBack = write((builder, p: { id: number; at: Instant; postedOn: Day; commandId: number }) =>
  builder.updateTable('repairPart').set({ takenBackAt: p.at, takeBackPostedOn: p.postedOn, takeBackCommandId: p.commandId }).where('id', '=', p.id),
);

const repairs = () =>
  db
    .selectFrom('repair')
    .innerJoin('variant', 'variant.id', 'repair.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .leftJoin('lot', 'lot.id', 'repair.lotId')
    .leftJoin('customer', 'customer.id', 'repair.customerId')
    .select(['repair.id', 'repair.number', 'repair.state', 'repair.variantId', 'variant.sku', 'product.name', 'lot.code as serial', 'customer.name as customerName'])
    .select(['repair.problem', 'repair.underWarranty', 'repair.warrantyUntilOn', 'repair.receivedAt', 'repair.finishedAt', sql<Minor>`repair.chargedNet + repair.chargedTax`.as('charged')])
    .select(sql<Minor>`(select coalesce(sum(value), 0) from repairPart where repairId = repair.id and takenBackAt is null)`.as('partsCost'));

const asRow = <Row extends { underWarranty: number }>({ underWarranty, ...row }: Row) => ({ ...row, underWarranty: underWarranty === 1 });

/** One page of repairs, the latest first. */
export function listRepairs(reader: Reader, { view, after, limit }: { view: 'open' | 'all'; after: { id: number } | null; limit: number }) {
  let page = repairs().orderBy('repair.id', 'desc');
  if (view === 'open') page = page.where(sql<boolean>`repair.state = 'open'`);
  if (after) page = page.where('repair.id', '<', after.id);
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map(asRow);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { id: last.id } : null };
}

export const repairCard = (reader: Reader, repairId: number) => {
  const row = reader.get(repairs().leftJoin('salesOrder as o', 'o.id', 'repair.orderId').select(['repair.orderId', 'o.shownNumber as orderNumber', 'repair.work']).where('repair.id', '=', repairId));
  return row && asRow(row);
};

export const partsOfRepair = read((builder, p: { repairId: number }) =>
  builder
    .selectFrom('repairPart as part')
    .innerJoin('variant', 'variant.id', 'part.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['part.id', 'variant.sku', 'product.name', 'part.quantity', 'part.value', 'part.takenBackAt'])
    .where('part.repairId', '=', p.repairId)
    .orderBy('part.id'),
);

export const entriesOfRepair = read((builder, p: { repairId: number }) =>
  builder
    .selectFrom(
      sql<{ kind: string; documentId: number }>`(
        select 'repair' as kind, ${p.repairId} as documentId union all select 'repairPart', id from repairPart where repairId = ${p.repairId})`.as('document'),
    )
    .crossJoin('journalEntry as entry')
    .whereRef('entry.sourceKind', '=', 'document.kind')
    .whereRef('entry.sourceId', '=', 'document.documentId')
    .select('entry.id')
    .orderBy('entry.id'),
);

export const repairsOfLot = read((builder, p: { lotId: number }) =>
  builder.selectFrom('repair').select(['id', 'number', 'state', 'problem', 'receivedAt', 'finishedAt', 'work']).where('lotId', '=', p.lotId).orderBy('id', 'desc'),
);

/** Pieces with this serial number; two makers may use the same. */
export const piecesOf = read((builder, p: { serial: string }) =>
  builder
    .selectFrom('lot')
    .innerJoin('variantTracking as follow', 'follow.variantId', 'lot.variantId')
    .innerJoin('variant', 'variant.id', 'lot.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['lot.id as lotId', 'lot.code as serial', 'lot.variantId', 'variant.sku', 'product.name'])
    .select(sql<number>`coalesce((select sum(onHand) from lotLevel where lotId = lot.id), 0)`.as('onHand'))
    .where('lot.code', '=', p.serial)
    .where('follow.tracking', '=', 'serial'),
);

/** The parcel a piece last left in, as long as it is out. */
export const saleOfPiece = read((builder, p: { lotId: number }) =>
  builder
    .selectFrom('movementLot as part')
    .innerJoin('shipmentLine as line', 'line.movementId', 'part.movementId')
    .innerJoin('shipment', 'shipment.id', 'line.shipmentId')
    .innerJoin('salesOrder as o', 'o.id', 'shipment.orderId')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['o.id as orderId', 'o.shownNumber as orderNumber', 'o.customerId', 'customer.name as customerName', 'shipment.postedOn as soldOn', 'o.channelId', 'o.orderedOn'])
    .where('part.lotId', '=', p.lotId)
    .where('shipment.voidedAt', 'is', null)
    .orderBy('part.movementId', 'desc')
    .limit(1),
);

export const saleOfLine = read((builder, p: { orderLineId: number }) =>
  builder
    .selectFrom('orderLine as sold')
    .innerJoin('salesOrder as o', 'o.id', 'sold.orderId')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['o.id as orderId', 'o.shownNumber as orderNumber', 'o.customerId', 'customer.name as customerName', 'o.channelId', 'o.orderedOn', 'sold.variantId'])
    .select(sql<Day | null>`(select max(s.postedOn) from shipmentLine l join shipment s on s.id = l.shipmentId where l.orderLineId = sold.id and s.voidedAt is null)`.as('soldOn'))
    .where('sold.id', '=', p.orderLineId),
);
