import { sql } from 'kysely';
import { type EndPart, endsOfGoods, type GoodsEnd } from '../../shared/returns/disposition.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { askSql } from '../database/raw-sql.ts';

interface Period {
  from: Day;
  to: Day;
}

/** What a document's entries brought into inventory; negative where they took out of it. */
const inventoryLegs = (kind: string, id: string, rule: string) => sql.raw(`coalesce((
  select sum(p.amount) from journalEntry e join posting p on p.entryId = e.id
  where e.sourceKind = '${kind}' and e.sourceId = ${id} and e.ruleId = '${rule}'
    and p.ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory')), 0)`);

/** Goods whose way to the supplier was called off lie on hold as they came, and nobody has said anew what becomes of them. */
const endOf = sql.raw(`iif(e.disposition = 'supplier' and sent.cancelledAt is not null, 'undecided', e.disposition)`);

/** Every decided part of goods that came in a period, whenever that was decided: they were sold as ours, whoever had owned them before. */
const decided = ({ from, to }: Period) => sql`
  decided as (
    select came.id as goodsReturnId, i.id as inspectionId, ${endOf} as "end", e.quantity, e.value,
      iif(${endOf} = 'supplier', -${inventoryLegs('purchaseReturn', 'sent.id', 'purchasing.return')}, e.posted) as "left"
    from goodsReturn came join inspection i on i.goodsReturnId = came.id join inspectionLine e on e.inspectionId = i.id left join purchaseReturn sent on sent.id = e.purchaseReturnId
    where came.postedOn >= ${from} and came.postedOn <= ${to} and i.takenBackAt is null
  )`;

/** Arrivals and inspections whose entry says another sum than their lines, by the return they belong to. */
const apartOf = (period: Period) => sql`
  select rma.id as rmaId, rma.number, sum(apart.amount) as amount
  from (
    select came.rmaId, ${inventoryLegs('goodsReturn', 'came.id', 'returns.received')} - sum(line.value) as amount
    from goodsReturn came join goodsReturnLine line on line.goodsReturnId = came.id
    where came.postedOn >= ${period.from} and came.postedOn <= ${period.to} group by came.id
    union all
    select came.rmaId, -${inventoryLegs('inspection', 'd.inspectionId', 'returns.inspected')} - sum(iif(d."end" in ('scrap', 'back'), d."left", 0))
    from decided d join goodsReturn came on came.id = d.goodsReturnId group by d.inspectionId
  ) apart join rma on rma.id = apart.rmaId
  where apart.amount <> 0 group by rma.id order by rma.id limit 20`;

/**
 * Goods that came back in a period by what became of them since, at cost, beside what the journal says of inventory: what their
 * arrivals brought in, and what inspections and returns to suppliers took out again. Source: DOMAIN §4 "Returns", §5.
 */
export function listDispositions(reader: Reader, period: Period) {
  const [arrived = { units: quantity(0), value: minor(0) }] = askSql(
    reader,
    sql<{ units: Quantity; value: Minor }>`
      select coalesce(sum(line.quantity), 0) as units, coalesce(sum(line.value), 0) as value
      from goodsReturn came join goodsReturnLine line on line.goodsReturnId = came.id where came.postedOn >= ${period.from} and came.postedOn <= ${period.to}`,
  );
  const parts = askSql(reader, sql<EndPart>`with ${decided(period)} select "end", sum(quantity) as units, sum(value) as value, sum("left") as "left" from decided group by "end"`);
  const documents = askSql(reader, sql<{ rmaId: number; number: string; amount: Minor }>`with ${decided(period)} ${apartOf(period)}`);
  return { ...endsOfGoods(arrived, parts, legsOf(reader, period)), documents };
}

/** The journal's side, by its own days and sources: an entry without a document would show. */
function legsOf(reader: Reader, period: Period): { came: Minor; left: Minor } {
  const [legs = { came: minor(0), left: minor(0) }] = askSql(
    reader,
    sql<{ came: Minor; left: Minor }>`
      with ${decided(period)}
      select
        (select coalesce(sum(p.amount), 0) from journalEntry e join posting p on p.entryId = e.id
          where e.sourceKind = 'goodsReturn' and e.ruleId = 'returns.received' and e.postedOn >= ${period.from} and e.postedOn <= ${period.to}
            and p.ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory')) as came,
        (select coalesce(sum(-${inventoryLegs('inspection', 'seen.inspectionId', 'returns.inspected')}), 0) from (select distinct inspectionId from decided) seen)
          + (select coalesce(sum("left"), 0) from decided where "end" = 'supplier') as "left"`,
  );
  return legs;
}

/** The returns some of whose goods came in a period and have this end now. */
export const returnsWithEnd = ({ end, ...period }: Period & { end: GoodsEnd }) =>
  end === 'undecided'
    ? sql<number>`(
        with ${decided(period)}
        select came.rmaId from goodsReturn came join goodsReturnLine line on line.goodsReturnId = came.id
        where came.postedOn >= ${period.from} and came.postedOn <= ${period.to} and line.inspected < line.quantity
        union select came.rmaId from decided d join goodsReturn came on came.id = d.goodsReturnId where d."end" = 'undecided')`
    : sql<number>`(with ${decided(period)} select came.rmaId from decided d join goodsReturn came on came.id = d.goodsReturnId where d."end" = ${end})`;
