import { sql } from 'kysely';
import type { AccountType } from '../../shared/accounting/account-role.rules.ts';
import type { CentreKind } from '../../shared/accounting/centre.rules.ts';
import { db } from '../database/builder.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { shapesAmong, sidesOf } from '../accounting/entry-shape.sql.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

/** Sums by ledger account; an account that is not in it stands at zero. Debit positive. */
export type Sums = ReadonlyMap<number, Minor>;

interface SumRow {
  ledgerAccountId: number;
  amount: Minor;
}

const toSums = (rows: readonly SumRow[]): Sums => new Map(rows.map(({ ledgerAccountId, amount }) => [ledgerAccountId, amount]));

const movements = (types?: readonly AccountType[]) =>
  read((builder, p: { from: Day; to: Day }) =>
    builder
      .selectFrom('ledgerAccount as a')
      .innerJoin('ledgerDay as d', 'd.ledgerAccountId', 'a.id')
      .select(['a.id as ledgerAccountId', sql<Minor>`sum(d.debit - d.credit)`.as('amount')])
      .where('d.dayOn', '>=', p.from)
      .where('d.dayOn', '<=', p.to)
      .$if(types !== undefined, (query) => query.where('a.type', 'in', types ?? []))
      .groupBy('a.id'),
  );

const [everyMovement, resultMovements] = [movements(), movements(['equity', 'income', 'expense'])];

/** What each account moved in some days, closings included: the kept days added up. */
export const movedIn = (reader: Reader, from: Day, to: Day): Sums => toSums(everyMovement.all(reader, { from, to }));

/** The same of equity and of the accounts of the result alone. */
export const resultMovedIn = (reader: Reader, from: Day, to: Day): Sums => toSums(resultMovements.all(reader, { from, to }));

/** Every account's balance at the end of a day. */
export const balancesAt = (reader: Reader, on: Day): Sums => movedIn(reader, '' as Day, on);

const closings = read((builder, p: { from: Day; to: Day }) =>
  builder
    .selectFrom('journalEntry as e')
    .innerJoin('posting as p', 'p.entryId', 'e.id')
    .select(['p.ledgerAccountId', sql<Minor>`sum(p.amount)`.as('amount')])
    .where('e.sourceKind', '=', 'resultClosing')
    .where('e.postedOn', '>=', p.from)
    .where('e.postedOn', '<=', p.to)
    .groupBy('p.ledgerAccountId'),
);

/** What closing the result moved in some days: a statement leaves it out, because it is no business of the shop. */
export const closedIn = (reader: Reader, from: Day, to: Day): Sums => toSums(closings.all(reader, { from, to }));

/** What each account moved by the shop's business. */
export const businessIn = (reader: Reader, from: Day, to: Day): Sums => businessOf(movedIn(reader, from, to), closedIn(reader, from, to));

/** What moved, less what closing the result moved. */
export function businessOf(moved: Sums, closed: Sums): Sums {
  const business = new Map(moved);
  for (const [id, amount] of closed) business.set(id, minor((business.get(id) ?? 0) - amount));
  return business;
}

const byCentre = read((builder, p: { kind: CentreKind; from: Day; to: Day }) =>
  builder
    .selectFrom('ledgerAccount as a')
    // Accounts first: each has its days of one kind side by side.
    .crossJoin('centreDay as d')
    .select(['a.id as ledgerAccountId', 'd.centreId', sql<Minor>`sum(d.amount)`.as('amount')])
    .whereRef('d.ledgerAccountId', '=', 'a.id')
    .where('a.type', 'in', ['income', 'expense'])
    .where('d.kind', '=', p.kind)
    .where('d.dayOn', '>=', p.from)
    .where('d.dayOn', '<=', p.to)
    .groupBy(['a.id', 'd.centreId']),
);

/** What result accounts moved for each centre of a kind: the kept days added up. The rest of an account belongs to none. */
export function centresIn(reader: Reader, kind: CentreKind, from: Day, to: Day): Map<number, Sums> {
  const found = new Map<number, Map<number, Minor>>();
  for (const { centreId, ledgerAccountId, amount } of byCentre.all(reader, { kind, from, to })) {
    const sums = found.get(centreId) ?? new Map<number, Minor>();
    found.set(centreId, sums.set(ledgerAccountId, amount));
  }
  return found;
}

interface FlowRow {
  ledgerAccountId: number;
  inflow: Minor;
  outflow: Minor;
}

const exchanged = read((builder, p: { from: Day; to: Day }) =>
  builder
    .selectFrom('exchangeDay')
    .select(['shape', 'ledgerAccountId', sql<Minor>`sum(credit)`.as('inflow'), sql<Minor>`sum(debit)`.as('outflow')])
    .where('dayOn', '>=', p.from)
    .where('dayOn', '<=', p.to)
    .groupBy(['shape', 'ledgerAccountId']),
);

/**
 * What money was exchanged for: each entry that changes the money names, on its other legs, what for; the legs add up to the
 * change. The kept days of each shape say it, but for shapes that put money in and take it out: of those each entry is read.
 */
export function flowsIn(reader: Reader, money: readonly number[], from: Day, to: Day): FlowRow[] {
  const isMoney = new Set(money);
  const flows = new Map<number, FlowRow>();
  for (const [shape, legs] of Map.groupBy(exchanged.all(reader, { from, to }), (leg) => leg.shape)) {
    const others = legs.filter(({ ledgerAccountId }) => !isMoney.has(ledgerAccountId));
    const sides = new Set([...sidesOf(shape)].flatMap(([id, side]) => (isMoney.has(id) ? [side] : [])));
    if (sides.size === 0 || others.length === 0) continue;
    for (const leg of sides.size === 1 ? others : flowsOfShape(reader, { shape, money, from, to })) addFlow(flows, leg);
  }
  return [...flows.values()];
}

function addFlow(flows: Map<number, FlowRow>, { ledgerAccountId, inflow, outflow }: FlowRow): void {
  const before = flows.get(ledgerAccountId);
  flows.set(ledgerAccountId, { ledgerAccountId, inflow: minor((before?.inflow ?? 0) + inflow), outflow: minor((before?.outflow ?? 0) + outflow) });
}

/** The entries of one shape in some days whose money did not come to nothing, found by one of its accounts and the days it occurs on. */
function flowsOfShape(reader: Reader, { shape, money, from, to }: { shape: string; money: readonly number[]; from: Day; to: Day }): FlowRow[] {
  const ids = JSON.stringify(money);
  const [account = 0] = sidesOf(shape).keys();
  const entries = sql`(
    select entryId from posting where ledgerAccountId = ${account}
      and postedOn in (select dayOn from exchangeDay where shape = ${shape} and dayOn between ${from} and ${to}))`;
  return reader.all(
    db
      .selectFrom(sql<{ entryId: number; shape: string }>`${shapesAmong(entries)}`.as('e'))
      .innerJoin('posting as p', 'p.entryId', 'e.entryId')
      .select('p.ledgerAccountId')
      .select([sql<Minor>`sum(max(-p.amount, 0))`.as('inflow'), sql<Minor>`sum(max(p.amount, 0))`.as('outflow')])
      .where('e.shape', '=', shape)
      .where(sql<boolean>`(select sum(m.amount) from posting m where m.entryId = e.entryId and m.ledgerAccountId in (select value from json_each(${ids}))) <> 0`)
      .where('p.ledgerAccountId', 'not in', sql<number>`(select value from json_each(${ids}))`)
      .groupBy('p.ledgerAccountId'),
  );
}

const layerValue = read((builder, p: { on: Day }) => builder.selectFrom('layerDay').select(sql<Minor>`coalesce(sum(value), 0)`.as('value')).where('dayOn', '<=', p.on));

/** What the cost layers held at the end of a day: the kept days added up. */
export const layersAt = (reader: Reader, on: Day): Minor => layerValue.get(reader, { on })?.value ?? minor(0);
