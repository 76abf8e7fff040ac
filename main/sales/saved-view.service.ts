import { Refusal } from '../../shared/refusal/refusal.ts';
import type { OrderFilter, orderSorts } from '../../shared/sales/order.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { countMatching } from './order-list.queries.ts';

interface View {
  name: string;
  filter: OrderFilter;
  sort: (typeof orderSorts)[number];
}

const insertView = write((db, p: { userId: number; name: string; filter: string; sort: string; savedAt: Instant }) =>
  db.insertInto('savedView').values({ userId: p.userId, name: p.name, filter: p.filter, sort: p.sort, savedAt: p.savedAt }),
);
const changeView = write((db, p: { id: number; name: string; filter: string; sort: string }) => db.updateTable('savedView').set({ name: p.name, filter: p.filter, sort: p.sort }).where('id', '=', p.id));
const dropView = write((db, p: { id: number }) => db.deleteFrom('savedView').where('id', '=', p.id));
const viewsOf = read((db, p: { userId: number }) => db.selectFrom('savedView').selectAll().where('userId', '=', p.userId).orderBy('id'));
const viewById = read((db, p: { id: number; userId: number }) => db.selectFrom('savedView').selectAll().where('id', '=', p.id).where('userId', '=', p.userId));

export function addView(tx: Tx, { name, filter, sort }: View): { savedViewId: number } {
  const { lastId: savedViewId } = insertView.run(tx, { userId: tx.actor.userId, name, filter: JSON.stringify(filter), sort, savedAt: tx.now });
  tx.changed('savedView', savedViewId);
  return { savedViewId };
}

/** @throws Refusal record.missing, also for a view of somebody else */
export function updateView(tx: Tx, { savedViewId, changes }: { savedViewId: number; changes: Partial<View> }): { savedViewId: number; before: View } {
  const before = getView(tx, savedViewId, tx.actor);
  const after = { ...before, ...changes };
  changeView.run(tx, { id: savedViewId, name: after.name, filter: JSON.stringify(after.filter), sort: after.sort });
  tx.changed('savedView', savedViewId);
  return { savedViewId, before };
}

/** @throws Refusal record.missing, also for a view of somebody else */
export function removeView(tx: Tx, { savedViewId }: { savedViewId: number }): { before: View } {
  const before = getView(tx, savedViewId, tx.actor);
  dropView.run(tx, { id: savedViewId });
  tx.changed('savedView', savedViewId);
  return { before };
}

function getView(reader: Reader, id: number, { userId }: Actor): View {
  const row = viewById.get(reader, { id, userId });
  if (!row) throw new Refusal('record.missing', { kind: 'savedView', id });
  return viewIn(row);
}

// Written by this room from what the contract let through.
const viewIn = ({ name, filter, sort }: { name: string; filter: string; sort: string }): View => ({ name, filter: JSON.parse(filter) as OrderFilter, sort: sort as View['sort'] });

/** So far a view's orders are counted; beyond, a number helps nobody to decide. */
const counted = 1_000;

/** The views of whoever asks, each with how many orders are on it now. */
export function listViews(reader: Reader, _input: unknown, actor: Actor) {
  const rows = viewsOf.all(reader, { userId: actor.userId }).map((row) => {
    const view = viewIn(row);
    const count = countMatching(reader, view.filter, counted + 1);
    return { id: row.id, savedAt: row.savedAt, ...view, count: Math.min(count, counted), isMore: count > counted };
  });
  return { rows };
}
