import { instant } from '../../shared/units/instant.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { asFar, type Dice, pickOf } from './dice.ts';
import { isFollowed, leave, lotsLeaving } from './leaving.ts';
import type { Part, Position } from './lots-model.ts';
import { leavable, mayLeave, placeOf, whenOf } from './stock-steps.ts';
import type { Trial } from './trial.ts';

function goodsOf(trial: Trial, dice: Dice): number {
  const { variants, lotGoods, serialGoods } = trial.ground;
  return [...variants, lotGoods, serialGoods][(dice.variant + dice.late) % 5] ?? 0;
}

/** Goods change their place and keep their value. */
function carry(trial: Trial, variantId: number, from: { locationId: number; binId?: number }, to: { locationId: number; binId?: number }, parts: readonly Part[], amount: number, when: Position): void {
  trial.model.move({ variantId, ...from, at: when.occurredAt }, -amount);
  trial.model.move({ variantId, ...to, at: when.occurredAt }, amount);
  trial.lots.move(parts, from.locationId, -1, when);
  trial.lots.move(parts, to.locationId, 1, when);
}

const named = (parts: readonly Part[]) => ({ ...(parts.length > 0 && { lots: parts.map(({ lot, quantity: count }) => ({ code: lot.code, quantity: quantity(count) })) }) });

/** The first of the parts, up to an amount, and what then is left of them. */
function partsUpTo(parts: readonly Part[], amount: number): { taken: Part[]; left: Part[] } {
  let wanted = amount;
  const [taken, left]: [Part[], Part[]] = [[], []];
  for (const part of parts) {
    const own = Math.min(wanted, part.quantity);
    wanted -= own;
    if (own > 0) taken.push({ ...part, quantity: own });
    if (own < part.quantity) left.push({ ...part, quantity: part.quantity - own });
  }
  return { taken, left };
}

export const transferSteps = {
  transfer(trial: Trial, dice: Dice) {
    const variantId = goodsOf(trial, dice);
    const followed = isFollowed(trial, variantId);
    const { warehouse, counter, store, transit } = trial.ground.places;
    const from = followed ? { locationId: [warehouse, counter, store][dice.pick % 3] ?? 0 } : placeOf(trial, dice.pick);
    const to = [warehouse, counter, store].filter((place) => place !== from.locationId)[dice.money % 2] ?? 0;
    const amount = variantId === trial.ground.serialGoods ? 1000 * (1 + (dice.size % 2)) : asFar(dice, leavable(trial, variantId, from));
    const when = followed ? trial.whenNow() : whenOf(trial, dice);
    const may = mayLeave(trial, variantId, from, amount);
    const parts = may ? lotsLeaving(trial, { variantId, ...from, quantity: amount, when, how: 'carried' }) : undefined;
    const { locationId, ...bin } = from;
    const sent = trial.ask('transfer.send', { fromLocationId: locationId, toLocationId: to, occurredAt: instant(when.occurredAt), lines: [{ variantId, ...bin, quantity: quantity(amount) }] }, parts !== undefined);
    if (!sent || !parts) return;
    carry(trial, variantId, from, { locationId: transit }, parts, amount, when);
    trial.parcels.push({ id: sent.stockTransferId, variantId, from: locationId, to, left: amount, parts: parts.map((part) => ({ ...part, held: 0 })) });
  },

  /** Some of it arrives, or all, or more than was sent: what is too much was found. */
  arrive(trial: Trial, dice: Dice) {
    const parcel = pickOf(dice.late % 9 === 0 ? trial.parcels : trial.parcels.filter(({ left }) => left > 0), dice.pick);
    if (!parcel) return;
    const { variantId, to, left } = parcel;
    const { warehouse, transit, bins } = trial.ground.places;
    const when = trial.whenNow();
    const followed = isFollowed(trial, variantId);
    const bin = !followed && to === warehouse && dice.money % 2 === 0 ? { binId: bins[dice.size % 2] ?? bins[0] } : {};
    const unit = variantId === trial.ground.serialGoods ? 1000 : 1;
    const more = !followed && dice.late % 7 === 1 ? dice.size : 0;
    const amount = Math.max(unit, dice.late % 2 === 0 ? left : Math.ceil((left * (1 + (dice.size % 9))) / 10 / unit) * unit) + more;
    const due = Math.min(amount, left);
    const { taken, left: parts } = partsUpTo(parcel.parts, due);
    const surplus = amount - due;
    const value = surplus > 0 ? trial.model.latestCost(variantId, surplus, when.postedOn, when.occurredAt) : 0;
    const lines = [{ variantId, ...bin, quantity: quantity(amount), ...named(taken) }];
    const came = trial.ask('transfer.receive', { stockTransferId: parcel.id, lines }, left > 0 && value !== undefined);
    if (!came || value === undefined) return;
    carry(trial, variantId, { locationId: transit }, { locationId: to, ...bin }, taken, due, when);
    parcel.left -= due;
    parcel.parts = parts;
    if (surplus === 0) return;
    trial.model.move({ variantId, locationId: to, ...bin, at: when.occurredAt }, surplus);
    trial.model.record(variantId, { kind: 'in', ...when, role: 'stockGain', quantity: surplus, value });
  },

  /** What never arrived is lost, or came back. */
  closeTransfer(trial: Trial, dice: Dice) {
    const parcel = pickOf(dice.late % 9 === 0 ? trial.parcels : trial.parcels.filter(({ left }) => left > 0), dice.pick);
    if (!parcel) return;
    const { variantId, from, left, parts } = parcel;
    const { transit } = trial.ground.places;
    const outcome = dice.money % 2 === 0 ? 'lost' : 'back';
    const when = trial.whenNow();
    const done = trial.ask('transfer.close', { stockTransferId: parcel.id, outcome }, left > 0);
    if (!done) return;
    if (outcome === 'lost') leave(trial, { variantId, locationId: transit, quantity: left, when, how: 'lost' }, parts, 'stockLossShrinkage');
    else carry(trial, variantId, { locationId: transit }, { locationId: from }, parts, left, when);
    parcel.left = 0;
    parcel.parts = [];
  },
};
