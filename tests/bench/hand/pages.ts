import type Database from 'better-sqlite3';
import { prepare } from './book.ts';

const columns = `o.id, o.shownNumber as number, o.channelId, o.customerId, c.name as customerName, o.currency, o.orderedAt, o.shipByAt, o.total, o.payment, o.fulfilment,
  o.holds, o.exceptions, o.approved, o.intake = 'history' as isHistory`;

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

/** Orders by the start of either number, and those of customers with these words. */
export function handSearch(raw: Database.Database): (prefix: string, words: string) => unknown[] {
  const found = prepare(
    raw,
    `select ${columns} from salesOrder o left join customer c on c.id = o.customerId
     where o.id in (
       select id from salesOrder where number >= ? and number < ? union select id from salesOrder where shownNumber >= ? and shownNumber < ?
       union select b.id from customerSearch s join salesOrder b on b.customerId = s.rowid where s.words match ?)
     order by o.orderedAt desc, o.id desc limit 51`,
  );
  return (prefix, words) => found.all(prefix, `${prefix}\uffff`, prefix, `${prefix}\uffff`, words);
}

/** From the kept days of the books. */
export function handFigures(raw: Database.Database, lastDay: string): Record<'trialBalance' | 'valuation', () => unknown> {
  const trialBalance = prepare(
    raw,
    `select a.id, a.code, a.name, a.type, sum(iif(d.dayOn < '2025-01-01', d.debit - d.credit, 0)) as opening,
       sum(iif(d.dayOn < '2025-01-01', 0, d.debit)) as debit, sum(iif(d.dayOn < '2025-01-01', 0, d.credit)) as credit
     from ledgerAccount a join ledgerDay d on d.ledgerAccountId = a.id where d.dayOn <= ? group by a.id order by a.code`,
  );
  const valuation = prepare(raw, `select sum(debit - credit) as value from ledgerDay where ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory')`);
  return { trialBalance: () => trialBalance.all(lastDay), valuation: () => valuation.get() };
}
