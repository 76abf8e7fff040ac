-- A channel that is known by its sheets only: whose sheets they are and how their amounts are understood.
create table sheetChannel (
  channelId integer primary key references channel (id),
  platform text not null check (length(platform) > 0),
  -- The tax of these sales: in the prices, none, or the platform's own to collect and to pay.
  taxes text not null check (taxes in ('included', 'none', 'channel')), -- 'included' | 'none' | 'channel'
  -- Where its goods leave from; any place that sells when null.
  locationId integer references location (id),
  commandId integer not null references command (id) deferrable initially deferred
) strict;

-- A file for the platform: what left since the file before it.
create table shipBack (
  id integer primary key autoincrement,
  channelId integer not null references channel (id),
  writtenAt integer not null, -- Instant
  commandId integer not null references command (id) deferrable initially deferred
) strict;
create index shipBackChannel on shipBack (channelId, id);

-- What a file told stays as it was told, whatever becomes of the parcel: written again it is the same file.
create table shipBackParcel (
  shipBackId integer not null references shipBack (id),
  shipmentId integer not null references shipment (id),
  orderNumber text not null,
  carrier text not null,
  trackingNumber text not null,
  shippedAt integer not null, -- Instant
  lines text not null check (json_valid(lines)), -- Json
  primary key (shipBackId, shipmentId)
) strict, without rowid;

create trigger shipBackStays before delete on shipBack
begin select raise(abort, 'a file that was written may have been used'); end;
create trigger shipBackIsFinal before update on shipBack
begin select raise(abort, 'a file that was written may have been used'); end;
create trigger shipBackParcelStays before delete on shipBackParcel
begin select raise(abort, 'a file that was written may have been used'); end;
create trigger shipBackParcelIsFinal before update on shipBackParcel
begin select raise(abort, 'a file that was written may have been used'); end;
