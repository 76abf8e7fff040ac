import { sql } from 'kysely';
import { proposeRounds, type Round, stayReasons } from '../../shared/fulfilment/slotting.rules.ts';
import { daysOfWalks, type KnownBin, type KnownGoods, metresAWeek, slottingShop } from '../../shared/fulfilment/slotting-shop.rules.ts';
import { addDays, dayOf, daysBetween, startOfDay } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { tellProgress } from '../database/progress.ts';
import { read } from '../database/statement.ts';
import { jsonList } from '../inventory/json-list.ts';
import { findSellingLocation, requireLocation } from '../inventory/location.queries.ts';
import { binsOfPlace, packingBinOf, promisedAt } from './wave.statements.ts';

/** More walks than these are not walked again and again while somebody waits. */
const mostWalks = 40;
const limits = { rounds: 12, worth: 2, steps: 24 };
/** What expires within so many days leaves its bin by itself. */
const soonDays = 30;

/** Walks somebody went, the latest first. */
const walksSince = read((db, p: { locationId: number; since: Instant }) =>
  db
    .selectFrom('pickWave as wave')
    .select(['wave.id', 'wave.number', 'wave.builtAt'])
    .where('wave.locationId', '=', p.locationId)
    .where('wave.builtAt', '>=', p.since)
    .where('wave.cancelledAt', 'is', null)
    .where(sql<boolean>`exists (select 1 from pickTote tote join pickLine line on line.pickToteId = tote.id where tote.pickWaveId = wave.id and line.picked > 0 and line.binId is not null)`)
    .orderBy('wave.builtAt', 'desc')
    .orderBy('wave.id', 'desc'),
);

const picksOf = read((db, p: { walks: string }) =>
  db
    .selectFrom('pickTote as tote')
    .innerJoin('pickLine as line', 'line.pickToteId', 'tote.id')
    .select(['tote.pickWaveId as walk', 'line.variantId', sql<number>`line.binId`.as('binId')])
    .distinct()
    .where('tote.pickWaveId', 'in', jsonList(p.walks))
    .where(sql<boolean>`line.picked > 0`)
    .where('line.binId', 'is not', null)
    .orderBy('tote.pickWaveId')
    .orderBy('line.variantId')
    .orderBy('line.binId'),
);

const goodsOf = read((db, p: { locationId: number }) =>
  db
    .selectFrom('bin')
    .innerJoin('binLevel as level', 'level.binId', 'bin.id')
    .innerJoin('variant', 'variant.id', 'level.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['level.variantId', 'level.binId', 'level.onHand', 'level.onHold', 'variant.sku', 'product.name'])
    .select(
      sql<Day | null>`(select min(lot.expiresOn) from lot join lotBinLevel inBin on inBin.lotId = lot.id
        where lot.variantId = level.variantId and inBin.binId = level.binId and inBin.onHand > 0)`.as('expiresOn'),
    )
    .where('bin.locationId', '=', p.locationId)
    .where(sql<boolean>`level.onHand <> 0`)
    .orderBy('level.binId')
    .orderBy('level.variantId'),
);

type Goods = KnownGoods & { sku: string; name: string };
type Walk = ReturnType<typeof walksSince.all>[number];

/**
 * Which goods to put where so that the walks of the last days would have been shorter. Moves nothing: goods are carried by
 * `stock.move`. Source: FEATURES E2. @throws Refusal location.unknown
 */
export function proposeSlotting(reader: Reader, input: { locationId?: number; days: number }, _actor: Actor, now: Instant) {
  if (input.locationId !== undefined) requireLocation(reader, input.locationId);
  const locationId = input.locationId ?? findSellingLocation(reader) ?? null;
  const { timeZone } = getShop(reader);
  const today = dayOf(now, timeZone);
  const since = startOfDay(addDays(today, 1 - input.days), timeZone);
  const all = locationId === null ? [] : walksSince.all(reader, { locationId, since });
  const walks = all.slice(0, mostWalks);
  const first = walks.at(-1);
  const firstOn = first ? dayOf(first.builtAt, timeZone) : null;
  const days = daysOfWalks(firstOn === null ? 0 : daysBetween(firstOn, today));
  return { locationId, firstOn, days, walks: walks.length, leftOut: all.length - walks.length, ...proposalFor(reader, { locationId: locationId ?? 0, walks, days, soon: addDays(today, soonDays) }) };
}

function proposalFor(reader: Reader, { locationId, walks, days, soon }: { locationId: number; walks: readonly Walk[]; days: number; soon: Day }) {
  const bins = binsOfPlace.all(reader, { locationId }).map(({ id, code, blocked }) => ({ binId: id, code, blocked: blocked === 1 }));
  const promised = new Map(promisedAt.all(reader, { locationId }).map((row) => [`${row.variantId} ${row.binId}`, row.promised]));
  const goods = goodsOf.all(reader, { locationId }).map((row) => ({ ...row, promised: promised.get(`${row.variantId} ${row.binId}`) ?? 0 }));
  const picks = picksOf.all(reader, { walks: JSON.stringify(walks.map(({ id }) => id)) });
  const shop = slottingShop({ bins, goods, picks, packingBinId: packingBinOf.get(reader, { locationId })?.binId ?? null, soon });
  const { before, after, rounds } = proposeRounds(shop, limits, (share) => tellProgress(Math.round(share * limits.steps), limits.steps));
  const { total, parts } = metresAWeek(rounds.map(({ saved }) => saved), days);
  const fetched = shop.tours.flatMap(({ slots }) => slots);
  const times = (slot: number): number => fetched.filter((one) => one === slot).length;
  const fetchedStaying = [...new Set(fetched)].flatMap((slot) => shop.slots[slot]?.stays ?? []);
  return {
    before,
    after,
    savedAWeek: total,
    rounds: rounds.map((round, index) => ({
      carries: round.carries.map(({ slot, from, to }) => ({ ...carryOf(goods[slot], bins[from], bins[to]), fetched: times(slot) })),
      saved: round.saved,
      savedAWeek: parts[index] ?? 0,
      effort: round.effort,
      walks: walksOf(round, shop.walks, walks),
    })),
    stays: stayReasons.map((why) => ({ why, goods: fetchedStaying.filter((one) => one === why).length })).filter((one) => one.goods > 0),
  };
}

/** Slots and shelves are the goods and bins in the order they were read, so there is one for each index. */
function carryOf(goods: Goods | undefined, from: KnownBin | undefined, to: KnownBin | undefined) {
  if (!goods || !from || !to) throw new Error('a carry names goods or a bin the location has not');
  return { variantId: goods.variantId, sku: goods.sku, name: goods.name, quantity: quantity(goods.onHand), fromBinId: from.binId, fromBin: from.code, toBinId: to.binId, toBin: to.code };
}

const walksOf = (round: Round, ids: readonly number[], walks: readonly Walk[]) =>
  round.tours.flatMap(({ tour, before, after }) => {
    const walk = walks.find(({ id }) => id === ids[tour]);
    return walk ? [{ pickWaveId: walk.id, number: walk.number, builtAt: walk.builtAt, before, after }] : [];
  });
