import { sql } from 'kysely';
import { toPack, toPutBack } from '../../shared/fulfilment/wave.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { resolveScan } from '../catalog/barcode.queries.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { addressOfOrder } from './address.statements.ts';
import { goodsInParcel, openParcelOf, toteById, wrongInside } from './pack.statements.ts';
import { gramsOf, rangeOf } from './parcel-weight.service.ts';

const packable = sql<number>`max(0, min(line.picked, line.quantity - line.short - line.dropped) - line.packed)`;

const waitingTotes = () =>
  db
    .selectFrom('pickTote as tote')
    .innerJoin('pickWave as wave', 'wave.id', 'tote.pickWaveId')
    .innerJoin('pickLine as line', 'line.pickToteId', 'tote.id')
    .innerJoin('salesOrder as o', 'o.id', 'tote.orderId')
    .leftJoin('orderRecipient as to', 'to.orderId', 'o.id')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['tote.id as pickToteId', 'tote.toteNo', 'wave.number as waveNumber', 'tote.orderId', 'o.shownNumber as orderNumber', 'o.shipByAt'])
    .select([
      sql<string>`coalesce(nullif("to".recipient, ''), customer.name, '')`.as('recipient'),
      sql<Quantity>`sum(${packable})`.as('toPack'),
      sql<Quantity>`sum(max(0, line.quantity - line.short - line.dropped - line.picked))`.as('toPick'),
      sql<Quantity>`sum(line.packed - line.shipped)`.as('packed'),
    ])
    // In these words SQLite knows the short index of open totes.
    .where(sql<boolean>`tote.done = 0`)
    .groupBy(['tote.pickWaveId', 'tote.toteNo'])
    .having(sql<boolean>`sum(line.picked - line.shipped) > 0`)
    .orderBy('tote.pickWaveId')
    .orderBy('tote.toteNo');

/** Totes in which something lies, the oldest wave first. */
export function listToPack(reader: Reader, { locationId, limit }: { locationId?: number; limit: number }) {
  const page = locationId === undefined ? waitingTotes() : waitingTotes().where('tote.locationId', '=', locationId);
  return { rows: reader.all(page.limit(limit)) };
}

const toteByLabel = read((builder, p: { wave: string; toteNo: number }) =>
  builder.selectFrom('pickTote as tote').innerJoin('pickWave as wave', 'wave.id', 'tote.pickWaveId').select('tote.id').where('wave.number', '=', p.wave).where('tote.toteNo', '=', p.toteNo),
);
const toteByOrder = read((builder, p: { number: string }) =>
  builder.selectFrom('salesOrder as o').innerJoin('pickTote as tote', 'tote.orderId', 'o.id').select('tote.id').where('o.shownNumber', '=', p.number).where('tote.done', '=', 0),
);
const totesAskingFor = read((builder, p: { variantId: number }) =>
  builder
    .selectFrom('pickTote as tote')
    .innerJoin('pickLine as line', 'line.pickToteId', 'tote.id')
    .select('tote.id')
    .where('tote.done', '=', 0)
    .where('line.variantId', '=', p.variantId)
    .where(sql<boolean>`${packable} > 0`)
    .groupBy('tote.id')
    .orderBy('tote.id')
    .limit(2),
);

/** The tote a scan means. Goods mean the one tote that asks for them; where several do, its label has to say. */
export function findTote(reader: Reader, { code }: { code: string }, actor: Actor, now: Instant): { pickToteId: number | null } {
  const [, wave = '', toteNo = ''] = /^(.+)\/(\d+)$/.exec(code) ?? [];
  const named = (wave && toteByLabel.get(reader, { wave, toteNo: Number(toteNo) })) || toteByOrder.get(reader, { number: code });
  if (named) return { pickToteId: named.id };
  const found = meaning(reader, code, actor, now);
  const asking = found ? totesAskingFor.all(reader, { variantId: found.id }) : [];
  return { pickToteId: asking.length === 1 ? (asking[0]?.id ?? null) : null };
}

function meaning(reader: Reader, code: string, actor: Actor, now: Instant) {
  try {
    return resolveScan(reader, { text: code }, actor, now).found;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const toteHead = read((builder, p: { pickToteId: number }) =>
  builder
    .selectFrom('pickTote as tote')
    .innerJoin('salesOrder as o', 'o.id', 'tote.orderId')
    .leftJoin('orderRecipient as to', 'to.orderId', 'o.id')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['o.shownNumber as orderNumber', 'o.note', sql<string>`coalesce(nullif("to".recipient, ''), customer.name, '')`.as('recipient')])
    .where('tote.id', '=', p.pickToteId),
);

const toteLines = read((builder, p: { pickToteId: number }) =>
  builder
    .selectFrom('pickLine as line')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .selectAll('line')
    .select(['variant.sku', 'product.name'])
    .where('line.pickToteId', '=', p.pickToteId)
    .orderBy('line.orderLineId')
    .orderBy('line.id'),
);

/** One tote as its packer sees it. @throws Refusal record.missing */
export function readTote(reader: Reader, { pickToteId }: { pickToteId: number }) {
  const tote = toteById.get(reader, { id: pickToteId });
  const head = toteHead.get(reader, { pickToteId });
  if (!tote || !head) throw new Refusal('record.missing', { kind: 'pickTote', id: pickToteId });
  const parcel = openParcelOf.get(reader, { pickToteId });
  const inParcel = parcel ? goodsInParcel.all(reader, { parcelId: parcel.id }) : [];
  const lines = [...Map.groupBy(toteLines.all(reader, { pickToteId }), ({ orderLineId }) => orderLineId).values()].flatMap((same) => {
    const [first] = same;
    const held = inParcel.filter(({ orderLineId }) => orderLineId === first?.orderLineId);
    const total = (of: (line: (typeof same)[number]) => number): Quantity => quantity(same.reduce((sum, line) => sum + of(line), 0));
    if (!first) return [];
    return [
      {
        orderLineId: first.orderLineId,
        variantId: first.variantId,
        sku: first.sku,
        name: first.name,
        wanted: total((line) => line.quantity - line.short - line.dropped),
        picked: total((line) => line.picked),
        inParcel: quantity(held.reduce<number>((sum, line) => sum + line.quantity, 0)),
        shipped: total((line) => line.shipped),
        toPutBack: total(toPutBack),
        left: total(toPack),
      },
    ];
  });
  return {
    pickToteId,
    toteNo: tote.toteNo,
    waveNumber: tote.waveNumber,
    pickWaveId: tote.pickWaveId,
    orderId: tote.orderId,
    ...head,
    ...(addressOfOrder.get(reader, { orderId: tote.orderId }) ?? { country: '', postcode: '' }),
    done: tote.done === 1,
    parcelId: parcel?.id ?? null,
    parcelNumber: parcel?.number ?? null,
    expectedGrams: gramsOf(inParcel),
    weightRange: rangeOf(reader, inParcel) ?? null,
    lines,
    wrong: parcel ? wrongInside.all(reader, { parcelId: parcel.id }).map(({ packScanId, code, outcome, name }) => ({ packScanId, code, outcome, name })) : [],
  };
}
