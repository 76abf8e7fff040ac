-- What the books begin with, from another program: written down row by row, proved, and posted at once.

create table opening (
  id integer primary key autoincrement,
  openingOn text not null, -- Day
  -- What opening equity would have kept (debit positive), and the account of the owner it was put to instead.
  remainder integer not null, -- Minor
  remainderTo integer references ledgerAccount (id),
  recordedAt integer not null, -- Instant
  takenBackById integer references command (id),
  commandId integer not null references command (id),
  check ((remainder = 0) = (remainderTo is null))
) strict;

create trigger openingIsFinal before update of id, openingOn, remainder, remainderTo, recordedAt, commandId on opening
begin select raise(abort, 'an opening is taken back, never edited'); end;
create trigger openingIsTakenBackOnce before update of takenBackById on opening when old.takenBackById is not null
begin select raise(abort, 'an opening is taken back once'); end;
create trigger openingStays before delete on opening
begin select raise(abort, 'an opening is taken back, never removed'); end;

-- A row waits until it is posted with the others, or is taken out.
create table openingRow (
  id integer primary key autoincrement,
  list text not null check (list in ('balance', 'receivable', 'payable', 'bank')), -- 'balance' | 'receivable' | 'payable' | 'bank'
  -- As it is written: the code of a ledger account, or what a bank account is called.
  account text not null default '',
  -- Who owes or is owed, and what the document is called there.
  party text not null default '',
  number text not null default '',
  issuedOn text, -- Day
  dueOn text, -- Day
  -- Base currency; debit positive on an account, positive on an open item. Null where it follows from the other currency.
  home integer, -- Minor
  currency text check (length(currency) = 3),
  foreignAmount integer, -- Minor
  removedById integer references command (id),
  openingId integer references opening (id),
  -- Once posted: the account, what was put into the books for it, and its document (an order, a bill, a bank account).
  ledgerAccountId integer references ledgerAccount (id),
  posted integer, -- Minor
  documentId integer,
  commandId integer not null references command (id),
  check ((currency is null) = (foreignAmount is null)),
  check (home is not null or currency is not null),
  check (openingId is null or removedById is null)
) strict;

create index openingRowWaiting on openingRow (id) where openingId is null and removedById is null;
create index openingRowOf on openingRow (openingId, id) where openingId is not null;
create index openingRowAccount on openingRow (ledgerAccountId) where openingId is not null;

create trigger openingRowKeepsItself before update of id, list, account, party, number, issuedOn, dueOn, home, currency, foreignAmount, commandId on openingRow
begin select raise(abort, 'a row is taken out and written anew'); end;
create trigger openingRowIsPostedOnce before update on openingRow when old.openingId is not null
begin select raise(abort, 'a row that was posted stays as it is'); end;
create trigger openingRowStays before delete on openingRow
begin select raise(abort, 'a row is taken out, never removed'); end;
