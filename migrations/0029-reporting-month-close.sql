-- The end of a month: what a person looked at, and on which proofs and which head of the record the books were closed.

create table monthTick (
  id integer primary key autoincrement,
  throughOn text not null, -- Day
  item text not null check (item <> ''),
  -- The figures somebody looked at. The tick counts as long as they are still the same.
  open integer not null check (open >= 0),
  amount integer not null, -- Minor
  note text not null default '',
  tickedAt integer not null, -- Instant
  undoneById integer references command (id),
  commandId integer not null references command (id)
) strict;

create unique index monthTickOnce on monthTick (throughOn, item) where undoneById is null;

create trigger monthTickIsFinal before update of id, throughOn, item, open, amount, note, tickedAt, commandId on monthTick
begin select raise(abort, 'what was looked at is looked at again, never edited'); end;
create trigger monthTickIsUndoneOnce before update of undoneById on monthTick when old.undoneById is not null
begin select raise(abort, 'a tick is taken back once'); end;
create trigger monthTickStays before delete on monthTick
begin select raise(abort, 'a tick is taken back, never removed'); end;

create table monthClose (
  id integer primary key autoincrement,
  throughOn text not null, -- Day
  periodLockId integer not null unique references periodLock (id),
  -- Where the record stood when everything was proved.
  headId integer not null references command (id),
  head text not null check (length(head) = 64),
  proofs integer not null check (proofs > 0),
  checked integer not null check (checked >= 0),
  -- The checklist as it was: item, state, how many, how much.
  items text not null check (json_valid(items)), -- Json
  closedAt integer not null, -- Instant
  commandId integer not null references command (id),
  check (commandId > headId)
) strict;

create index monthCloseOf on monthClose (throughOn, id);

create trigger monthCloseIsFinal before update on monthClose
begin select raise(abort, 'a month that was closed is reopened and closed again, never edited'); end;
create trigger monthCloseStays before delete on monthClose
begin select raise(abort, 'a month that was closed stays written'); end;
