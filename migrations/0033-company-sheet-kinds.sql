-- The orders of a channel without a door come in by sheets as well. Which kinds there are is for the program to know: a kind more
-- is no new form of the file.

drop trigger priceStays;
drop trigger sheetImportIsFinal;
drop trigger sheetImportStays;
create temp table keptSheetImport as select * from sheetImport;
drop table sheetImport;

create table sheetImport (
  id integer primary key autoincrement,
  kind text not null check (length(kind) > 0), -- 'products' | 'customers' | 'opening' | 'channelOrders'
  fileName text not null,
  source text not null,
  counts text not null check (json_valid(counts)), -- Json
  -- Rows made in one transaction have neighbouring ids: per table the last id before and the last id after.
  made text not null check (json_valid(made)), -- Json
  importedAt integer not null, -- Instant
  commandId integer not null unique references command (id) deferrable initially deferred,
  takenBackById integer references command (id) deferrable initially deferred
) strict;

insert into sheetImport (id, kind, fileName, source, counts, made, importedAt, commandId, takenBackById)
  select id, kind, fileName, source, counts, made, importedAt, commandId, takenBackById from temp.keptSheetImport;
drop table temp.keptSheetImport;

create trigger sheetImportIsFinal before update on sheetImport
when old.takenBackById is not null or new.commandId <> old.commandId or new.made <> old.made
begin select raise(abort, 'an import is only taken back, once'); end;

create trigger sheetImportStays before delete on sheetImport
begin select raise(abort, 'an import is taken back, never removed'); end;

create trigger priceStays before delete on price
when not exists (select 1 from sheetImport where sheetImport.commandId = old.commandId and takenBackById is not null)
begin select raise(abort, 'a price is history; set a new one'); end;
