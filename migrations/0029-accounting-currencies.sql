-- Other currencies: what they were worth on which day, which documents are in one, and what revaluations found.

-- So much of the base currency for one of the other: numerator / denominator, both in major units. A rate is corrected by a later row of
-- its day and withdrawn by a command, never edited. The last one on or before a day is that day's.
create table exchangeRate (
  id integer primary key autoincrement,
  currency text not null check (length(currency) = 3),
  onDay text not null, -- Day
  numerator integer not null check (numerator > 0),
  denominator integer not null check (denominator > 0),
  source text not null check (source in ('hand', 'sheet')), -- 'hand' | 'sheet'
  -- Where it was read: a file, a bank, a newspaper.
  sourceName text not null default '',
  recordedAt integer not null, -- Instant
  withdrawnById integer references command (id),
  commandId integer not null references command (id)
) strict;

create index exchangeRateByDay on exchangeRate (currency, onDay, id) where withdrawnById is null;
create index exchangeRateNewest on exchangeRate (onDay, id) where withdrawnById is null;

create trigger exchangeRateIsFinal before update of id, currency, onDay, numerator, denominator, source, sourceName, recordedAt, commandId on exchangeRate
begin select raise(abort, 'a rate is withdrawn, never edited'); end;
create trigger exchangeRateStays before delete on exchangeRate
begin select raise(abort, 'a rate is withdrawn, never removed'); end;

-- A document whose open item is in another currency: its whole in both, by the rate of its day. Its rows are kept in the base currency.
create table foreignItem (
  itemKind text not null check (itemKind in ('supplierBill', 'salesOrder')), -- 'supplierBill' | 'salesOrder'
  itemId integer not null,
  -- What the document is called.
  number text not null,
  currency text not null check (length(currency) = 3),
  -- Both positive: what the document is worth in its currency and in the books.
  foreignTotal integer not null check (foreignTotal > 0), -- Minor
  homeTotal integer not null check (homeTotal > 0), -- Minor
  exchangeRateId integer not null references exchangeRate (id),
  commandId integer not null references command (id),
  primary key (itemKind, itemId)
) strict, without rowid;

create trigger foreignItemIsFinal before update on foreignItem
begin select raise(abort, 'a document keeps its currency and its rate'); end;
create trigger foreignItemStays before delete on foreignItem
begin select raise(abort, 'a document keeps its currency'); end;

-- An account that holds another currency: each of its postings says both amounts.
alter table ledgerAccount add column currency text check (length(currency) = 3);

update ledgerAccount set currency = (select b.currency from bankAccount b where b.ledgerAccountId = ledgerAccount.id)
where not exists (select 1 from posting p where p.ledgerAccountId = ledgerAccount.id)
  and exists (select 1 from bankAccount b, shop s where b.ledgerAccountId = ledgerAccount.id and b.currency <> s.baseCurrency);

create trigger ledgerAccountKeepsItsCurrency before update of currency on ledgerAccount
when exists (select 1 from posting where ledgerAccountId = old.id)
begin select raise(abort, 'an account with postings keeps its currency'); end;

create index postingForeign on posting (ledgerAccountId, currency, postedOn) where currency is not null;

-- What of an item is open in its own currency, kept like its balance.
alter table openItem add column foreignBalance integer not null default 0; -- Minor

drop trigger postingCountsItsItem;
create trigger postingCountsItsItem after insert on posting
when new.itemId is not null and (select control from ledgerAccount where id = new.ledgerAccountId) is not null
begin
  insert into openItem (ledgerAccountId, itemKind, itemId, balance, foreignBalance)
  values (new.ledgerAccountId, new.itemKind, new.itemId, new.amount, coalesce(new.foreignAmount, 0))
  on conflict (ledgerAccountId, itemKind, itemId) do update set balance = balance + excluded.balance, foreignBalance = foreignBalance + excluded.foreignBalance;
end;

-- Balances in other currencies at the rates of a day. It is posted on its day and takes itself back on the next; takenBackById takes both back.
create table revaluation (
  id integer primary key autoincrement,
  throughOn text not null, -- Day
  -- What all rows together are worth more (positive) or less.
  difference integer not null, -- Minor
  recordedAt integer not null, -- Instant
  takenBackById integer references command (id),
  commandId integer not null references command (id)
) strict;

create unique index revaluationOnce on revaluation (throughOn) where takenBackById is null;

create trigger revaluationIsFinal before update of id, throughOn, difference, recordedAt, commandId on revaluation
begin select raise(abort, 'a revaluation is taken back, never edited'); end;
create trigger revaluationIsTakenBackOnce before update of takenBackById on revaluation when old.takenBackById is not null
begin select raise(abort, 'a revaluation is taken back once'); end;
create trigger revaluationStays before delete on revaluation
begin select raise(abort, 'a revaluation is taken back, never removed'); end;

create table revaluationRow (
  revaluationId integer not null references revaluation (id),
  rowNo integer not null check (rowNo >= 1),
  ledgerAccountId integer not null references ledgerAccount (id),
  itemKind text,
  itemId integer,
  currency text not null check (length(currency) = 3),
  foreignAmount integer not null, -- Minor
  -- What the books said, and what it is worth at the rate; without a rate where nothing is left in that currency.
  home integer not null, -- Minor
  worth integer not null, -- Minor
  exchangeRateId integer references exchangeRate (id),
  primary key (revaluationId, rowNo),
  check ((itemKind is null) = (itemId is null)),
  check (exchangeRateId is not null or (foreignAmount = 0 and worth = 0))
) strict, without rowid;

create trigger revaluationRowIsFinal before update on revaluationRow
begin select raise(abort, 'a revaluation is taken back, never edited'); end;
create trigger revaluationRowStays before delete on revaluationRow
begin select raise(abort, 'a revaluation is taken back, never removed'); end;

-- What a payment of an order in another currency brought: in that currency and on which account (null where it came in the base
-- currency), and what it was worth. Its amount is what it takes of the order, at the order's rate.
alter table payment add column foreignAmount integer; -- Minor
alter table payment add column worth integer; -- Minor
alter table payment add column ledgerAccountId integer references ledgerAccount (id);
