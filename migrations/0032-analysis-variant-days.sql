-- What a variant did, day by day, lies together: one pass over all variants sorts nothing, and one variant's days are read by themselves.

drop trigger layerChangeCountsByDay;
alter table variantDay rename to variantDayByDay;

-- Kept by a trigger: what the layers of a variant changed on a day, in all, and of it what came in and what was sold.
create table variantDay (
  variantId integer not null references variant (id),
  postedOn text not null, -- Day
  quantity integer not null, -- Quantity
  value integer not null, -- Minor
  received integer not null, -- Quantity
  sold integer not null, -- Quantity
  cogs integer not null, -- Minor
  primary key (variantId, postedOn)
) strict, without rowid;

insert into variantDay (variantId, postedOn, quantity, value, received, sold, cogs)
select variantId, postedOn, quantity, value, received, sold, cogs from variantDayByDay order by variantId, postedOn;
drop table variantDayByDay;

-- What a change is the cost of says its draw, else the movement itself; a parcel called back or goods returned count against what was sold.
create trigger layerChangeCountsByDay after insert on layerChange
begin
  insert into variantDay (variantId, postedOn, quantity, value, received, sold, cogs)
  select movement.variantId, new.postedOn, new.quantity, new.value,
    iif(movement.kind in ('receipt', 'opening'), new.quantity, 0), iif(movement.role = 'cogs', -new.quantity, 0), iif(movement.role = 'cogs', -new.value, 0)
  from stockMovement movement where movement.id = coalesce(new.drawId, new.movementId)
  on conflict (variantId, postedOn) do update set quantity = quantity + excluded.quantity, value = value + excluded.value,
    received = received + excluded.received, sold = sold + excluded.sold, cogs = cogs + excluded.cogs;
end;

-- Kept: what layers hold by the day they were made, now (INV-S2); `pooled` are those of moving average, whose age nobody can tell.
create table layerAge (
  madeOn text not null, -- Day
  pooled integer not null check (pooled in (0, 1)),
  quantity integer not null, -- Quantity
  value integer not null, -- Minor
  primary key (madeOn, pooled)
) strict, without rowid;

-- And what of it changed on which day: an earlier day is now, less what came after it.
create table layerAgeDay (
  postedOn text not null, -- Day
  madeOn text not null, -- Day
  pooled integer not null check (pooled in (0, 1)),
  quantity integer not null, -- Quantity
  value integer not null, -- Minor
  primary key (postedOn, madeOn, pooled)
) strict, without rowid;

insert into layerAgeDay (postedOn, madeOn, pooled, quantity, value)
select change.postedOn, made.postedOn, layer.kind = 'pool', sum(change.quantity), sum(change.value)
from layerChange change join costLayer layer on layer.movementId = change.layerId join stockMovement made on made.id = change.layerId
group by 1, 2, 3;
insert into layerAge (madeOn, pooled, quantity, value) select madeOn, pooled, sum(quantity), sum(value) from layerAgeDay group by 1, 2;

create trigger layerChangeCountsForItsAge after insert on layerChange
begin
  insert into layerAgeDay (postedOn, madeOn, pooled, quantity, value)
  select new.postedOn, made.postedOn, layer.kind = 'pool', new.quantity, new.value
  from costLayer layer join stockMovement made on made.id = layer.movementId where layer.movementId = new.layerId
  on conflict (postedOn, madeOn, pooled) do update set quantity = quantity + excluded.quantity, value = value + excluded.value;
  insert into layerAge (madeOn, pooled, quantity, value)
  select made.postedOn, layer.kind = 'pool', new.quantity, new.value
  from costLayer layer join stockMovement made on made.id = layer.movementId where layer.movementId = new.layerId
  on conflict (madeOn, pooled) do update set quantity = quantity + excluded.quantity, value = value + excluded.value;
end;

-- A variant that is costed the other way: its first layer becomes the pool, or a receipt again, with all it ever changed.
create trigger costLayerChangesItsAge after update of kind on costLayer when (new.kind = 'pool') <> (old.kind = 'pool')
begin
  insert into layerAgeDay (postedOn, madeOn, pooled, quantity, value)
  select change.postedOn, made.postedOn, side.column1, side.column2 * sum(change.quantity), side.column2 * sum(change.value)
  from stockMovement made cross join stockMovement cause on cause.variantId = new.variantId
    cross join layerChange change on change.movementId = cause.id and change.layerId = new.movementId
    cross join (values (old.kind = 'pool', -1), (new.kind = 'pool', 1)) side
  where made.id = new.movementId
  group by 1, 2, 3
  on conflict (postedOn, madeOn, pooled) do update set quantity = quantity + excluded.quantity, value = value + excluded.value;
  insert into layerAge (madeOn, pooled, quantity, value)
  select made.postedOn, side.column1, side.column2 * new.quantity, side.column2 * new.value
  from stockMovement made cross join (values (old.kind = 'pool', -1), (new.kind = 'pool', 1)) side where made.id = new.movementId
  on conflict (madeOn, pooled) do update set quantity = quantity + excluded.quantity, value = value + excluded.value;
end;
