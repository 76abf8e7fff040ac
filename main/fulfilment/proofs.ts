import { type RawBuilder, sql } from 'kysely';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';

type RawFault = { id: number | string; says: string };

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));

const count = (reader: Reader, table: 'pickLine' | 'parcel'): number =>
  reader.get(db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')))?.rows ?? 0;

/** Totes together never ask for more of an order line than is set aside for it at their location. */
const totesAskForWhatIsSetAside = sql<RawFault>`
  select id, 'totes at location ' || locationId || ' ask for ' || asked || ', set aside are ' || setAside as says
  from (
    select line.orderLineId as id, tote.locationId, sum(line.quantity - line.short - line.dropped - line.shipped) as asked,
      coalesce((select quantity from allocation where orderLineId = line.orderLineId and locationId = tote.locationId), 0) as setAside
    from pickTote tote join pickLine line on line.pickToteId = tote.id
    where tote.done = 0
    group by line.orderLineId, tote.locationId
  )
  where asked > setAside`;

/** What a line says was picked, packed and shipped is what takings and parcels add up to. */
const linesKeepTheirFacts = sql<RawFault>`
  select id, 'line differs from its facts: picked by ' || sum(picked) || ', packed by ' || sum(packed) || ', shipped by ' || sum(shipped) as says
  from (
    select id, picked, packed, shipped from pickLine
    union all select pickLineId, -sum(quantity), 0, 0 from pickTake group by pickLineId
    union all
    select held.pickLineId, 0, -sum(held.quantity), -sum(iif(parcel.state = 'shipped', held.quantity, 0))
    from parcelLine held join parcel on parcel.id = held.parcelId where parcel.state <> 'discarded' group by held.pickLineId
  )
  group by id having sum(picked) <> 0 or sum(packed) <> 0 or sum(shipped) <> 0`;

/** A tote is open while something in it waits, and a wave counts its open totes. */
const totesAreDone = sql<RawFault>`
  select tote.id, 'tote says done ' || tote.done || ', of its lines ' || sum(line.quantity - line.short - line.dropped - line.shipped) || ' are open' as says
  from pickTote tote join pickWave wave on wave.id = tote.pickWaveId join pickLine line on line.pickToteId = tote.id
  where wave.cancelledAt is null
  group by tote.id having (sum(line.quantity - line.short - line.dropped - line.shipped) = 0) <> (tote.done = 1)
  union all
  select wave.id, 'wave counts ' || wave.open || ' open totes, there are ' || (select count(*) from pickTote where pickWaveId = wave.id and done = 0)
  from pickWave wave where wave.open <> (select count(*) from pickTote where pickWaveId = wave.id and done = 0)`;

/** What left in a parcel is what its shipment says, line by line. */
const parcelsAreTheirShipments = sql<RawFault>`
  select id, 'parcel and shipment differ by ' || sum(quantity) || ' of order line ' || orderLineId as says
  from (
    select parcel.id, line.orderLineId, held.quantity
    from parcel join parcelLine held on held.parcelId = parcel.id join pickLine line on line.id = held.pickLineId where parcel.state = 'shipped'
    union all
    select parcel.id, sent.orderLineId, -sent.quantity
    from parcel join shipmentLine sent on sent.shipmentId = parcel.shipmentId where parcel.state = 'shipped'
  )
  group by id, orderLineId having sum(quantity) <> 0`;

/** Nothing left with a scan in it that did not belong and that nobody settled. */
const parcelsLeftRight = sql<RawFault>`
  select parcel.id, 'parcel ' || parcel.number || ' left with ' || scan.code || ' in it, which does not belong' as says
  from parcel join packScan scan on scan.parcelId = parcel.id
  where parcel.state = 'shipped' and scan.outcome in ('wrong', 'tooMany', 'unknown') and scan.settled is null`;

/** What fulfilment proves: each unit in one tote and one parcel, and each parcel what its shipment says. */
export const fulfilmentProofs: Proof[] = [
  {
    id: 'INV-F1 totes',
    prove: (reader) => ({
      checked: count(reader, 'pickLine'),
      faults: [...faults(reader, 'orderLine', totesAskForWhatIsSetAside), ...faults(reader, 'pickLine', linesKeepTheirFacts), ...faults(reader, 'pickTote', totesAreDone)],
    }),
  },
  {
    id: 'INV-F2 parcels',
    prove: (reader) => ({
      checked: count(reader, 'parcel'),
      faults: [...faults(reader, 'parcel', parcelsAreTheirShipments), ...faults(reader, 'parcel', parcelsLeftRight)],
    }),
  },
];
