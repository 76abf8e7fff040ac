-- The books: ledger accounts, final journal entries, the days that are closed, and the balances kept for speed.

-- Which chart the shop keeps its books by, and what it decided where the law leaves a choice.
create table installedChart (
  id integer primary key check (id = 1),
  chart text not null,
  policies text not null, -- Json
  commandId integer not null references command (id)
) strict;

create table ledgerAccount (
  id integer primary key autoincrement,
  code text not null unique check (code glob '[0-9A-Z]*' and code not glob '*[^0-9A-Z]*' and length(code) <= 16),
  name text not null check (length(trim(name)) > 0),
  type text not null check (type in ('asset', 'liability', 'equity', 'income', 'expense')), -- 'asset' | 'liability' | 'equity' | 'income' | 'expense'
  control text,
  blocked integer not null default 0 check (blocked in (0, 1)),
  commandId integer not null references command (id)
) strict;

create table accountRole (
  role text primary key,
  ledgerAccountId integer not null references ledgerAccount (id)
) strict, without rowid;

create index accountRoleOfAccount on accountRole (ledgerAccountId);

-- The id is the entry's sequence. An entry is inserted open, then its postings, then posted by one update that sums them.
create table journalEntry (
  id integer primary key autoincrement,
  number text not null unique,
  postedOn text not null, -- Day
  occurredAt integer not null, -- Instant
  recordedAt integer not null, -- Instant
  sourceKind text not null check (length(sourceKind) > 0),
  sourceId integer not null,
  ruleId text not null check (length(ruleId) > 0),
  ruleVersion integer not null,
  memoKey text not null,
  memoValues text not null, -- Json
  terms text not null, -- Json
  -- Stands for what a person typed, salted, so that the words can be erased and the digest below stays.
  textDigest text,
  reversesId integer unique references journalEntry (id),
  digest text,
  postedAt integer, -- Instant
  commandId integer not null references command (id),
  check ((digest is null) = (postedAt is null))
) strict;

-- What a person typed about an entry: it may name people, so it lies outside the digest and can be erased.
create table entryText (
  entryId integer primary key references journalEntry (id),
  salt text not null,
  text text not null
) strict;

create trigger entryTextStays before update on entryText
begin select raise(abort, 'what was typed is erased, never edited'); end;

create index journalEntryByDay on journalEntry (postedOn, id);
create index journalEntryBySource on journalEntry (sourceKind, sourceId);

-- postedOn repeats the entry's, so that an account's page and its balance at a day need no join.
create table posting (
  entryId integer not null references journalEntry (id),
  lineNo integer not null check (lineNo >= 1),
  ledgerAccountId integer not null references ledgerAccount (id),
  postedOn text not null, -- Day
  amount integer not null, -- Minor
  channelId integer,
  itemKind text,
  itemId integer,
  currency text check (length(currency) = 3),
  foreignAmount integer, -- Minor
  primary key (entryId, lineNo),
  check ((itemKind is null) = (itemId is null)),
  check ((currency is null) = (foreignAmount is null)),
  check (amount <> 0 or foreignAmount <> 0)
) strict, without rowid;

create index postingByAccount on posting (ledgerAccountId, postedOn, entryId, lineNo);
create index postingByItem on posting (itemKind, itemId) where itemId is not null;

-- Each row says through which day the books are closed from now on (null: no day). A reopening leaves its row for good.
create table periodLock (
  id integer primary key autoincrement,
  kind text not null check (kind in ('lock', 'reopen')), -- 'lock' | 'reopen'
  throughOn text, -- Day
  atSequence integer not null,
  reason text not null,
  recordedAt integer not null, -- Instant
  commandId integer not null references command (id),
  check (kind = 'reopen' or throughOn is not null)
) strict;

-- Kept balances: always the sum of the postings (INV-L4), because each posting adds itself when it is written.
create table ledgerDay (
  ledgerAccountId integer not null references ledgerAccount (id),
  dayOn text not null, -- Day
  debit integer not null, -- Minor
  credit integer not null, -- Minor
  primary key (ledgerAccountId, dayOn)
) strict, without rowid;

create table openItem (
  ledgerAccountId integer not null references ledgerAccount (id),
  itemKind text not null,
  itemId integer not null,
  balance integer not null, -- Minor
  primary key (ledgerAccountId, itemKind, itemId)
) strict, without rowid;

create index openItemNotSettled on openItem (ledgerAccountId, itemKind, itemId) where balance <> 0;

create trigger journalEntryStartsOpen before insert on journalEntry
when new.postedAt is not null or exists (select 1 from journalEntry where id = new.id or number = new.number)
begin select raise(abort, 'an entry is inserted open, under a number of its own'); end;

create trigger journalEntryIsPosted before update on journalEntry when old.postedAt is null and new.postedAt is not null
begin
  select raise(abort, 'an entry never moves into a closed period')
  where new.postedOn <= (select throughOn from periodLock order by id desc limit 1);
  select case
    when count(*) = 0 then raise(abort, 'an entry has postings')
    when sum(p.amount) <> 0 then raise(abort, 'an entry balances')
    when count(p.currency) = count(*) and count(distinct p.currency) = 1 and sum(p.foreignAmount) <> 0
      then raise(abort, 'an entry in one currency balances in that currency')
    when max(a.blocked) = 1 then raise(abort, 'a blocked account takes no postings')
    when max(a.control <> 'inventory' and p.itemId is null) = 1 then raise(abort, 'a posting on a control account names its open item')
    when new.ruleId = 'manual' and count(a.control) > 0 then raise(abort, 'a control account is corrected by a document')
  end
  from posting p join ledgerAccount a on a.id = p.ledgerAccountId where p.entryId = new.id;
end;

create trigger journalEntryKeepsItself before update of
  id, number, postedOn, occurredAt, recordedAt, sourceKind, sourceId, ruleId, ruleVersion, memoKey, memoValues, terms, textDigest, reversesId, commandId on journalEntry
begin select raise(abort, 'an entry is reversed, never edited'); end;

create trigger journalEntryIsFinal before update on journalEntry when old.postedAt is not null
begin select raise(abort, 'a posted entry is reversed, never edited'); end;

create trigger journalEntryStays before delete on journalEntry
begin select raise(abort, 'an entry is reversed, never removed'); end;

create trigger postingJoinsOpenEntry before insert on posting
when exists (select 1 from journalEntry where id = new.entryId and (postedAt is not null or postedOn <> new.postedOn))
  or exists (select 1 from posting where entryId = new.entryId and lineNo = new.lineNo)
begin select raise(abort, 'a posting joins an open entry, on its day'); end;

create trigger postingCounts after insert on posting
begin
  insert into ledgerDay (ledgerAccountId, dayOn, debit, credit)
  values (new.ledgerAccountId, new.postedOn, max(new.amount, 0), max(-new.amount, 0))
  on conflict (ledgerAccountId, dayOn) do update set debit = debit + excluded.debit, credit = credit + excluded.credit;
end;

create trigger postingCountsItsItem after insert on posting
when new.itemId is not null and (select control from ledgerAccount where id = new.ledgerAccountId) is not null
begin
  insert into openItem (ledgerAccountId, itemKind, itemId, balance)
  values (new.ledgerAccountId, new.itemKind, new.itemId, new.amount)
  on conflict (ledgerAccountId, itemKind, itemId) do update set balance = balance + excluded.balance;
end;

create trigger postingIsFinal before update on posting
begin select raise(abort, 'a posting is reversed, never edited'); end;

create trigger postingStays before delete on posting
begin select raise(abort, 'a posting is reversed, never removed'); end;

create trigger ledgerAccountKeepsItsNature before update of id, type, control on ledgerAccount
when exists (select 1 from posting where ledgerAccountId = old.id)
begin select raise(abort, 'an account with postings keeps its type'); end;

create trigger periodLockIsTrue before insert on periodLock
when new.atSequence <> (select coalesce(max(id), 0) from journalEntry) or exists (select 1 from periodLock where id = new.id)
begin select raise(abort, 'a period is closed at the last entry there is'); end;

create trigger periodLockIsFinal before update on periodLock
begin select raise(abort, 'a closing is never edited'); end;

create trigger periodLockStays before delete on periodLock
begin select raise(abort, 'a closing is never removed'); end;
