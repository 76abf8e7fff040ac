import { type AccountRole, type Leg } from '../../shared/accounting/entry.rules.ts';
import { type Move, type Moved, stockLegs } from '../../shared/inventory/stock-move.rules.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { postEntry } from '../../main/accounting/journal.service.ts';
import type { Tx } from '../../main/database/handles.ts';
import { moveStock } from '../../main/inventory/stock.service.ts';
import type { TestShop } from '../support/shop.ts';

/** A variant with nothing to it but its number. */
export function newVariant(shop: TestShop, sku = `V${Number(shop.raw.prepare('select count(*) from variant').pluck().get()) + 1}`): number {
  const [variant] = shop.call('product.create', { name: sku, variants: [{ sku }] }).variants;
  if (!variant) throw new Error('a product has a variant');
  return variant.id;
}

export function newLocation(shop: TestShop, name: string, negativePolicy: 'refuse' | 'allow' = 'refuse', kind: 'shop' | 'warehouse' = 'warehouse'): number {
  const made = shop.raw.prepare('insert into location (name, kind, negativePolicy, sellable) values (?, ?, ?, 1)').run(name, kind, negativePolicy);
  return Number(made.lastInsertRowid);
}

/** The January day with this number, and a minute of it as the shop's clocks count. */
export const january = (number: number): Day => day(`2026-01-${String(number).padStart(2, '0')}`);
export const atMinute = (on: Day, minute = 0): Instant => instant(Date.parse(`${on}T00:00:00Z`) + minute * 60_000);

export interface Happening {
  on: Day;
  minute?: number;
  postedOn?: Day;
}

/** Moves goods and posts the entry of a document that does nothing else. */
export function moveAndPost(tx: Tx, { on, minute = 0, postedOn = on }: Happening, moves: readonly Move[]): Moved[] {
  const occasion = { occurredAt: atMinute(on, minute), postedOn, source: { kind: 'variant', id: 1 } };
  const moved = moveStock(tx, occasion, moves);
  postTest(tx, postedOn, stockLegs(moved));
  return moved;
}

export function postTest(tx: Tx, postedOn: Day, legs: readonly Leg[]): void {
  const rule = { id: 'test', version: 1 };
  postEntry(tx, { postedOn, occurredAt: tx.now, source: { kind: 'variant', id: 1 }, rule, memo: { key: 'test', values: {} }, terms: {}, legs });
}

interface PostedLeg {
  postedOn: string;
  role: AccountRole;
  amount: number;
}

/** What was posted by day and role, on entries after one. */
export const postedAfter = (shop: TestShop, entryId: number): PostedLeg[] =>
  shop.raw
    .prepare(
      `select posting.postedOn, role, sum(amount) as amount from posting join accountRole using (ledgerAccountId)
       where entryId > ? and role in ('inventory', 'cogs', 'stockLossScrap', 'stockGain', 'openingEquity', 'purchasePriceVariance')
       group by posting.postedOn, role having sum(amount) <> 0`,
    )
    .all(entryId) as PostedLeg[];
