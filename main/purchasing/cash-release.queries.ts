import { type HeldGoods, type Release, releaseActions, releaseOf } from '../../shared/purchasing/cash-release.rules.ts';
import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import { day, type Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { classesNow, type GoodsClass, unranked } from '../analysis/analysis.queries.ts';
import { heldByRole } from '../analysis/ledger.statements.ts';
import { settingsOf } from '../analysis/settings.service.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { heldGoods, namesAndSales, returnableSince } from './cash-release.statements.ts';
import { evaluateAll } from './replenishment-needs.ts';
import { comingByVariant, newestCommand, stockByVariant } from './replenishment.statements.ts';

/** Over how many days before today the demand is measured, and for how many days after they came goods may go back. */
const windowDays = 90;
const returnDays = 60;

/** What is above what is needed of one variant, before it is named. */
interface Found extends HeldGoods, Release, GoodsClass {
  readonly variantId: number;
  readonly rank: number;
  readonly supplierName: string | null;
}

interface Released {
  readonly on: Day;
  readonly found: readonly Found[];
  readonly stockValue: Minor;
}

/** The last plan of each connection: its pages ask for the same one again. */
const kept = new WeakMap<Reader, { key: string; released: Released }>();

function release(reader: Reader, coverDays: number, now: Instant): Released {
  const on = dayOf(now, getShop(reader).timeZone);
  const key = `${on} ${coverDays} ${newestCommand.get(reader, {})?.id ?? 0}`;
  const known = kept.get(reader);
  if (known?.key === key) return known.released;
  const released = releaseAll(reader, coverDays, on, now);
  kept.set(reader, { key, released });
  return released;
}

const none = quantity(0);

/** Every variant of ours against what is needed of it, the most money first; equal ones by their ids. */
function releaseAll(reader: Reader, coverDays: number, on: Day, now: Instant): Released {
  const held = heldGoods.all(reader, {});
  const needs = new Map(evaluateAll(reader, { coverDays, windowDays }, on, now).needs.map((need) => [need.variantId, need]));
  const stock = new Map(stockByVariant.all(reader, {}).map((row) => [row.variantId, row]));
  const coming = new Map(comingByVariant.all(reader, {}).map((row) => [row.variantId, row]));
  const returnable = new Map(returnableSince.all(reader, { since: addDays(on, -returnDays) }).map((row) => [row.variantId, row]));
  const [classes, terms] = [classesNow(reader, now), { on, windowDays, slowDays: settingsOf(reader).deadDays }];
  const found = held.flatMap(({ variantId, ...layers }) => {
    const [need, level, order, back] = [needs.get(variantId), stock.get(variantId), coming.get(variantId), returnable.get(variantId)];
    const goods: HeldGoods = {
      ...layers,
      onHold: level?.onHold ?? none,
      allocated: level?.allocated ?? none,
      needed: need?.upTo ?? none,
      sold: need?.sold ?? none,
      days: need?.days ?? windowDays,
      coming: quantity((order?.incoming ?? 0) + (order?.drafted ?? 0)),
      returnable: back?.returnable ?? none,
    };
    const released = releaseOf(goods, terms);
    return released ? [{ variantId, ...goods, ...released, ...(classes.get(variantId) ?? unranked), supplierName: back?.supplierName ?? null }] : [];
  });
  const ranked = found.toSorted((a, b) => b.bound - a.bound || a.variantId - b.variantId).map((row, index) => ({ ...row, rank: index + 1 }));
  return { on, found: ranked, stockValue: sumMinor(held.map(({ value }) => value)) };
}

interface Asked {
  coverDays: number;
  top?: number;
  after?: number;
  limit: number;
}

/** One page of goods by the money bound in them above what is needed, and what all of them come to. */
export function listCashRelease(reader: Reader, { coverDays, top, after, limit }: Asked, _actor: Actor, now: Instant) {
  const { on, found, stockValue } = release(reader, coverDays, now);
  const wanted = found.slice(0, top);
  const start = after === undefined ? 0 : wanted.findIndex(({ variantId }) => variantId === after) + 1;
  const rows = named(reader, wanted.slice(start, start + limit));
  const boundIn = (list: readonly Found[]): Minor => sumMinor(list.map(({ bound }) => bound));
  const plan = {
    variants: found.length,
    bound: boundIn(found),
    listed: wanted.length,
    listedBound: boundIn(wanted),
    stockValue,
    ledgerValue: heldByRole.get(reader, { role: 'inventory', from: on, on: lastDay })?.through ?? minor(0),
    actions: releaseActions.map((action) => {
      const own = found.filter((row) => row.action === action);
      return { action, variants: own.length, bound: boundIn(own) };
    }),
  };
  return { on, coverDays, rows, next: start + limit < wanted.length ? (rows.at(-1)?.variantId ?? null) : null, plan };
}

const lastDay = day('9999-12-31');

/** Rows as they are shown; copies, since the door cuts fields out of an answer. */
function named(reader: Reader, rows: readonly Found[]) {
  const names = new Map(namesAndSales.all(reader, { variantIds: JSON.stringify(rows.map(({ variantId }) => variantId)) }).map((row) => [row.variantId, row]));
  return rows.map(({ quantity: onHand, onHold: _held, allocated: _spoken, days: _days, firstCameOn: _since, ...row }) => {
    // Whatever has a layer is a variant.
    const { sku, name, optionValues, lastSoldOn } = names.get(row.variantId)!;
    return { ...row, onHand, sku, name: variantName(name, optionValues), lastSoldOn };
  });
}
