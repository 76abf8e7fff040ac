-- Entries that come again: what is written, when it is due, and what became of each day.

create table recurringEntry (
  id integer primary key autoincrement,
  name text not null check (length(trim(name)) > 0),
  lines text not null check (json_valid(lines)), -- Json
  everyMonths integer not null check (everyMonths in (1, 2, 3, 6, 12)),
  -- 31 is the last day of any month.
  dayOfMonth integer not null check (dayOfMonth between 1 and 31),
  startsOn text not null, -- Day
  endsOn text check (endsOn >= startsOn), -- Day
  -- An accrual: the opposite entry follows on the day after.
  reverses integer not null check (reverses in (0, 1)),
  stoppedById integer references command (id),
  commandId integer not null references command (id)
) strict;

create trigger recurringEntryKeepsItself before update of id, name, lines, everyMonths, dayOfMonth, startsOn, endsOn, reverses, commandId on recurringEntry
begin select raise(abort, 'an entry that comes again is stopped and written anew, never edited'); end;
create trigger recurringEntryStays before delete on recurringEntry
begin select raise(abort, 'an entry that comes again is stopped, never removed'); end;

create table recurringRun (
  id integer primary key autoincrement,
  recurringEntryId integer not null references recurringEntry (id),
  dueOn text not null, -- Day
  state text not null check (state in ('posted', 'skipped')), -- 'posted' | 'skipped'
  entryId integer references journalEntry (id),
  oppositeEntryId integer references journalEntry (id),
  undoneById integer references command (id),
  commandId integer not null references command (id),
  check ((state = 'posted') = (entryId is not null)),
  check (oppositeEntryId is null or entryId is not null)
) strict;

create unique index recurringRunOnce on recurringRun (recurringEntryId, dueOn) where undoneById is null;

create trigger recurringRunKeepsItself before update of id, recurringEntryId, dueOn, state, entryId, oppositeEntryId, commandId on recurringRun
begin select raise(abort, 'what became of a day is taken back, never edited'); end;
create trigger recurringRunIsUndoneOnce before update of undoneById on recurringRun when old.undoneById is not null
begin select raise(abort, 'what became of a day is taken back once'); end;
create trigger recurringRunStays before delete on recurringRun
begin select raise(abort, 'what became of a day is taken back, never removed'); end;
