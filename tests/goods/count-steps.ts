import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Count, CountLine, Finding } from './count-model.ts';
import { type Dice, pickOf } from './dice.ts';
import type { Gone, Spot } from './goods-model.ts';
import { isElsewhere, isEqual, live, namesFor, seenOnShelf, sharesOf, textOf } from './followed-counts.ts';
import { comeBack, isFollowed, isHereAgain, leave } from './leaving.ts';
import type { Part } from './lots-model.ts';
import { giveUp } from './sales-steps.ts';
import type { Trial } from './trial.ts';

const sameSpot = (a: Spot, b: Spot): boolean => a.variantId === b.variantId && a.binId === b.binId;

/** Where the books have any of some goods in the warehouse, in its bins and on its floor. */
function spotsOf(trial: Trial, variantIds: readonly number[], bins: readonly (number | undefined)[]): Spot[] {
  const { warehouse: locationId } = trial.ground.places;
  return variantIds.flatMap((variantId) => bins.map((binId): Spot => ({ variantId, locationId, ...(binId !== undefined && { binId }) }))).filter((spot) => trial.model.standing(spot) !== 0);
}

/** A device's next scan, which may reach us long after it was made. */
function scanOf(trial: Trial, deviceId: number, at: number) {
  const sequence = (trial.counts.sequences.get(deviceId) ?? 0) + 1;
  trial.counts.sequences.set(deviceId, sequence);
  // This device's clock is an hour and a bit behind, and it knows by how much.
  return { deviceId, sequence, deviceAt: instant(at - 3_700_000), offset: 3_700_000 };
}

interface Difference {
  readonly line: CountLine;
  readonly code: string | undefined;
  readonly variance: number;
  readonly held: number;
}

/** Of lost goods those that are free are missing first; of a lot those of the lot. */
function heldOf(trial: Trial, { variantId, locationId, binId }: Spot, lost: number, code?: string): number {
  const lot = code === undefined ? undefined : trial.lots.find(variantId, code);
  const { onHand, onHold } = lot ? trial.lots.at(lot, locationId) : binId === undefined ? trial.model.level(variantId, locationId) : trial.model.bin(variantId, binId);
  return Math.min(onHold, Math.max(0, lost - (onHand - onHold)));
}

/** Whether all differences may be posted: what was set aside of missing goods is given up, what is elsewhere on hold is not. */
function mayPost(trial: Trial, differences: readonly { spot: Spot; variance: number; held: number }[], freed: boolean): boolean {
  const fits = (free: number, onHold: number, change: number, held: number): boolean => (change >= 0 || free + change >= 0) && onHold >= held;
  return [...Map.groupBy(differences, ({ spot }) => spot.variantId)].every(([variantId, own]) => {
    const { warehouse } = trial.ground.places;
    const level = trial.model.level(variantId, warehouse);
    const available = trial.model.available(variantId, warehouse);
    const [net, held] = [own.reduce((sum, one) => sum + one.variance, 0), own.reduce((sum, one) => sum + one.held, 0)];
    const given = freed && net < 0 ? Math.min(level.allocated, Math.max(0, -net - available)) : 0;
    const inBins = own.every(({ spot, variance, held: mine }) => {
      if (spot.binId === undefined) return true;
      const bin = trial.model.bin(variantId, spot.binId);
      return fits(bin.onHand - bin.onHold, bin.onHold, variance + mine, mine);
    });
    return inBins && fits(available + given, level.onHold, net + held, held);
  });
}

export const countSteps = {
  count(trial: Trial, dice: Dice) {
    if (trial.counts.open()) return;
    const { places, variants, lotGoods, serialGoods } = trial.ground;
    const some = [...variants, lotGoods, serialGoods].filter((_, index) => (dice.size >> index) % 2 === 0);
    const byBin = dice.late % 3 === 0 || some.length === 0;
    const binIds = dice.money % 3 === 0 ? [...places.bins] : [places.bins[dice.money % 2] ?? places.bins[0]];
    const there = byBin ? spotsOf(trial, variants, binIds) : spotsOf(trial, some, [undefined, ...places.bins]);
    const missing = byBin ? [] : some.filter((variantId) => !there.some((spot) => spot.variantId === variantId)).map((variantId) => ({ variantId, locationId: places.warehouse }));
    const spots: Spot[] = [...there, ...missing];
    const scope = byBin ? { kind: 'bins' as const, binIds } : { kind: 'variants' as const, variantIds: some };
    const planned = trial.ask('stocktake.plan', { name: 'test', locationId: places.warehouse, scope, blind: dice.pick % 2 === 0 }, spots.length > 0);
    if (!planned || !trial.ask('stocktake.start', { stocktakeId: planned.stocktakeId }, true)) return;
    const find = (spot: Spot): number => trial.ids('select id from stocktakeLine where stocktakeId = ? and variantId = ? and coalesce(binId, 0) = ?', planned.stocktakeId, spot.variantId, spot.binId ?? 0)[0] ?? 0;
    const lines = spots.map((spot): CountLine => ({ id: find(spot), spot, scans: [], excluded: false, accepted: undefined, named: [] }));
    if (planned.lines !== lines.length || lines.some(({ id }) => id === 0)) throw new Error(`the count has ${planned.lines} lines and should have ${lines.length}`);
    trial.counts.all.push({ id: planned.stocktakeId, lines, startedAt: trial.now, reviewedAt: undefined, state: 'counting' });
  },

  /** Somebody counts a line in a few handfuls, at once or long before we hear of it; some scans arrive twice, some are taken back. */
  scan(trial: Trial, dice: Dice) {
    const count = trial.counts.open();
    if (!count) return;
    const { shop, counters, variants, places } = trial.ground;
    const someone = counters[dice.money % 2];
    const known = pickOf(count.lines.filter(({ scans }) => dice.late % 3 === 0 || scans.length === 0), dice.pick) ?? pickOf(count.lines, dice.pick);
    const elsewhere: Spot = { variantId: variants[dice.variant % 3] ?? 0, locationId: places.warehouse, binId: places.bins[dice.size % 2] };
    const spot = dice.late % 13 === 0 || !known ? elsewhere : known.spot;
    if (!someone) return;
    shop.clock.advance(1_000);
    const from = count.startedAt;
    const until = count.reviewedAt ?? trial.now;
    const late = count.state === 'review' || dice.late % 4 === 0;
    const standing = Math.max(0, trial.model.standing(spot));
    const seen = [standing, Math.floor((standing * (dice.size % 10)) / 10), standing + (dice.size % 3_000), dice.size, 0][dice.money % 5] ?? 0;
    const plain = seen === 0 ? [0] : dice.size % 3 === 0 && seen > 1 ? [Math.floor(seen / 2), seen - Math.floor(seen / 2)] : [seen];
    const onShelf = isFollowed(trial, spot.variantId) ? seenOnShelf(trial, spot, dice) : plain.map((amount) => ({ quantity: amount }));
    const handfuls = onShelf.length > 0 ? onShelf : [{ quantity: 0 }];
    const made = handfuls.map(({ quantity: amount, code }: { quantity: number; code?: string }, index) => {
      // Somewhere between the count's beginning and now, or just now; no two at one instant.
      const at = late ? from + Math.floor(((until - from) * ((dice.pick % 97) + (4 * (index + 1)) / (handfuls.length + 1))) / 101) : trial.now - (handfuls.length - index);
      const stamp = scanOf(trial, someone.deviceId, at);
      const goods = { variantId: spot.variantId, ...(spot.binId !== undefined && { binId: spot.binId }) };
      const item = amount === 0 ? { kind: 'zero' as const, ...stamp, ...goods } : { kind: 'scan' as const, ...stamp, ...goods, quantity: quantity(amount), anyway: true, ...(code !== undefined && { lot: code }) };
      return { item, scan: { at: Math.max(at, 0), quantity: amount, userId: someone.actor.userId, ...(code !== undefined && { code }) } };
    });
    const undone = dice.late % 6 === 1 ? made.pop() : undefined;
    const undo = undone && { kind: 'undo' as const, ...scanOf(trial, someone.deviceId, trial.now), undoes: undone.item.sequence };
    const items = [...(undo ? [undo] : []), ...made.map(({ item }) => item), ...(undone ? [undone.item] : []), ...made.filter((_, index) => (dice.pick + index) % 3 === 0).map(({ item }) => item)];
    const answer = trial.ask('stocktake.scanBatch', { stocktakeId: count.id, items }, true, someone.actor);
    const refused = answer?.results.find(({ ok }) => !ok);
    if (!answer || refused) throw new Error(`a scan was refused: ${JSON.stringify(refused)}`);
    const lineId = answer.results.flatMap((one) => (one.ok && one.value.lineId !== null ? [one.value.lineId] : []))[0];
    const line = count.lines.find((one) => sameSpot(one.spot, spot)) ?? { id: lineId ?? 0, spot, scans: [], excluded: false, accepted: undefined, named: [] };
    if (!count.lines.includes(line)) count.lines.push(line);
    line.scans.push(...made.map(({ scan }) => scan));
  },

  /** What nobody counted is left out. Then the count is looked at. */
  finishCount(trial: Trial, dice: Dice) {
    const count = trial.counts.open();
    if (count?.state !== 'counting') return;
    const waiting = count.lines.filter((line) => line.scans.length === 0 && !line.excluded);
    const leaveOut = dice.late % 5 > 0 && waiting.length > 0;
    if (leaveOut && trial.ask('stocktake.exclude', { stocktakeId: count.id, lineIds: waiting.map(({ id }) => id), reason: 'test' }, true)) for (const line of waiting) line.excluded = true;
    if (!trial.ask('stocktake.finish', { stocktakeId: count.id }, waiting.length === 0 || leaveOut)) return;
    count.state = 'review';
    count.reviewedAt = trial.now;
  },

  postCount(trial: Trial, dice: Dice) {
    const count = trial.counts.open();
    if (!count) return;
    if (dice.late % 12 === 0 && trial.ask('stocktake.abandon', { stocktakeId: count.id }, true)) return void (count.state = 'abandoned');
    if (count.state !== 'review') return void trial.ask('stocktake.post', { stocktakeId: count.id }, false);
    sayWhich(trial, count, dice);
    const counted = count.lines.filter(({ excluded }) => !excluded);
    const isOpen = (line: CountLine): boolean => line.scans.length > 0 && !isEqual(live(trial, line)) && line.accepted !== textOf(live(trial, line));
    const open = counted.filter((line) => isOpen(line) && waitsForNobody(trial, line));
    const items = open.map((line) => ({ lineId: line.id, ...asSeen(live(trial, line)), reason: 'shrinkage', value: minor(dice.money) }));
    if (items.length > 0 && dice.late % 7 > 0 && trial.ask('stocktake.accept', { stocktakeId: count.id, items }, true)) for (const line of open) line.accepted = textOf(live(trial, line));
    const decided = counted.every((line) => line.scans.length > 0 && !isOpen(line) && waitsForNobody(trial, line));
    const differences = decided ? differencesOf(trial, counted) : [];
    const plain = differences.map(({ line: { spot }, variance, held }) => ({ spot, variance, held }));
    const values = valuesOf(trial, differences, dice.money);
    const posted = trial.ask('stocktake.post', { stocktakeId: count.id }, decided && mayPost(trial, plain, true));
    if (!posted) return;
    count.state = 'posted';
    write(trial, count, differences, values);
    if (posted.variance !== differences.reduce((sum, one) => sum + one.variance, 0)) throw new Error(`the count posted ${posted.variance}`);
  },

  uncount(trial: Trial, dice: Dice) {
    const counts = trial.counts.all.filter(({ state }) => state === 'posted' || (state === 'reversed' && dice.late % 5 === 0));
    // The newest is most likely to have been where the next one counts.
    const count = dice.late % 2 === 0 ? counts.at(-1) : pickOf(counts, dice.pick);
    if (count) takeBack(trial, count);
  },
};

function gainValue(trial: Trial, variantId: number, found: number): number | undefined {
  const { postedOn, occurredAt } = trial.whenNow();
  return found > 0 ? trial.model.latestCost(variantId, found, postedOn, occurredAt) : 0;
}

/** Nobody has to look at the goods again, or to say which they are. */
function waitsForNobody(trial: Trial, line: CountLine): boolean {
  const differs = live(trial, line);
  return (differs.unread ?? 0) === 0 && differs.stale !== true && (isEqual(differs) || !isElsewhere(trial, line, differs));
}

const asSeen = ({ variance, lots }: ReturnType<typeof live>) => ({ variance: quantity(variance), ...(lots && { lots: lots.map(({ code, variance: differs }) => ({ code, variance: quantity(differs) })) }) });

/** Goods without a label are named, mostly; what only a new count or a walk elsewhere can tell is left out. */
function sayWhich(trial: Trial, count: Count, dice: Dice): void {
  for (const line of count.lines.filter(({ excluded, scans }) => !excluded && scans.length > 0)) {
    const differs = live(trial, line);
    if ((differs.unread ?? 0) > 0 && dice.late % 8 > 0) {
      const names = namesFor(trial, line, differs, dice);
      const lots = names.map(({ code, quantity: amount }) => ({ code, quantity: quantity(amount) }));
      if (trial.ask('stocktake.nameLots', { stocktakeId: count.id, lineId: line.id, lots }, true)) line.named = names;
    }
    if (waitsForNobody(trial, line) || (live(trial, line).unread ?? 0) > 0) continue;
    if (trial.ask('stocktake.exclude', { stocktakeId: count.id, lineIds: [line.id], reason: 'test' }, true)) line.excluded = true;
  }
}

/** What differs, found goods first. */
function differencesOf(trial: Trial, lines: readonly CountLine[]): Difference[] {
  const differing = lines.flatMap((line): Omit<Difference, 'held'>[] => {
    const { variance, lots } = live(trial, line);
    return lots ? lots.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map((lot) => ({ line, ...lot })) : [{ line, code: undefined, variance }];
  }).filter(({ variance }) => variance !== 0);
  differing.sort((a, b) => b.variance - a.variance || a.line.id - b.line.id);
  return differing.map((one) => ({ ...one, held: one.variance < 0 ? heldOf(trial, one.line.spot, -one.variance, one.code) : 0 }));
}

/** What found goods are worth: as the last ones, else what somebody said, for all of a line together. */
function valuesOf(trial: Trial, differences: readonly Difference[], said: number): number[] {
  return differences.map((one) => {
    const known = gainValue(trial, one.line.spot.variantId, one.variance);
    if (known !== undefined || one.variance < 0) return known ?? 0;
    const ofLine = differences.filter((other) => other.line === one.line && other.variance > 0).toSorted((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
    return sharesOf(said, ofLine.map(({ variance }) => variance))[ofLine.indexOf(one)] ?? 0;
  });
}

const postings = new WeakMap<Count, { found: (Finding & { movementId: number })[]; lost: Gone[] }>();

function write(trial: Trial, count: Count, differences: readonly Difference[], values: readonly number[]): void {
  const when = trial.whenNow();
  const net = Map.groupBy(differences, ({ line }) => line.spot.variantId);
  for (const [variantId, own] of net) {
    const change = own.reduce((sum, one) => sum + one.variance, 0);
    if (change < 0) giveUp(trial, variantId, trial.ground.places.warehouse, -change);
  }
  const movements = trial.ids("select id from stockMovement where sourceKind = 'stocktake' and sourceId = ? order by id", count.id);
  const [found, lost]: [(Finding & { movementId: number })[], Gone[]] = [[], []];
  inWriting(trial, differences).forEach((one, place) => {
    const { line: { spot }, code, variance, held } = one;
    if (variance < 0) {
      lost.push(leave(trial, { ...spot, quantity: -variance, held, when, how: 'lost', correction: true }, partsOf(trial, spot, code, -variance, held), 'stockLossShrinkage'));
      return;
    }
    const value = values[differences.indexOf(one)] ?? 0;
    trial.model.move({ ...spot, at: when.occurredAt, correction: true }, variance);
    const fact = trial.model.record(spot.variantId, { kind: 'in', ...when, role: 'stockGain', quantity: variance, value });
    if (code !== undefined) findLot(trial, spot, code, variance, fact);
    found.push({ fact, variantId: spot.variantId, spot, quantity: variance, value, code, movementId: movements[place] ?? 0 });
  });
  postings.set(count, { found, lost });
}

/** As they differ; but of goods that are short even then (they were sold in the hand), what is missing leaves before what was found comes. */
function inWriting(trial: Trial, differences: readonly Difference[]): Difference[] {
  const isShort = (variantId: number): boolean => {
    const own = differences.filter(({ line }) => line.spot.variantId === variantId);
    return trial.model.available(variantId, trial.ground.places.warehouse) + own.reduce((sum, { variance, held }) => sum + variance + held, 0) < 0;
  };
  const leavesFirst = ({ line, variance }: Difference): number => (variance < 0 && isShort(line.spot.variantId) ? 0 : 1);
  const order = differences.map((one) => ({ one, turn: leavesFirst(one) }));
  return order.toSorted((a, b) => a.turn - b.turn).map(({ one }) => one);
}

function partsOf(trial: Trial, { variantId }: Spot, code: string | undefined, amount: number, held: number): Part[] {
  const lot = code === undefined ? undefined : trial.lots.find(variantId, code);
  return lot ? [{ lot, quantity: amount, held }] : [];
}

/** A lot that was found lies there; a piece came in with what was found. */
function findLot(trial: Trial, { variantId, locationId }: Spot, code: string, amount: number, fact: number): void {
  const last = trial.whenNow();
  const lot = trial.lots.find(variantId, code) ?? trial.lots.make({ code, variantId, expiresOn: null, cameWith: fact, last });
  lot.cameWith = fact;
  trial.lots.move([{ lot, quantity: amount, held: 0 }], locationId, 1, last, true);
}

/** Lost goods are back, found goods are gone, and stock is worth what it was: to the cent, while none of the found goods are sold. */
function takeBack(trial: Trial, count: Count): void {
  const { found, lost } = postings.get(count) ?? { found: [], lost: [] };
  const again = count.state === 'reversed';
  const plan = found.map(({ spot, quantity: amount, code }) => ({ spot, variance: -amount, code }));
  const may = !again && mayLeaveAfter(trial, lost, plan);
  if (!trial.ask('stocktake.reverse', { stocktakeId: count.id, reason: 'test' }, may)) return;
  count.state = 'reversed';
  for (const gone of lost) comeBack(trial, gone);
  const when = trial.whenNow();
  const heldBy = plan.map(({ spot, variance, code }) => heldOf(trial, spot, -variance, code));
  const corrections = correctionsOf(trial, count.id);
  for (const [variantId, own] of Map.groupBy(found, (one) => one.variantId)) {
    const layers = trial.model.layers(variantId);
    const [before, foundValue] = [trial.model.valueOf(variantId), own.reduce((sum, one) => sum + one.value, 0)];
    const foundQuantity = own.reduce((sum, one) => sum + one.quantity, 0);
    const inFifo = own.every((one) => layers.some(({ fact, quantity: left }) => fact === one.fact && left === one.quantity));
    const inPool = layers.reduce((sum, layer) => sum + layer.quantity, 0) > foundQuantity && !trial.model.leftSince(variantId, own[0]?.fact ?? 0);
    const untouched = trial.ground.method === 'fifo' || variantId === trial.ground.serialGoods ? inFifo : inPool;
    for (const one of own) {
      const held = heldBy[found.indexOf(one)] ?? 0;
      leave(trial, { ...one.spot, quantity: one.quantity, held, when, how: 'lost', correction: true }, partsOf(trial, one.spot, one.code, one.quantity, held), 'stockGain');
      const delta = corrections.get(one.movementId) ?? 0;
      if (delta === 0) continue;
      trial.model.bookStock(when.postedOn, variantId, delta);
      trial.model.book(when.postedOn, 'stockGain', -delta);
      trial.model.reprice(variantId, one.fact, delta);
    }
    if (untouched && trial.model.valueOf(variantId) !== before - foundValue) throw new Error(`taking a count back changed what stock is worth by ${trial.model.valueOf(variantId) - before + foundValue}`);
  }
}

/** What the program says the found goods have to be worth; the model proves that stock is then worth what it was. */
function correctionsOf(trial: Trial, stocktakeId: number): Map<number, number> {
  const [terms = '{}'] = trial.ids("select terms from journalEntry where sourceKind = 'stocktake' and sourceId = ? and ruleId = 'counting.reversal'", stocktakeId) as unknown as string[];
  const { corrections = [] } = JSON.parse(terms) as { corrections?: { movementId: number; value: number }[] };
  return new Map(corrections.map(({ movementId, value }) => [movementId, value]));
}

/** Whether the found goods may leave once the lost ones are back. */
function mayLeaveAfter(trial: Trial, lost: readonly Gone[], plan: readonly { spot: Spot; variance: number; code?: string | undefined }[]): boolean {
  if (lost.some((gone) => isHereAgain(trial, gone))) return false;
  const put = (sign: 1 | -1): void => {
    for (const { variantId, locationId, binId, quantity: amount, held = 0, parts } of lost) {
      const levels = [trial.model.level(variantId, locationId), ...(binId === undefined ? [] : [trial.model.bin(variantId, binId)])];
      for (const level of levels) {
        level.onHand += sign * amount;
        level.onHold += sign * held;
      }
      for (const part of parts) {
        const there = trial.lots.at(part.lot, locationId);
        there.onHand += sign * part.quantity;
        there.onHold += sign * part.held;
      }
    }
  };
  put(1);
  const lotsThere = plan.every(({ spot, variance, code }) => {
    const lot = code === undefined ? undefined : trial.lots.find(spot.variantId, code);
    const { onHand, onHold } = lot ? trial.lots.at(lot, spot.locationId) : { onHand: -variance, onHold: 0 };
    return onHand >= -variance && -variance - heldOf(trial, spot, -variance, code) <= onHand - onHold;
  });
  const fits = lotsThere && mayPost(trial, plan.map((one) => ({ ...one, held: heldOf(trial, one.spot, -one.variance, one.code) })), false);
  put(-1);
  return fits;
}
