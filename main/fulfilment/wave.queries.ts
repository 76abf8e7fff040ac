import { sql } from 'kysely';
import { toPick, toPutBack } from '../../shared/fulfilment/wave.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { getWave } from './wave.service.ts';
import { ordersToApprove, packingBinOf, readyOrders } from './wave.statements.ts';

interface WaveRow {
  id: number;
  number: string;
  locationId: number;
  builtAt: Instant;
  cancelledAt: Instant | null;
  open: number;
  walk: number;
  walkByCode: number;
  totes: number;
  units: Quantity;
  picked: Quantity;
  short: Quantity;
}

const waves = () =>
  db
    .selectFrom('pickWave as wave')
    .select(['wave.id', 'wave.number', 'wave.locationId', 'wave.builtAt', 'wave.cancelledAt', 'wave.open', 'wave.walk', 'wave.walkByCode'])
    .select([
      sql<number>`(select count(*) from pickTote where pickWaveId = wave.id)`.as('totes'),
      sql<Quantity>`coalesce((select sum(line.quantity - line.dropped) from pickTote tote join pickLine line on line.pickToteId = tote.id where tote.pickWaveId = wave.id), 0)`.as('units'),
      sql<Quantity>`coalesce((select sum(line.picked) from pickTote tote join pickLine line on line.pickToteId = tote.id where tote.pickWaveId = wave.id), 0)`.as('picked'),
      sql<Quantity>`coalesce((select sum(line.short) from pickTote tote join pickLine line on line.pickToteId = tote.id where tote.pickWaveId = wave.id), 0)`.as('short'),
    ]);

const asWave = ({ cancelledAt, ...row }: WaveRow) => ({ ...row, cancelled: cancelledAt !== null });

/** One page of waves, the latest first. */
export function listWaves(reader: Reader, { only, beforeId, limit }: { only?: 'open'; beforeId?: number; limit: number }) {
  let page = waves().orderBy('wave.id', 'desc');
  if (only) page = page.where(sql<boolean>`open > 0`).where('wave.cancelledAt', 'is', null);
  if (beforeId !== undefined) page = page.where('wave.id', '<', beforeId);
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map(asWave);
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

const linesOfWave = read((builder, p: { pickWaveId: number }) =>
  builder
    .selectFrom('pickTote as tote')
    .innerJoin('pickLine as line', 'line.pickToteId', 'tote.id')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .innerJoin('salesOrder as o', 'o.id', 'tote.orderId')
    .leftJoin('bin', 'bin.id', 'line.binId')
    .select(['line.id as pickLineId', 'line.stopNo', 'line.binId', 'bin.code as binCode', 'tote.toteNo', 'tote.orderId', 'o.shownNumber as orderNumber'])
    .select(['line.variantId', 'variant.sku', 'product.name', 'line.quantity', 'line.picked', 'line.short', 'line.dropped', 'line.packed', 'line.shipped'])
    .where('tote.pickWaveId', '=', p.pickWaveId)
    .orderBy('line.stopNo')
    .orderBy('line.variantId')
    .orderBy('tote.toteNo'),
);

const placeNames = read((builder, p: { pickWaveId: number }) =>
  builder
    .selectFrom('pickWave as wave')
    .innerJoin('location', 'location.id', 'wave.locationId')
    .leftJoin('bin', 'bin.id', 'wave.packingBinId')
    .select(['location.name as locationName', 'bin.code as packingBin'])
    .where('wave.id', '=', p.pickWaveId),
);

/** One wave and its pick list in the order of the walk. @throws Refusal record.missing */
export function readWave(reader: Reader, { pickWaveId }: { pickWaveId: number }) {
  getWave(reader, pickWaveId);
  const [row] = reader.all(waves().where('wave.id', '=', pickWaveId));
  const { locationName, packingBin } = placeNames.get(reader, { pickWaveId }) ?? { locationName: '', packingBin: null };
  const lines = linesOfWave.all(reader, { pickWaveId }).map(({ dropped, packed, shipped, ...line }) => {
    const progress = { ...line, dropped, packed, shipped };
    return { ...line, quantity: quantity(line.quantity - dropped), left: quantity(toPick(progress)), toPutBack: quantity(toPutBack(progress)) };
  });
  return { ...asWave(row as WaveRow), locationName, packingBin, stops: new Set(lines.map(({ stopNo }) => stopNo)).size, lines };
}

const liveWork = read((builder, p: { locationId: number }) =>
  builder
    .selectFrom('pickTote as tote')
    .innerJoin('pickLine as line', 'line.pickToteId', 'tote.id')
    .select([
      sql<number>`count(distinct case when line.quantity - line.short - line.dropped - line.picked > 0 then tote.id end)`.as('toPick'),
      sql<number>`count(distinct case when min(line.picked, line.quantity - line.short - line.dropped) > line.packed then tote.id end)`.as('toPack'),
    ])
    .where('tote.done', '=', 0)
    .where('tote.locationId', '=', p.locationId),
);

const usualPlace = read((builder) => builder.selectFrom('location').select('id').where('sellable', '=', 1).where('blocked', '=', 0).orderBy('id').limit(1));
const mostShown = 200;

/** What a wave would take now (counted up to 200), and how many totes wait for somebody. */
export function readWaiting(reader: Reader, input: { locationId?: number }) {
  const locationId = input.locationId ?? usualPlace.get(reader, {})?.id ?? null;
  if (locationId === null) return { locationId, packingBinId: null, orders: 0, toApprove: 0, toPick: 0, toPack: 0 };
  const packingBinId = packingBinOf.get(reader, { locationId })?.binId ?? null;
  const orders = readyOrders.all(reader, { locationId, most: mostShown }).length;
  const toApprove = ordersToApprove.all(reader, { locationId, most: mostShown }).length;
  return { locationId, packingBinId, orders, toApprove, ...(liveWork.get(reader, { locationId }) ?? { toPick: 0, toPack: 0 }) };
}
