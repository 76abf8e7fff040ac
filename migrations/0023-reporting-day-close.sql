-- The end of a day: what was proved that evening, the backup that was restored and proved again, and what was left open.

create table dayClose (
  id integer primary key autoincrement,
  dayOn text not null, -- Day
  closedAt integer not null, -- Instant
  -- Where the record stood in the backup.
  headId integer not null references command (id),
  head text not null check (length(head) = 64),
  backup text not null check (backup <> ''),
  backupSha256 text not null check (length(backupSha256) = 64),
  -- How many proofs held, and over how many rows, in the restored copy.
  proofs integer not null check (proofs > 0),
  checked integer not null check (checked >= 0),
  -- Left for tomorrow: orders due today, questions nobody answered, news not sent, news set aside.
  dueToday integer not null check (dueToday >= 0),
  openExceptions integer not null check (openExceptions >= 0),
  waiting integer not null check (waiting >= 0),
  parked integer not null check (parked >= 0),
  commandId integer not null references command (id),
  check (commandId > headId)
) strict;

create trigger dayCloseIsFinal before update on dayClose
begin select raise(abort, 'a day that was closed is closed again, never edited'); end;
create trigger dayCloseStays before delete on dayClose
begin select raise(abort, 'a day that was closed is closed again, never removed'); end;
