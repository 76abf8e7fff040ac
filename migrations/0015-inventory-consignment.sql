-- What is said of goods that lie apart: by whoever keeps ours, or counted here for whoever owns what we keep.

create table holderReport (
  id integer primary key autoincrement,
  locationId integer not null references location (id),
  -- The instant it speaks of; the book of that instant is what it is compared with.
  reportedAt integer not null, -- Instant
  reference text not null check (length(reference) > 0),
  settledById integer references command (id),
  withdrawnById integer references command (id),
  commandId integer not null references command (id)
) strict;

create index holderReportOfPlace on holderReport (locationId, reportedAt);

-- A variant without a line is said not to be there.
create table holderReportLine (
  holderReportId integer not null references holderReport (id),
  variantId integer not null references variant (id),
  quantity integer not null check (quantity >= 0), -- Quantity
  primary key (holderReportId, variantId)
) strict, without rowid;

create trigger holderReportIsOfGoodsApart before insert on holderReport
when not exists (select 1 from location where id = new.locationId and (owner is not null or holder is not null))
begin select raise(abort, 'only goods of others, or ours elsewhere, are reported on'); end;

create trigger holderReportIsFinal before update on holderReport
when new.locationId <> old.locationId or new.reportedAt <> old.reportedAt or new.reference <> old.reference or new.commandId <> old.commandId
  or (old.settledById is not null and new.settledById is not old.settledById)
begin select raise(abort, 'a report is settled or withdrawn, never edited'); end;

create trigger holderReportStays before delete on holderReport
begin select raise(abort, 'a report is withdrawn, never removed'); end;

create trigger holderReportLineIsFinal before update on holderReportLine
begin select raise(abort, 'a report is settled or withdrawn, never edited'); end;

create trigger holderReportLineStays before delete on holderReportLine
begin select raise(abort, 'a report is withdrawn, never removed'); end;

-- Goods apart are asked for by their place.
create index stockLevelAtPlace on stockLevel (locationId, variantId);
