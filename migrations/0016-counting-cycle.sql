-- How often goods of each class by value are counted: a line is due when its last count is older.
create table countCycle (
  valueClass text primary key check (valueClass in ('A', 'B', 'C')), -- 'A' | 'B' | 'C'
  days integer not null check (days between 1 and 3650)
) strict, without rowid;

insert into countCycle (valueClass, days) values ('A', 30), ('B', 90), ('C', 180);

create trigger countCycleStays before delete on countCycle
begin select raise(abort, 'each class keeps its cycle'); end;

-- What somebody saw on a line of a count: goods that are damaged, with their picture.
create table stocktakePhoto (
  id integer primary key autoincrement,
  stocktakeId integer not null references stocktake (id),
  lineId integer not null references stocktakeLine (id),
  hash text not null references image (hash),
  note text not null default '',
  userId integer not null references user (id),
  takenAt integer not null, -- Instant
  removedAt integer, -- Instant
  commandId integer not null references command (id)
) strict;

create unique index stocktakePhotoOnce on stocktakePhoto (lineId, hash);

create trigger stocktakePhotoInItsCount before insert on stocktakePhoto
when not exists (select 1 from stocktakeLine line where line.id = new.lineId and line.stocktakeId = new.stocktakeId)
begin select raise(abort, 'a picture belongs to a line of its own count'); end;

create trigger stocktakePhotoIsFinal before update on stocktakePhoto
when new.id <> old.id or new.stocktakeId <> old.stocktakeId or new.lineId <> old.lineId or new.hash <> old.hash or new.note <> old.note
  or new.userId <> old.userId or new.takenAt <> old.takenAt or new.commandId <> old.commandId
begin select raise(abort, 'a picture is set aside, never edited'); end;

create trigger stocktakePhotoOfPostedCount before update on stocktakePhoto
when (select state from stocktake where id = old.stocktakeId) in ('posted', 'abandoned')
begin select raise(abort, 'what a closed count shows stays'); end;

create trigger stocktakePhotoStays before delete on stocktakePhoto
begin select raise(abort, 'a picture is set aside, never removed'); end;
