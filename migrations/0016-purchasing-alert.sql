-- Alerts of too little and too much: each fires once when a level is passed, and again only after the stock has recovered.

-- From when on somebody wants to hear of a variant at a location, in what is available there.
create table stockAlertLevel (
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  low integer, -- Quantity
  high integer, -- Quantity
  primary key (variantId, locationId),
  check (low is not null or high is not null),
  check (high > low)
) strict, without rowid;

-- Kept by triggers in the transaction that moved the stock. What dips and recovers within one command never was a dip.
create table stockAlert (
  id integer primary key autoincrement,
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  kind text not null check (kind in ('low', 'over')), -- 'low' | 'over'
  -- As they were when it fired.
  threshold integer not null, -- Quantity
  available integer not null, -- Quantity
  firedBy integer not null references command (id),
  recoveredBy integer references command (id),
  check (iif(kind = 'low', available <= threshold, available >= threshold)),
  check (recoveredBy >= firedBy)
) strict;

create unique index stockAlertOpen on stockAlert (variantId, locationId, kind) where recoveredBy is null;
create index stockAlertOfVariant on stockAlert (variantId, locationId, recoveredBy);

create trigger stockAlertIsFinal before update on stockAlert
when new.id <> old.id or new.variantId <> old.variantId or new.locationId <> old.locationId or new.kind <> old.kind
  or new.threshold <> old.threshold or new.available <> old.available or new.firedBy <> old.firedBy
begin select raise(abort, 'an alert recovers, it is never edited'); end;

create trigger stockAlertFollowsLevel after update of onHand, onHold, allocated on stockLevel
when exists (select 1 from stockAlertLevel where variantId = new.variantId and locationId = new.locationId)
begin
  delete from stockAlert
  where variantId = new.variantId and locationId = new.locationId and recoveredBy is null and firedBy = (select max(id) from command) and not exists (
      select 1 from stockAlertLevel level where level.variantId = new.variantId and level.locationId = new.locationId
        and iif(kind = 'low', new.onHand - new.onHold - new.allocated <= level.low, new.onHand - new.onHold - new.allocated >= level.high));
  update stockAlert set recoveredBy = (select max(id) from command)
  where variantId = new.variantId and locationId = new.locationId and recoveredBy is null and not exists (
      select 1 from stockAlertLevel level where level.variantId = new.variantId and level.locationId = new.locationId
        and iif(kind = 'low', new.onHand - new.onHold - new.allocated <= level.low, new.onHand - new.onHold - new.allocated >= level.high));
  update stockAlert set recoveredBy = null
  where variantId = new.variantId and locationId = new.locationId and recoveredBy = (select max(id) from command) and exists (
      select 1 from stockAlertLevel level where level.variantId = new.variantId and level.locationId = new.locationId
        and iif(kind = 'low', new.onHand - new.onHold - new.allocated <= level.low, new.onHand - new.onHold - new.allocated >= level.high));
  insert into stockAlert (variantId, locationId, kind, threshold, available, firedBy)
  select level.variantId, level.locationId, 'low', level.low, new.onHand - new.onHold - new.allocated, (select max(id) from command) from stockAlertLevel level
  where level.variantId = new.variantId and level.locationId = new.locationId and new.onHand - new.onHold - new.allocated <= level.low
    and not exists (select 1 from stockAlert open where open.variantId = new.variantId and open.locationId = new.locationId and open.kind = 'low' and open.recoveredBy is null)
  union all
  select level.variantId, level.locationId, 'over', level.high, new.onHand - new.onHold - new.allocated, (select max(id) from command) from stockAlertLevel level
  where level.variantId = new.variantId and level.locationId = new.locationId and new.onHand - new.onHold - new.allocated >= level.high
    and not exists (select 1 from stockAlert open where open.variantId = new.variantId and open.locationId = new.locationId and open.kind = 'over' and open.recoveredBy is null);
end;

create trigger stockAlertFollowsNewLevel after insert on stockLevel
when exists (select 1 from stockAlertLevel where variantId = new.variantId and locationId = new.locationId)
begin
  delete from stockAlert
  where variantId = new.variantId and locationId = new.locationId and recoveredBy is null and firedBy = (select max(id) from command) and not exists (
      select 1 from stockAlertLevel level where level.variantId = new.variantId and level.locationId = new.locationId
        and iif(kind = 'low', new.onHand - new.onHold - new.allocated <= level.low, new.onHand - new.onHold - new.allocated >= level.high));
  update stockAlert set recoveredBy = (select max(id) from command)
  where variantId = new.variantId and locationId = new.locationId and recoveredBy is null and not exists (
      select 1 from stockAlertLevel level where level.variantId = new.variantId and level.locationId = new.locationId
        and iif(kind = 'low', new.onHand - new.onHold - new.allocated <= level.low, new.onHand - new.onHold - new.allocated >= level.high));
  update stockAlert set recoveredBy = null
  where variantId = new.variantId and locationId = new.locationId and recoveredBy = (select max(id) from command) and exists (
      select 1 from stockAlertLevel level where level.variantId = new.variantId and level.locationId = new.locationId
        and iif(kind = 'low', new.onHand - new.onHold - new.allocated <= level.low, new.onHand - new.onHold - new.allocated >= level.high));
  insert into stockAlert (variantId, locationId, kind, threshold, available, firedBy)
  select level.variantId, level.locationId, 'low', level.low, new.onHand - new.onHold - new.allocated, (select max(id) from command) from stockAlertLevel level
  where level.variantId = new.variantId and level.locationId = new.locationId and new.onHand - new.onHold - new.allocated <= level.low
    and not exists (select 1 from stockAlert open where open.variantId = new.variantId and open.locationId = new.locationId and open.kind = 'low' and open.recoveredBy is null)
  union all
  select level.variantId, level.locationId, 'over', level.high, new.onHand - new.onHold - new.allocated, (select max(id) from command) from stockAlertLevel level
  where level.variantId = new.variantId and level.locationId = new.locationId and new.onHand - new.onHold - new.allocated >= level.high
    and not exists (select 1 from stockAlert open where open.variantId = new.variantId and open.locationId = new.locationId and open.kind = 'over' and open.recoveredBy is null);
end;
