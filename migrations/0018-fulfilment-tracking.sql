-- Parcels under way, what carriers say of them, and how long silence is normal.

-- Every parcel with a tracking number, from the moment it leaves. Its status and news are kept from its events.
create table delivery (
  shipmentId integer primary key references shipment (id),
  -- As it is compared: capitals, without spaces and hyphens.
  number text not null,
  status text not null default 'labelled' check (status in ('labelled', 'accepted', 'inTransit', 'outForDelivery', 'delivered', 'failed', 'returned')), -- 'labelled' | 'accepted' | 'inTransit' | 'outForDelivery' | 'delivered' | 'failed' | 'returned'
  newsAt integer not null, -- Instant
  stuckAt integer, -- Instant
  commandId integer not null references command (id)
) strict;

create index deliveryNumber on delivery (number);
create index deliveryUnderWay on delivery (newsAt) where status not in ('delivered', 'returned');

-- What a carrier said, once however often it is told. Without a shipment it belongs to a number nobody here knows.
create table trackingEvent (
  id integer primary key autoincrement,
  number text not null,
  shipmentId integer references shipment (id),
  status text not null check (status in ('accepted', 'inTransit', 'outForDelivery', 'delivered', 'failed', 'returned')), -- 'accepted' | 'inTransit' | 'outForDelivery' | 'delivered' | 'failed' | 'returned'
  happenedAt integer not null, -- Instant
  place text not null,
  says text not null,
  commandId integer not null references command (id),
  unique (number, happenedAt, status, place, says)
) strict;

create index trackingEventOfShipment on trackingEvent (shipmentId, happenedAt);
create index trackingEventStray on trackingEvent (number) where shipmentId is null;

create trigger trackingEventIsFinal before update of id, number, status, happenedAt, place, says, commandId on trackingEvent
begin select raise(abort, 'what a carrier said is never edited'); end;
create trigger trackingEventStays before delete on trackingEvent
begin select raise(abort, 'what a carrier said is never removed'); end;

create trigger trackingEventCounts after insert on trackingEvent when new.shipmentId is not null
begin
  update delivery set
    status = (select status from trackingEvent where shipmentId = new.shipmentId order by happenedAt desc, id desc limit 1),
    newsAt = max(newsAt, new.happenedAt)
  where shipmentId = new.shipmentId;
end;

-- An event that finds its parcel later, or is taken from it again.
create trigger trackingEventFindsItsParcel after update of shipmentId on trackingEvent
begin
  update delivery set
    status = coalesce((select status from trackingEvent where shipmentId = delivery.shipmentId order by happenedAt desc, id desc limit 1), 'labelled'),
    newsAt = max((select occurredAt from shipment where id = delivery.shipmentId), coalesce((select max(happenedAt) from trackingEvent where shipmentId = delivery.shipmentId), 0))
  where shipmentId in (old.shipmentId, new.shipmentId);
end;

-- A parcel that leaves with a number is followed, and finds what was said of its number before.
create trigger shipmentIsFollowed after insert on shipment when new.kind = 'ours' and new.trackingNumber is not null and new.trackingNumber <> ''
begin
  insert into delivery (shipmentId, number, newsAt, commandId)
  values (new.id, replace(replace(upper(new.trackingNumber), ' ', ''), '-', ''), new.occurredAt, new.commandId);
  update trackingEvent set shipmentId = new.id
  where shipmentId is null and number = replace(replace(upper(new.trackingNumber), ' ', ''), '-', '');
end;

create table fulfilmentSetting (
  id integer primary key check (id = 1),
  -- Days without news after which somebody asks where a parcel is.
  stuckDays integer not null default 7 check (stuckDays between 1 and 90)
) strict;

insert into fulfilmentSetting (id) values (1);
