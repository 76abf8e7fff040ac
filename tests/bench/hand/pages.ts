import type Database from 'better-sqlite3';
import { prepare } from './book.ts';

const columns = `o.id, o.shownNumber as number, o.channelId, o.customerId, c.name as customerName, o.currency, o.orderedAt, o.shipByAt, o.total, o.payment, o.fulfilment,
  o.holds, o.exceptions, o.intake = 'history' as isHistory`;

/** The first pages of orders as somebody would write them who needs just these. */
export function handPages(raw: Database.Database, channelId: number): Record<'newest' | 'largest', () => unknown[]> {
  const newest = prepare(raw, `select ${columns} from salesOrder o left join customer c on c.id = o.customerId order by o.orderedAt desc, o.id desc limit 51`);
  const largest = prepare(
    raw,
    `select ${columns} from salesOrder o left join customer c on c.id = o.customerId
     where +o.channelId = ? and o.fulfilment = 'shipped' order by o.total desc, o.id desc limit 51`,
  );
  return { newest: () => newest.all(), largest: () => largest.all(channelId) };
}

export function handSearch(raw: Database.Database): (prefix: string) => unknown[] {
  const found = prepare(
    raw,
    `select ${columns} from salesOrder o left join customer c on c.id = o.customerId
     where o.shownNumber >= ? and o.shownNumber < ? order by o.orderedAt desc, o.id desc limit 51`,
  );
  return (prefix) => found.all(prefix, `${prefix}\uffff`);
}

/** From the kept days of the books. */
export function handFigures(raw: Database.Database, lastDay: string): Record<'trialBalance' | 'valuation', () => unknown> {
  const trialBalance = prepare(
    raw,
    `select a.id, a.code, a.name, a.type, sum(d.debit) as debit, sum(d.credit) as credit
     from ledgerAccount a join ledgerDay d on d.ledgerAccountId = a.id where d.dayOn <= ? group by a.id order by a.code`,
  );
  const valuation = prepare(raw, `select sum(debit - credit) as value from ledgerDay where ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory')`);
  return { trialBalance: () => trialBalance.all(lastDay), valuation: () => valuation.get() };
}
