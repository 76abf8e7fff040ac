-- Sheets that were brought in: what each made, so that it can be taken back whole, and how its columns were understood.

create table sheetImport (
  id integer primary key autoincrement,
  kind text not null check (kind in ('products', 'customers')), -- 'products' | 'customers'
  fileName text not null,
  source text not null,
  counts text not null check (json_valid(counts)), -- Json
  -- Rows made in one transaction have neighbouring ids: per table the last id before and the last id after.
  made text not null check (json_valid(made)), -- Json
  importedAt integer not null, -- Instant
  commandId integer not null unique references command (id) deferrable initially deferred,
  takenBackById integer references command (id) deferrable initially deferred
) strict;

create trigger sheetImportIsFinal before update on sheetImport
when old.takenBackById is not null or new.commandId <> old.commandId or new.made <> old.made
begin select raise(abort, 'an import is only taken back, once'); end;

create trigger sheetImportStays before delete on sheetImport
begin select raise(abort, 'an import is taken back, never removed'); end;

-- How the columns of such a sheet were understood the last time; headings is their key (see sheet-headings.rules.ts).
create table sheetMapping (
  kind text not null,
  headings text not null,
  mapping text not null check (json_valid(mapping)), -- Json
  numbers text not null check (numbers in ('point', 'comma')), -- 'point' | 'comma'
  primary key (kind, headings)
) strict, without rowid;

-- A price leaves only with the whole import that set it.
drop trigger priceStays;
create trigger priceStays before delete on price
when not exists (select 1 from sheetImport where sheetImport.commandId = old.commandId and takenBackById is not null)
begin select raise(abort, 'a price is history; set a new one'); end;

-- Removing a variant asks every order line whether it names it.
create index orderLineOfVariant on orderLine (variantId) where variantId is not null;
