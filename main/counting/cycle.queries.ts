import { sql } from 'kysely';
import { type ValueClass, valueClasses } from '../../shared/analysis/class.rules.ts';
import { type CountCycle, type CyclePlace, dueOn, overdueBy } from '../../shared/counting/cycle.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { valueClassesNow } from '../analysis/analysis.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { placesIn } from './place.queries.ts';

const cycleRows = read((db) => db.selectFrom('countCycle').selectAll());

/** For how many days a count of each class holds. */
export function cycleOf(reader: Reader): CountCycle {
  const days = new Map(cycleRows.all(reader, {}).map((row) => [row.valueClass, row.days]));
  const of = (valueClass: ValueClass): number => {
    const found = days.get(valueClass);
    if (found === undefined) throw new Error(`The cycle of class ${valueClass} is gone`);
    return found;
  };
  return { A: of('A'), B: of('B'), C: of('C') };
}

export const today = (reader: Reader, now: Instant): Day => dayOf(now, getShop(reader).timeZone);

/** When each place of a location was last counted by a count that stands. */
const lastCounted = read((db, p: { locationId: number }) =>
  db
    .selectFrom('stocktake')
    .innerJoin('stocktakeVariance as posted', 'posted.stocktakeId', 'stocktake.id')
    .innerJoin('stocktakeLine as line', 'line.id', 'posted.lineId')
    .select(['line.variantId', 'line.binId', sql<Day>`max(stocktake.postedOn)`.as('countedOn')])
    .where('stocktake.locationId', '=', p.locationId)
    .where('stocktake.state', '=', 'posted')
    .where(sql<boolean>`not exists (select 1 from stocktakeReversal where stocktakeId = stocktake.id)`)
    .groupBy(['line.variantId', 'line.binId']),
);

const keyOf = ({ variantId, binId }: { variantId: number; binId: number | null }): string => `${variantId} ${binId ?? 0}`;

/** Every place of a location with its class and its last count. What never sold anything is of class C. */
export function cyclePlaces(reader: Reader, locationId: number, now: Instant): CyclePlace[] {
  const classes = valueClassesNow(reader, now);
  const counted = new Map(lastCounted.all(reader, { locationId }).map((row) => [keyOf(row), row.countedOn]));
  return placesIn.all(reader, { locationId }).map((place) => ({ ...place, valueClass: classes.get(place.variantId) ?? 'C', countedOn: counted.get(keyOf(place)) ?? null }));
}

/** The cycle plan of a location: what of each class is due, and when the next will be. It says nothing of how much there is. */
export function readCycle(reader: Reader, { locationId }: { locationId: number }, _actor: Actor, now: Instant) {
  const cycle = cycleOf(reader);
  const on = today(reader, now);
  const places = cyclePlaces(reader, locationId, now);
  const classes = valueClasses.map((valueClass) => {
    const own = places.filter((place) => place.valueClass === valueClass);
    const later = own.flatMap((place) => (overdueBy(place, cycle, on) < 0 ? [dueOn(place, cycle)] : [])).filter((day) => day !== null);
    return {
      valueClass,
      days: cycle[valueClass],
      lines: own.length,
      due: own.length - later.length,
      never: own.filter(({ countedOn }) => countedOn === null).length,
      nextOn: later.toSorted()[0] ?? null,
    };
  });
  return { on, classes };
}
