import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { type Dice, pickOf } from './dice.ts';
import { leave, lotsLeaving } from './leaving.ts';
import type { Part, Position } from './lots-model.ts';
import { mayLeave, whenOf } from './stock-steps.ts';
import type { Trial } from './trial.ts';

export interface Arriving {
  code: string;
  quantity: number;
  expiresOn: string | null;
}

const day0 = Date.UTC(2026, 2, 1);

/** Lots for goods that come in: one that is known or a new one, some good for ever and some for days; pieces are always new. */
export function arrivingLots(trial: Trial, variantId: number, amount: number, dice: Dice): Arriving[] {
  const { lotGoods, serialGoods } = trial.ground;
  if (variantId === serialGoods) return Array.from({ length: amount / 1000 }, (_, index) => ({ code: `S${trial.lots.all.length + 1}-${index}`, quantity: 1000, expiresOn: null }));
  if (variantId !== lotGoods) return [];
  const known = trial.lots.all.filter((lot) => lot.variantId === lotGoods);
  const same = dice.late % 2 === 0 ? known[dice.pick % Math.max(1, known.length)] : undefined;
  if (same) return [{ code: same.code, quantity: amount, expiresOn: same.expiresOn }];
  const expiresOn = dice.money % 4 === 0 ? null : new Date(day0 + (dice.money % 120) * 86_400_000).toISOString().slice(0, 10);
  return [{ code: `L${known.length + 1}`, quantity: amount, expiresOn }];
}

export const askedLots = (lots: readonly Arriving[]) => ({
  ...(lots.length > 0 && { lots: lots.map(({ code, quantity: count, expiresOn }) => ({ code, quantity: quantity(count), ...(expiresOn !== null && { expiresOn: day(expiresOn) }) })) }),
});

/** What came in lies there by lot, on hold first. */
export function takeInLots(trial: Trial, place: { variantId: number; locationId: number }, lots: readonly Arriving[], came: { fact: number; held?: number; when: Position }): void {
  let left = came.held ?? 0;
  const parts = lots.map(({ code, quantity: count, expiresOn }): Part => {
    const lot = trial.lots.find(place.variantId, code) ?? trial.lots.make({ code, variantId: place.variantId, expiresOn, cameWith: came.fact, last: came.when });
    const held = Math.min(left, count);
    left -= held;
    return { lot, quantity: count, held };
  });
  trial.lots.move(parts, place.locationId, 1, came.when);
}

const goodsOf = (trial: Trial, dice: Dice): number => (dice.variant % 3 === 2 ? trial.ground.serialGoods : trial.ground.lotGoods);
const amountOf = (trial: Trial, variantId: number, dice: Dice, most: number): number => (variantId === trial.ground.serialGoods ? 1000 * (1 + (dice.size % most)) : dice.size);
/** Mostly where counts are made. */
function placeFor(trial: Trial, dice: Dice): number {
  const { warehouse, counter, store } = trial.ground.places;
  return [warehouse, counter, warehouse, store, warehouse][dice.pick % 5] ?? warehouse;
}

export const followedSteps = {
  receiveLots(trial: Trial, dice: Dice) {
    const [variantId, locationId, when] = [goodsOf(trial, dice), placeFor(trial, dice), whenOf(trial, dice)];
    const amount = amountOf(trial, variantId, dice, 4);
    const lots = arrivingLots(trial, variantId, amount, dice);
    const line = { variantId, quantity: quantity(amount), value: minor(dice.money), ...askedLots(lots) };
    const made = trial.ask('stock.receive', { locationId, occurredAt: instant(when.occurredAt), lines: [line] }, true);
    if (!made) return;
    trial.model.move({ variantId, locationId, at: when.occurredAt }, amount);
    const fact = trial.model.record(variantId, { kind: 'in', ...when, role: 'goodsReceivedNotInvoiced', quantity: amount, value: dice.money });
    trial.model.items.set(`goodsReceivedNotInvoiced|goodsReceipt|${made.goodsReceiptId}`, -dice.money);
    takeInLots(trial, { variantId, locationId }, lots, { fact, when });
  },

  loseLots(trial: Trial, dice: Dice) {
    const [variantId, locationId, when] = [goodsOf(trial, dice), placeFor(trial, dice), whenOf(trial, dice)];
    const amount = amountOf(trial, variantId, dice, 2);
    const onHold = dice.money % 3 === 0 ? Math.min(amount, trial.model.level(variantId, locationId).onHold) : 0;
    const leaving = { variantId, locationId, quantity: amount, held: onHold, when, how: 'lost' as const };
    const parts = mayLeave(trial, variantId, { locationId }, amount - onHold, onHold) ? lotsLeaving(trial, leaving) : undefined;
    const line = { variantId, quantity: quantity(-amount), ...(onHold > 0 && { onHold: quantity(onHold) }) };
    const lost = trial.ask('stock.adjust', { locationId, reason: 'expired', occurredAt: instant(when.occurredAt), lines: [line] }, parts !== undefined);
    if (lost && parts) leave(trial, leaving, parts, 'stockLossScrap');
  },

  holdLots(trial: Trial, dice: Dice) {
    const [variantId, locationId] = [goodsOf(trial, dice), placeFor(trial, dice)];
    const { onHold } = trial.model.level(variantId, locationId);
    const hold = dice.late % 2 === 0;
    const amount = variantId === trial.ground.serialGoods ? 1000 : hold ? dice.size : Math.min(dice.size, Math.max(1, onHold));
    const held = hold ? amount : -amount;
    const may = hold ? mayLeave(trial, variantId, { locationId }, amount) : onHold >= amount;
    const parts = may ? trial.lots.chooseHeld(variantId, locationId, held) : undefined;
    const asked = { variantId, locationId, quantity: quantity(amount) };
    const done = hold ? trial.ask('stock.hold', asked, parts !== undefined) : trial.ask('stock.release', asked, parts !== undefined);
    if (!done || !parts) return;
    trial.model.move({ variantId, locationId, at: trial.now }, 0, held);
    trial.lots.move(parts, locationId, 1, trial.whenNow());
  },

  /** Somebody says a lot or a piece must not be sold, or that it may again. */
  recall(trial: Trial, dice: Dice) {
    const hold = dice.money % 3 === 0;
    const lot = pickOf(trial.lots.all.filter(({ onRecall }) => onRecall !== hold), dice.pick);
    if (!lot) return;
    const [lotId = 0] = trial.ids('select id from lot where variantId = ? and code = ?', lot.variantId, lot.code);
    const done = hold ? trial.ask('lot.hold', { lotId }, true) : trial.ask('lot.release', { lotId }, true);
    if (done) lot.onRecall = hold;
  },
};
