-- Where goods are, how they moved, and what they cost.

create table location (
  id integer primary key autoincrement,
  name text not null unique check (length(name) > 0),
  kind text not null check (kind in ('shop', 'warehouse', 'inTransit')), -- 'shop' | 'warehouse' | 'inTransit'
  negativePolicy text not null check (negativePolicy in ('refuse', 'allow')), -- 'refuse' | 'allow'
  sellable integer not null check (sellable in (0, 1)),
  blocked integer not null default 0 check (blocked in (0, 1)),
  check (kind <> 'inTransit' or (sellable = 0 and negativePolicy = 'refuse'))
) strict;

create unique index oneInTransit on location (kind) where kind = 'inTransit';

create table bin (
  id integer primary key autoincrement,
  locationId integer not null references location (id),
  code text not null check (length(code) > 0),
  blocked integer not null default 0 check (blocked in (0, 1)),
  unique (locationId, code)
) strict;

-- Goods that arrived, with or without an order to a supplier before them.
create table goodsReceipt (
  id integer primary key autoincrement,
  number text not null unique,
  locationId integer not null references location (id),
  note text,
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

-- The paper behind a change of stock by decision: found or lost goods, opening stock, goods put on hold.
create table stockAdjustment (
  id integer primary key autoincrement,
  kind text not null check (kind in ('adjustment', 'opening', 'hold')), -- 'adjustment' | 'opening' | 'hold'
  reason text check ((reason is null) = (kind <> 'adjustment')),
  note text,
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

create table stockTransfer (
  id integer primary key autoincrement,
  fromLocationId integer not null references location (id),
  toLocationId integer not null references location (id),
  sentAt integer not null, -- Instant
  arrivedAt integer, -- Instant
  commandId integer not null references command (id),
  check (fromLocationId <> toLocationId)
) strict;

create table stockTransferLine (
  stockTransferId integer not null references stockTransfer (id),
  variantId integer not null references variant (id),
  quantity integer not null check (quantity > 0), -- Quantity
  primary key (stockTransferId, variantId)
) strict, without rowid;

-- One signed, permanent change. `quantity` changes on hand, `held` changes on hold; a role means that it bears value.
create table stockMovement (
  id integer primary key autoincrement,
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  binId integer references bin (id),
  quantity integer not null, -- Quantity
  held integer not null, -- Quantity
  kind text not null check (kind in ('receipt', 'opening', 'shipment', 'cancellation', 'return', 'gain', 'loss', 'transfer', 'move', 'hold')), -- 'receipt' | 'opening' | 'shipment' | 'cancellation' | 'return' | 'gain' | 'loss' | 'transfer' | 'move' | 'hold'
  reason text,
  role text,
  ofMovementId integer references stockMovement (id),
  occurredAt integer not null, -- Instant
  recordedAt integer not null, -- Instant
  postedOn text not null, -- Day
  sourceKind text not null,
  sourceId integer not null,
  commandId integer not null references command (id),
  check (quantity <> 0 or held <> 0),
  check ((reason is null) = (kind not in ('gain', 'loss'))),
  check ((role is null) = (kind in ('transfer', 'move', 'hold'))),
  check ((ofMovementId is null) = (kind not in ('cancellation', 'return'))),
  check (kind not in ('receipt', 'opening', 'gain', 'cancellation', 'return') or quantity > 0),
  check (kind not in ('shipment', 'loss') or quantity < 0),
  check (kind <> 'hold' or quantity = 0)
) strict;

-- Costing order, and the history of one variant.
create index stockMovementOfVariant on stockMovement (variantId, postedOn, occurredAt);
create index stockMovementOf on stockMovement (ofMovementId) where ofMovementId is not null;

create trigger stockMovementIsFinal before update on stockMovement
begin select raise(abort, 'a stock movement is corrected by another movement, never edited'); end;

create trigger stockMovementStays before delete on stockMovement
begin select raise(abort, 'a stock movement is never removed'); end;

-- Kept: what the movements and open allocations of a place add up to.
create table stockLevel (
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  onHand integer not null, -- Quantity
  onHold integer not null, -- Quantity
  allocated integer not null check (allocated >= 0), -- Quantity
  primary key (variantId, locationId)
) strict, without rowid;

create index stockLevelShort on stockLevel (variantId) where onHand - onHold - allocated < 0;

create table binLevel (
  variantId integer not null references variant (id),
  binId integer not null references bin (id),
  onHand integer not null, -- Quantity
  onHold integer not null, -- Quantity
  primary key (variantId, binId)
) strict, without rowid;

create index binLevelOfBin on binLevel (binId) where onHand <> 0;

create trigger stockMovementCounts after insert on stockMovement
begin
  insert into stockLevel (variantId, locationId, onHand, onHold, allocated)
  values (new.variantId, new.locationId, new.quantity, new.held, 0)
  on conflict (variantId, locationId) do update set onHand = onHand + excluded.onHand, onHold = onHold + excluded.onHold;
end;

create trigger stockMovementCountsInBin after insert on stockMovement when new.binId is not null
begin
  insert into binLevel (variantId, binId, onHand, onHold)
  values (new.variantId, new.binId, new.quantity, new.held)
  on conflict (variantId, binId) do update set onHand = onHand + excluded.onHand, onHold = onHold + excluded.onHold;
end;

-- Triggers and not checks: an upsert would check the change it adds as if it were the level.
create trigger stockLevelHoldsStart after insert on stockLevel when new.onHold < 0
begin select raise(abort, 'less than nothing on hold'); end;

create trigger stockLevelHoldsStay after update on stockLevel when new.onHold < 0
begin select raise(abort, 'less than nothing on hold'); end;

create trigger binLevelHoldsStart after insert on binLevel when new.onHold < 0
begin select raise(abort, 'less than nothing on hold'); end;

create trigger binLevelHoldsStay after update on binLevel when new.onHold < 0
begin select raise(abort, 'less than nothing on hold'); end;

-- A level below zero is refused where the location refuses it, unless the change makes it better.
create trigger stockLevelStartsCovered after insert on stockLevel
when new.onHand - new.onHold - new.allocated < 0
  and (select negativePolicy from location where id = new.locationId) = 'refuse'
begin select raise(abort, 'this location has not that much available'); end;

create trigger stockLevelStaysCovered after update on stockLevel
when new.onHand - new.onHold - new.allocated < 0
  and new.onHand - new.onHold - new.allocated < old.onHand - old.onHold - old.allocated
  and (select negativePolicy from location where id = new.locationId) = 'refuse'
begin select raise(abort, 'this location has not that much available'); end;

create trigger binLevelStaysCovered after update on binLevel
when new.onHand - new.onHold < 0 and new.onHand - new.onHold < old.onHand - old.onHold
  and (select negativePolicy from location join bin on bin.locationId = location.id where bin.id = new.binId) = 'refuse'
begin select raise(abort, 'this bin has not that much'); end;

create trigger binLevelStartsCovered after insert on binLevel
when new.onHand - new.onHold < 0
  and (select negativePolicy from location join bin on bin.locationId = location.id where bin.id = new.binId) = 'refuse'
begin select raise(abort, 'this bin has not that much'); end;

-- Set aside for an order line at a location. The row goes when the goods go; the audit keeps its story.
create table allocation (
  orderLineId integer not null,
  locationId integer not null references location (id),
  variantId integer not null references variant (id),
  quantity integer not null check (quantity > 0), -- Quantity
  allocatedAt integer not null, -- Instant
  commandId integer not null references command (id),
  primary key (orderLineId, locationId)
) strict, without rowid;

create index allocationOfVariant on allocation (variantId, locationId);

create trigger allocationCounts after insert on allocation
begin
  insert into stockLevel (variantId, locationId, onHand, onHold, allocated)
  values (new.variantId, new.locationId, 0, 0, new.quantity)
  on conflict (variantId, locationId) do update set allocated = allocated + excluded.allocated;
end;

create trigger allocationCountsChange after update of quantity on allocation
begin
  update stockLevel set allocated = allocated + new.quantity - old.quantity
  where variantId = new.variantId and locationId = new.locationId;
end;

create trigger allocationCountsEnd after delete on allocation
begin
  update stockLevel set allocated = allocated - old.quantity
  where variantId = old.variantId and locationId = old.locationId;
end;

create trigger allocationKeepsItsPlace before update of orderLineId, locationId, variantId on allocation
begin select raise(abort, 'an allocation is ended and made anew, never moved'); end;

-- Kept: what is left of a receipt. Named by the movement that made it; an owed layer by the draw that owes.
create table costLayer (
  movementId integer primary key references stockMovement (id),
  variantId integer not null references variant (id),
  kind text not null check (kind in ('receipt', 'pool', 'owed')), -- 'receipt' | 'pool' | 'owed'
  quantity integer not null, -- Quantity
  value integer not null -- Minor
) strict;

create index costLayerOpen on costLayer (variantId) where quantity <> 0 or kind = 'pool';

-- One signed change of a layer. `movementId` caused it, `drawId` is the draw whose cost it is (null for goods coming in).
-- `recosting` rows are posted by this room's own entry of the same command and day, the others by their document's.
create table layerChange (
  id integer primary key autoincrement,
  layerId integer not null references costLayer (movementId),
  movementId integer not null references stockMovement (id),
  drawId integer references stockMovement (id),
  quantity integer not null, -- Quantity
  value integer not null, -- Minor
  postedOn text not null, -- Day
  recosting integer not null check (recosting in (0, 1)),
  commandId integer not null references command (id),
  check (quantity <> 0 or value <> 0)
) strict;

create index layerChangeOfMovement on layerChange (movementId);
create index layerChangeOfDraw on layerChange (drawId) where drawId <> movementId;

create trigger layerChangeIsFinal before update on layerChange
begin select raise(abort, 'a change of a layer is corrected by another change, never edited'); end;

create trigger layerChangeStays before delete on layerChange
begin select raise(abort, 'a change of a layer is never removed'); end;

create trigger layerChangeCounts after insert on layerChange
begin
  update costLayer set quantity = quantity + new.quantity, value = value + new.value where movementId = new.layerId;
end;
