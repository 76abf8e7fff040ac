import type { NewPriceList, PriceListChanges, PriceRow } from '../../shared/pricing/price-list.contract.ts';
import { priceOfRow } from '../../shared/pricing/price-list.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { requireCategory } from '../catalog/category.queries.ts';
import { requireCollection } from '../catalog/collection.queries.ts';
import { recordChange, recordChanges } from '../catalog/history.service.ts';
import { requireAboveFloor } from '../catalog/margin.queries.ts';
import { priceAt } from '../catalog/price.queries.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import { before } from '../company/before.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { requireChannel } from './cost.service.ts';
import { requireCustomerGroup } from './customer-group.queries.ts';
import { findPriceListNamed, requirePriceList } from './price-list.queries.ts';

/** @throws Refusal `priceList.nameTaken`, `priceList.endsBeforeItBegins`, `record.missing` */
export function createPriceList(tx: Tx, list: NewPriceList): { priceListId: number } {
  requireFreeName(tx, list.name);
  requireSense(tx, list);
  const { lastId } = tx.run(db.insertInto('priceList').values(list));
  tx.changed('priceList', lastId);
  return { priceListId: lastId };
}

/** @throws Refusal as createPriceList */
export function updatePriceList(tx: Tx, { priceListId, changes }: { priceListId: number; changes: PriceListChanges }): { before: PriceListChanges } {
  const list = requirePriceList(tx, priceListId);
  const { name, channelId, customerGroupId, priority, validFromOn, validThroughOn } = list;
  const record = { name, channelId, customerGroupId, priority, validFromOn, validThroughOn };
  const set = recordChanges(tx, 'priceList', priceListId, record, changes);
  if (set.name !== undefined) requireFreeName(tx, set.name);
  requireSense(tx, { ...record, ...set });
  if (Object.keys(set).length > 0) tx.run(db.updateTable('priceList').set(set).where('id', '=', priceListId));
  return { before: before(record, changes) };
}

export const blockPriceList = (tx: Tx, { priceListId }: { priceListId: number }) => setBlocked(tx, priceListId, true);

export const unblockPriceList = (tx: Tx, { priceListId }: { priceListId: number }) => setBlocked(tx, priceListId, false);

function setBlocked(tx: Tx, priceListId: number, blocked: boolean): { priceListId: number } {
  const changes = recordChanges(tx, 'priceList', priceListId, requirePriceList(tx, priceListId), { blocked });
  if (changes.blocked !== undefined) tx.run(db.updateTable('priceList').set({ blocked: blocked ? 1 : 0 }).where('id', '=', priceListId));
  return { priceListId };
}

function requireFreeName(tx: Tx, name: string): void {
  if (findPriceListNamed(tx, name)) throw new Refusal('priceList.nameTaken', { name });
}

function requireSense(tx: Tx, { channelId, customerGroupId, validFromOn, validThroughOn }: Required<Omit<PriceListChanges, 'name' | 'priority'>>): void {
  if (channelId !== null && channelId !== undefined) requireChannel(tx, channelId);
  if (customerGroupId !== null && customerGroupId !== undefined) requireCustomerGroup(tx, customerGroupId);
  if (validFromOn && validThroughOn && validThroughOn < validFromOn) throw new Refusal('priceList.endsBeforeItBegins', { from: validFromOn, through: validThroughOn });
}

const columnOf = { variant: 'variantId', category: 'categoryId', collection: 'collectionId' } as const;

const rowAt = read((db, p: { priceListId: number; variantId: number; categoryId: number; collectionId: number; minQuantity: Quantity }) =>
  db
    .selectFrom('priceListRow')
    .select(['id', 'amount', 'percentOff'])
    .where('priceListId', '=', p.priceListId)
    // The words of the unique index.
    .where((eb) => eb(eb.fn.coalesce('variantId', eb.lit(0)), '=', p.variantId))
    .where((eb) => eb(eb.fn.coalesce('categoryId', eb.lit(0)), '=', p.categoryId))
    .where((eb) => eb(eb.fn.coalesce('collectionId', eb.lit(0)), '=', p.collectionId))
    .where('minQuantity', '=', p.minQuantity),
);

/** Sets, changes and takes away rows; one that is refused leaves the others as they are. @throws Refusal `record.missing` */
export function setPriceRows(tx: Tx, { priceListId, items }: { priceListId: number; items: PriceRow[] }) {
  const { currency, channelId } = requirePriceList(tx, priceListId);
  return { results: items.map((item) => tx.attempt(() => setPriceRow(tx, { priceListId, currency, channelId }, item))) };
}

/** @throws Refusal `price.underFloor` for a variant's row; rows about several are held against the floor whenever they are asked */
function setPriceRow(tx: Tx, list: { priceListId: number; currency: string; channelId: number | null }, row: PriceRow) {
  requireTarget(tx, row);
  const { amount, percentOff, minQuantity } = row;
  const target = { variantId: null, categoryId: null, collectionId: null, [columnOf[row.of]]: row.targetId };
  const { priceListId } = list;
  const place = { priceListId, minQuantity, variantId: target.variantId ?? 0, categoryId: target.categoryId ?? 0, collectionId: target.collectionId ?? 0 };
  const old = rowAt.get(tx, place);
  const was = { amount: old?.amount ?? null, percentOff: old?.percentOff ?? null };
  if (was.amount === amount && was.percentOff === percentOff) return { before: was };
  if (row.of === 'variant') requireRowAboveFloor(tx, list, row);
  if (old) tx.run(db.deleteFrom('priceListRow').where('id', '=', old.id));
  if (amount !== null || percentOff !== null) tx.run(db.insertInto('priceListRow').values({ priceListId, ...target, minQuantity, amount, percentOff }));
  recordChange(tx, { kind: 'priceList', subjectId: priceListId, field: `${row.of} ${row.targetId} from ${minQuantity}`, oldValue: was, newValue: { amount, percentOff } });
  tx.changed('priceList', priceListId);
  return { before: was };
}

function requireTarget(tx: Tx, { of, targetId }: PriceRow): void {
  if (of === 'variant') getVariant(tx, targetId);
  else if (of === 'category') requireCategory(tx, targetId);
  else requireCollection(tx, targetId);
}

function requireRowAboveFloor(tx: Tx, { currency, channelId }: { currency: string; channelId: number | null }, { targetId, amount, percentOff }: PriceRow): void {
  const base = priceAt(tx, targetId, currency, tx.now);
  const price = amount ?? (percentOff === null ? null : priceOfRow({ price: { percentOff } }, base));
  if (price !== null) requireAboveFloor(tx, { variantId: targetId, currency, price, soldAt: channelId ?? 'anywhere' });
}
