import { backTest, daysTaken, type Delivery, learnLeadTime, type LeadTime } from '../../shared/purchasing/lead-time.rules.ts';
import { addDays, dayOf, startOfDay } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';
import { deliveredLines, deliveredLinesOf } from './replenishment.statements.ts';

/** How far back deliveries tell of the next one. */
const learnsFromDays = 730;

type DeliveredLine = Delivery & { supplierId: number; purchaseOrderId: number; number: string };

/** Deliveries of the last two years, of one supplier or of all, the earliest arrival first. */
export function deliveriesOf(reader: Reader, today: Day, supplierId: number | null): DeliveredLine[] {
  const { timeZone } = getShop(reader);
  // An order's lines share its instant, and Intl is slow to say a day.
  const days = new Map<Instant, Day>();
  const dayAt = (at: Instant): Day => {
    const known = days.get(at) ?? dayOf(at, timeZone);
    days.set(at, known);
    return known;
  };
  const since = startOfDay(addDays(today, -learnsFromDays), timeZone);
  const lines = supplierId === null ? deliveredLines.all(reader, { since }) : deliveredLinesOf.all(reader, { since, supplierId });
  return lines.map(({ orderedAt, ...line }) => ({ ...line, orderedOn: dayAt(orderedAt) }));
}

/** Answers the lead time of a variant from a supplier, from deliveries read once. */
export function leadTimesOf(deliveries: readonly DeliveredLine[]): (supplierId: number, variantId: number, agreedDays: number) => LeadTime {
  const bySupplier = grouped(deliveries, (one) => one.supplierId);
  const byVariant = grouped(deliveries, (one) => `${one.supplierId} ${one.variantId}`);
  return (supplierId, variantId, agreedDays) => learnLeadTime(byVariant.get(`${supplierId} ${variantId}`) ?? [], bySupplier.get(supplierId) ?? [], agreedDays);
}

function grouped<Key>(deliveries: readonly DeliveredLine[], key: (one: DeliveredLine) => Key): Map<Key, number[]> {
  return new Map([...Map.groupBy(deliveries, key)].map(([of, own]) => [of, own.map(daysTaken)]));
}

const shown = 50;

/** How long a supplier takes, learned from its deliveries, and how often what was learned would have held. */
export function getLeadTime(reader: Reader, { supplierId }: { supplierId: number }, _actor: Actor, now: Instant) {
  const { leadTimeDays } = requireSupplier(reader, supplierId);
  const today = dayOf(now, getShop(reader).timeZone);
  const deliveries = deliveriesOf(reader, today, supplierId);
  const learned = learnLeadTime([], deliveries.map(daysTaken), leadTimeDays);
  const rows = deliveries.slice(-shown).reverse().map(({ supplierId: _own, ...line }) => ({ ...line, days: daysTaken(line) }));
  return { agreedDays: leadTimeDays, leadTime: learned, backTest: backTest(deliveries), deliveries: rows };
}
