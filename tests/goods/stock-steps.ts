import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { asFar, type Dice } from './dice.ts';
import type { Trial } from './trial.ts';

const reasons = { damage: 'stockLossScrap', shrinkage: 'stockLossShrinkage', sample: 'stockLossSample', ownUse: 'stockLossOwnUse' } as const;
const reasonNames = ['damage', 'shrinkage', 'sample', 'ownUse'] as const;

/** One in four is told days after it happened. */
export function whenOf(trial: Trial, { late }: Dice): { occurredAt: number; postedOn: string } {
  const occurredAt = late % 4 === 0 ? trial.now - (late % 700) * 1_000_000 : trial.now;
  return { occurredAt, postedOn: trial.postedOn(occurredAt) };
}

export function placeOf(trial: Trial, pick: number): { locationId: number; binId?: number } {
  const { warehouse, counter, store, bins } = trial.ground.places;
  const choices = [{ locationId: warehouse }, { locationId: warehouse, binId: bins[0] }, { locationId: warehouse, binId: bins[1] }, { locationId: counter }, { locationId: store }];
  return choices[pick % choices.length] ?? { locationId: warehouse };
}

/** Whether so many free goods may leave a place: only the counter may go below zero. */
export function mayLeave(trial: Trial, variantId: number, place: { locationId: number; binId?: number }, free: number, held = 0): boolean {
  const { model } = trial;
  const level = model.level(variantId, place.locationId);
  const bin = place.binId === undefined ? undefined : model.bin(variantId, place.binId);
  if (held > 0 && (level.onHold < held || (bin && bin.onHold < held))) return false;
  if (place.locationId === trial.ground.places.counter || free <= 0) return true;
  return model.available(variantId, place.locationId) >= free && (!bin || bin.onHand - bin.onHold >= free);
}

/** What could leave a place. */
export function leavable(trial: Trial, variantId: number, place: { locationId: number; binId?: number }): number {
  if (place.locationId === trial.ground.places.counter) return Number.MAX_SAFE_INTEGER;
  const bin = place.binId === undefined ? undefined : trial.model.bin(variantId, place.binId);
  return Math.min(trial.model.available(variantId, place.locationId), bin ? bin.onHand - bin.onHold : Number.MAX_SAFE_INTEGER);
}

const variantOf = (trial: Trial, dice: Dice): number => trial.ground.variants[dice.variant % trial.ground.variants.length] ?? 0;

export const stockSteps = {
  receive(trial: Trial, dice: Dice) {
    const [variantId, place, when] = [variantOf(trial, dice), placeOf(trial, dice.pick), whenOf(trial, dice)];
    const { locationId, ...bin } = place;
    const [count, value] = [dice.size, dice.money];
    const made = trial.ask('stock.receive', { locationId, occurredAt: instant(when.occurredAt), lines: [{ variantId, ...bin, quantity: quantity(count), value: minor(value) }] }, true);
    trial.model.items.set(`goodsReceivedNotInvoiced|goodsReceipt|${made?.goodsReceiptId}`, -value);
    trial.model.move({ variantId, ...place, at: when.occurredAt }, count);
    trial.model.record(variantId, { kind: 'in', ...when, role: 'goodsReceivedNotInvoiced', quantity: count, value });
  },

  lose(trial: Trial, dice: Dice) {
    const [variantId, place, when] = [variantOf(trial, dice), placeOf(trial, dice.pick), whenOf(trial, dice)];
    const reason = reasonNames[dice.money % 4] ?? 'damage';
    const wanted = dice.money % 3 === 0 ? trial.model.level(variantId, place.locationId).onHold + (dice.late % 2) : 0;
    const size = asFar(dice, leavable(trial, variantId, place) + wanted);
    const onHold = Math.min(size, wanted);
    const { locationId, ...bin } = place;
    const line = { variantId, ...bin, quantity: quantity(-size), ...(onHold > 0 && { onHold: quantity(onHold) }) };
    const may = mayLeave(trial, variantId, place, size - onHold, onHold);
    if (!trial.ask('stock.adjust', { locationId, reason, occurredAt: instant(when.occurredAt), lines: [line] }, may)) return;
    trial.model.move({ variantId, ...place, at: when.occurredAt }, -size, -onHold);
    trial.model.record(variantId, { kind: 'out', ...when, role: reasons[reason], quantity: size });
  },

  find(trial: Trial, dice: Dice) {
    const [variantId, place, when] = [variantOf(trial, dice), placeOf(trial, dice.pick), whenOf(trial, dice)];
    const { locationId, ...bin } = place;
    const value = trial.model.latestCost(variantId, dice.size, when.postedOn, when.occurredAt) ?? dice.money;
    const line = { variantId, ...bin, quantity: quantity(dice.size), value: minor(dice.money) };
    trial.ask('stock.adjust', { locationId, reason: 'miscounted', occurredAt: instant(when.occurredAt), lines: [line] }, true);
    trial.model.move({ variantId, ...place, at: when.occurredAt }, dice.size);
    trial.model.record(variantId, { kind: 'in', ...when, role: 'stockGain', quantity: dice.size, value });
  },

  hold(trial: Trial, dice: Dice) {
    const [variantId, place] = [variantOf(trial, dice), placeOf(trial, dice.pick % 4)];
    const size = asFar(dice, leavable(trial, variantId, place));
    const held = { variantId, ...place, quantity: quantity(size) };
    if (trial.ask('stock.hold', held, mayLeave(trial, variantId, place, size))) trial.model.move({ variantId, ...place, at: trial.now }, 0, size);
  },

  /** Where something is on hold, if anywhere. */
  release(trial: Trial, dice: Dice) {
    const all = trial.ground.variants.flatMap((variantId) => [0, 1, 2, 3].map((pick) => ({ variantId, ...placeOf(trial, pick) })));
    const onHold = ({ variantId, locationId, binId }: (typeof all)[number]): number => (binId === undefined ? trial.model.level(variantId, locationId) : trial.model.bin(variantId, binId)).onHold;
    const held = all.filter((spot) => onHold(spot) > 0);
    const spot = (dice.late % 9 === 0 || held.length === 0 ? all : held)[dice.pick % (dice.late % 9 === 0 || held.length === 0 ? all.length : held.length)];
    if (!spot) return;
    const { variantId, ...place } = spot;
    const count = asFar(dice, onHold(spot));
    if (trial.ask('stock.release', { ...spot, quantity: quantity(count) }, mayLeave(trial, variantId, place, 0, count))) trial.model.move({ ...spot, at: trial.now }, 0, -count);
  },

  carry(trial: Trial, dice: Dice) {
    const variantId = variantOf(trial, dice);
    const [from, to] = [placeOf(trial, dice.pick % 3), placeOf(trial, (dice.pick + 1 + (dice.money % 2)) % 3)];
    const bin = from.binId === undefined ? undefined : trial.model.bin(variantId, from.binId);
    const there = bin ? bin.onHand - bin.onHold : trial.model.standing({ variantId, ...from });
    const size = asFar(dice, there);
    const may = there >= size;
    const ends = { ...(from.binId !== undefined && { fromBinId: from.binId }), ...(to.binId !== undefined && { toBinId: to.binId }) };
    if (!trial.ask('stock.move', { variantId, locationId: from.locationId, ...ends, quantity: quantity(size) }, may)) return;
    trial.model.move({ variantId, ...from, at: trial.now }, -size);
    trial.model.move({ variantId, ...to, at: trial.now }, size);
  },
};

/** Closing and opening the books: commands of their own. */
export const periodSteps = {
  close(trial: Trial, dice: Dice) {
    const throughOn = addDays(day(trial.today), -1 - (dice.pick % 3));
    if (trial.ask('period.lock', { throughOn, reason: 'test' }, throughOn > trial.model.closedThrough)) trial.model.closedThrough = throughOn;
  },

  reopen(trial: Trial, dice: Dice) {
    const from = addDays(day(trial.today), -1 - (dice.pick % 12));
    const may = trial.model.closedThrough !== '' && from <= trial.model.closedThrough;
    if (trial.ask('period.reopen', { from, reason: 'test' }, may)) trial.model.closedThrough = addDays(from, -1);
  },
};
