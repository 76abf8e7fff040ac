-- Budgets: what an account should come to in a month, and what happens when a purchase order would go beyond it.

-- A later row of the same account, month and centre takes the place of an earlier one, which stays to be read.
create table budgetFigure (
  id integer primary key autoincrement,
  ledgerAccountId integer not null references ledgerAccount (id),
  -- The first of the month.
  monthOn text not null check (monthOn glob '????-??-01'), -- Day
  -- Of one cost centre; of the whole account where there is none.
  centreKind text check (centreKind in ('channel', 'location', 'campaign')), -- 'channel' | 'location' | 'campaign'
  centreId integer,
  -- On the account's own side: income and costs are both positive. Null: there is no budget any more.
  amount integer, -- Minor
  recordedAt integer not null, -- Instant
  commandId integer not null references command (id),
  check ((centreKind is null) = (centreId is null))
) strict;

create index budgetFigureNewest on budgetFigure (monthOn, ledgerAccountId, centreKind, centreId, id);

create trigger budgetFigureIsFinal before update on budgetFigure
begin select raise(abort, 'a budget is followed by another version, never edited'); end;
create trigger budgetFigureStays before delete on budgetFigure
begin select raise(abort, 'a budget is followed by another version, never removed'); end;

-- The latest row of an account counts; without any, a reason is asked for.
create table budgetGuard (
  id integer primary key autoincrement,
  ledgerAccountId integer not null references ledgerAccount (id),
  guard text not null check (guard in ('off', 'ask', 'refuse')), -- 'off' | 'ask' | 'refuse'
  recordedAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create index budgetGuardNewest on budgetGuard (ledgerAccountId, id);

create trigger budgetGuardIsFinal before update on budgetGuard
begin select raise(abort, 'a guard is followed by another, never edited'); end;
create trigger budgetGuardStays before delete on budgetGuard
begin select raise(abort, 'a guard is followed by another, never removed'); end;

-- What buying goods posted: few among all entries, and asked for by month.
create index journalEntryOfPurchases on journalEntry (postedOn) where sourceKind in ('goodsReceipt', 'purchaseReturn', 'supplierBill', 'landedCost');
