-- What goods did, day by day: kept so that classes, turnover, age and what holding costs are read and not worked out anew.

-- Kept by a trigger: what the layers of a variant changed on a day, in all, and of it what came in and what was sold.
create table variantDay (
  postedOn text not null, -- Day
  variantId integer not null references variant (id),
  quantity integer not null, -- Quantity
  value integer not null, -- Minor
  received integer not null, -- Quantity
  sold integer not null, -- Quantity
  cogs integer not null, -- Minor
  primary key (postedOn, variantId)
) strict, without rowid;

-- What a change is the cost of says its draw, else the movement itself; a parcel called back or goods returned count against what was sold.
create trigger layerChangeCountsByDay after insert on layerChange
begin
  insert into variantDay (postedOn, variantId, quantity, value, received, sold, cogs)
  select new.postedOn, movement.variantId, new.quantity, new.value,
    iif(movement.kind in ('receipt', 'opening'), new.quantity, 0), iif(movement.role = 'cogs', -new.quantity, 0), iif(movement.role = 'cogs', -new.value, 0)
  from stockMovement movement where movement.id = coalesce(new.drawId, new.movementId)
  on conflict (postedOn, variantId) do update set quantity = quantity + excluded.quantity, value = value + excluded.value,
    received = received + excluded.received, sold = sold + excluded.sold, cogs = cogs + excluded.cogs;
end;

-- Where the classes begin and what holding goods costs: one row.
create table analysisSetting (
  id integer primary key check (id = 1),
  -- Class A is what the first part of the sales' cost comes from, B the next, C the rest.
  aShare integer not null check (aShare between 0 and 1000000), -- RatePpm
  bShare integer not null check (bShare between aShare and 1000000), -- RatePpm
  -- Up to how much a week's sales may vary, as a part of their mean, for class X and for class Y.
  xVariation integer not null check (xVariation >= 0), -- RatePpm
  yVariation integer not null check (yVariation >= xVariation), -- RatePpm
  -- What goods worth 1 cost to hold for a year: money, room, insurance, loss.
  holdingRate integer not null check (holdingRate between 0 and 10000000), -- RatePpm
  -- Goods not sold for so many days are dead.
  deadDays integer not null check (deadDays between 1 and 3650)
) strict;

insert into analysisSetting values (1, 800000, 950000, 500000, 1000000, 200000, 180);
