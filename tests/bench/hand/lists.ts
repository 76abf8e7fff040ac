import type Database from 'better-sqlite3';
import { prepare } from './book.ts';

/** Customers whose card has these words, by name, with where they are reached. */
export function handCustomers(raw: Database.Database): (words: string) => unknown[] {
  const found = prepare(
    raw,
    `select c.id, c.number, c.kind, c.name, c.sortName, c.blocked,
       (select value from customerContact where customerId = c.id and kind = 'email' order by id limit 1) as email,
       (select value from customerContact where customerId = c.id and kind = 'phone' order by id limit 1) as phone,
       (select nullif(city, '') from customerAddress where customerId = c.id order by id limit 1) as city
     from (
       select * from customer where mergedIntoId is null and id in (select rowid from customerSearch where words match ? limit 500)
       order by sortName, id limit 51
     ) c order by c.sortName, c.id`,
  );
  return (words) => found.all(words);
}

/** Products with these words, by name, with what their variants cost now. */
export function handProducts(raw: Database.Database): (words: string, now: number) => unknown[] {
  const found = prepare(
    raw,
    `select p.id, p.name, p.state, count(*) as variantCount, substr(min(printf('%010d', v.position) || v.sku), 11) as sku, min(v.amount) as priceFrom, max(v.amount) as priceTo,
       (select hash from productImage where productId = p.id order by position limit 1) as image
     from (select id, name, state, sortName from product where id in (select rowid from productSearch where words match ?) order by sortName, id limit 51) p
     left join (
       select productId, sku, position, (select amount from price where variantId = variant.id and currency = 'CNY' and validFromAt <= ? order by validFromAt desc, id desc limit 1) as amount from variant
     ) v on v.productId = p.id
     group by p.id order by p.sortName, p.id`,
  );
  return (words, now) => found.all(words, now);
}

/** The first page of an account in a period, with the balance before it and after each line. */
export function handLedger(raw: Database.Database): (account: number, from: string) => unknown {
  const before = prepare(raw, 'select coalesce(sum(debit - credit), 0) as balance from ledgerDay where ledgerAccountId = ? and dayOn < ?').pluck();
  const lines = prepare(
    raw,
    `select p.entryId, p.lineNo, p.postedOn, p.ledgerAccountId, p.amount, p.channelId, p.locationId, p.campaignId, p.itemKind, p.itemId, p.currency, p.foreignAmount,
       e.number, e.memoKey, e.memoValues, e.sourceKind, e.sourceId, t.text,
       (select number from entryVoucher where entryId = e.id and exists (select 1 from installedChart where chart = 'smallBusinessCn')) as voucher
     from posting p join journalEntry e on e.id = p.entryId left join entryText t on t.entryId = e.id
     where p.ledgerAccountId = ? and (p.postedOn, p.entryId, p.lineNo) > (?, 0, 0) order by p.postedOn, p.entryId, p.lineNo limit 51`,
  );
  return (account, from) => {
    let balance = before.get(account, from) as number;
    return (lines.all(account, from) as { amount: number; memoValues: string }[]).map((row) => ({ ...row, memo: JSON.parse(row.memoValues) as object, balance: (balance += row.amount) }));
  };
}

/** Income and expense by account, of a year and of the one before, from the kept days. */
export function handProfit(raw: Database.Database): (from: string, to: string, before: string) => unknown[] {
  const sums = prepare(
    raw,
    `select a.id, a.code, a.name, a.type, sum(iif(d.dayOn >= ?, d.credit - d.debit, 0)) as thisYear, sum(iif(d.dayOn < ?, d.credit - d.debit, 0)) as yearBefore
     from ledgerAccount a join ledgerDay d on d.ledgerAccountId = a.id
     where a.type in ('income', 'expense') and d.dayOn between ? and ? group by a.id order by a.code`,
  );
  return (from, to, before) => sums.all(from, from, before, to);
}
