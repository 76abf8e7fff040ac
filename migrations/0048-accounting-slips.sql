-- A receipt somebody dropped waits for the entry it is about, its file beside it as a paper. Nothing is posted by it.

create table slip (
  id integer primary key autoincrement,
  name text not null check (length(trim(name)) > 0),
  -- The day the file itself says: when a camera took it, or when it was last changed.
  datedOn text, -- Day
  datedBy text check (datedBy in ('photo', 'file')), -- 'photo' | 'file'
  takenAt integer not null, -- Instant
  entryId integer references journalEntry (id),
  discardedById integer references command (id),
  commandId integer not null references command (id),
  check ((datedOn is null) = (datedBy is null)),
  check (entryId is null or discardedById is null)
) strict;

create index slipWaiting on slip (id) where entryId is null and discardedById is null;
create unique index slipOfEntry on slip (entryId) where entryId is not null;
-- Whether a file lies beside an entry already.
create index attachmentByHash on attachment (hash) where removedById is null;

create trigger slipKeepsItself before update of id, name, datedOn, datedBy, takenAt, commandId on slip
begin select raise(abort, 'a slip is discarded and taken anew, never edited'); end;
create trigger slipIsPostedOnce before update of entryId, discardedById on slip when old.entryId is not null
begin select raise(abort, 'a slip lies beside one entry'); end;
create trigger slipStays before delete on slip
begin select raise(abort, 'a slip is discarded, never removed'); end;
