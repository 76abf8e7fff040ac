-- Where goods are, how they moved, and what they cost.

create table location (
  id integer primary key autoincrement,
  name text not null unique,
  kind text not null check (kind in ('shop', 'warehouse', 'inTransit')), -- 'shop' | 'warehouse' | 'inTransit'
  negativePolicy text not null check (negativePolicy in ('refuse', 'allow')), -- 'refuse' | 'allow'
  -- How many days goods sold before they came may stay unexplained here.
  negativeDays integer not null default 7 check (negativeDays between 0 and 365),
  sellable integer not null check (sellable in (0, 1)),
  blocked integer not null default 0 check (blocked in (0, 1)),
  -- Whose goods lie here; ours where nobody is named.
  owner text check (length(owner) > 0),
  -- Who keeps our goods here; we do where nobody is named.
  holder text check (length(holder) > 0),
  -- The way between locations is named by the language of who looks.
  check ((name = '') = (kind = 'inTransit')),
  check (kind <> 'inTransit' or (sellable = 0 and negativePolicy = 'refuse' and owner is null and holder is null)),
  check ((owner is null and holder is null) or (sellable = 0 and negativePolicy = 'refuse')),
  check (owner is null or holder is null)
) strict;

create trigger locationKeepsItsOwner before update of owner, kind on location when new.owner is not old.owner or new.kind <> old.kind
begin select raise(abort, 'whose goods lie at a location does not change'); end;

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

-- Why stock is adjusted, and the role a loss of that kind is posted to. A code without a name has the program's own words.
create table adjustmentReason (
  code text primary key check (length(code) > 0),
  name text check (length(name) > 0),
  role text not null check (role in ('stockLossScrap', 'stockLossShrinkage', 'stockLossCount', 'stockLossOwnUse', 'stockLossSample')), -- 'stockLossScrap' | 'stockLossShrinkage' | 'stockLossCount' | 'stockLossOwnUse' | 'stockLossSample'
  blocked integer not null default 0 check (blocked in (0, 1))
) strict, without rowid;

insert into adjustmentReason (code, role) values
  ('damage', 'stockLossScrap'),
  ('expired', 'stockLossScrap'),
  ('shrinkage', 'stockLossShrinkage'),
  ('miscounted', 'stockLossCount'),
  ('ownUse', 'stockLossOwnUse'),
  ('sample', 'stockLossSample');

create table stockTransfer (
  id integer primary key autoincrement,
  number text not null unique,
  fromLocationId integer not null references location (id),
  toLocationId integer not null references location (id),
  note text,
  sentAt integer not null, -- Instant
  closedAt integer, -- Instant
  commandId integer not null references command (id),
  check (fromLocationId <> toLocationId)
) strict;

create index stockTransferOpen on stockTransfer (sentAt) where closedAt is null;

-- What was sent of a variant, and how much of it arrived, came back or was written off: what is left is on its way.
create table stockTransferLine (
  stockTransferId integer not null references stockTransfer (id),
  variantId integer not null references variant (id),
  quantity integer not null check (quantity > 0), -- Quantity
  settled integer not null default 0, -- Quantity
  primary key (stockTransferId, variantId),
  check (settled between 0 and quantity)
) strict, without rowid;

-- The paper behind a change of stock by decision: found or lost goods, opening stock, goods put on hold, goods of others.
create table stockAdjustment (
  id integer primary key autoincrement,
  kind text not null check (kind in ('adjustment', 'opening', 'hold', 'consignment')), -- 'adjustment' | 'opening' | 'hold' | 'consignment'
  reason text check ((reason is null) = (kind <> 'adjustment')),
  note text,
  -- The transfer whose difference this explains.
  stockTransferId integer references stockTransfer (id),
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

create index stockAdjustmentOfTransfer on stockAdjustment (stockTransferId) where stockTransferId is not null;

-- One scan of a shelf: goods put into a bin, taken out of one, or carried from one to another. No bin is the open floor.
create table binMove (
  id integer primary key autoincrement,
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  fromBinId integer references bin (id),
  toBinId integer references bin (id),
  quantity integer not null check (quantity > 0), -- Quantity
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id),
  check (fromBinId is not toBinId)
) strict;

-- One signed, permanent change. `quantity` changes on hand, `held` changes on hold; a role means that it bears value.
create table stockMovement (
  id integer primary key autoincrement,
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  binId integer references bin (id),
  quantity integer not null, -- Quantity
  held integer not null, -- Quantity
  kind text not null check (kind in ('receipt', 'opening', 'shipment', 'cancellation', 'return', 'gain', 'loss', 'transfer', 'move', 'hold', 'consignment')), -- 'receipt' | 'opening' | 'shipment' | 'cancellation' | 'return' | 'gain' | 'loss' | 'transfer' | 'move' | 'hold' | 'consignment'
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
  check ((role is null) = (kind in ('transfer', 'move', 'hold', 'consignment'))),
  check ((ofMovementId is null) = (kind not in ('cancellation', 'return'))),
  check (kind not in ('receipt', 'opening', 'gain', 'cancellation', 'return') or quantity > 0),
  check (kind not in ('shipment', 'loss') or quantity < 0),
  check (kind <> 'hold' or quantity = 0)
) strict;

-- Costing order, and the history of one variant.
create index stockMovementOfVariant on stockMovement (variantId, postedOn, occurredAt);
create index stockMovementAdjusted on stockMovement (postedOn) where kind in ('gain', 'loss');
create index stockMovementOf on stockMovement (ofMovementId) where ofMovementId is not null;

create trigger stockMovementIsFinal before update on stockMovement
begin select raise(abort, 'a stock movement is corrected by another movement, never edited'); end;

create trigger stockMovementStays before delete on stockMovement
begin select raise(abort, 'a stock movement is never removed'); end;

create trigger goodsOfOthersBearNoValue before insert on stockMovement
when case when (select owner from location where id = new.locationId) is null then new.kind = 'consignment'
  else new.kind not in ('consignment', 'move', 'hold') end
begin select raise(abort, 'goods of others never mix with ours'); end;

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

-- Kept: what the movements of a month add up to by the day they are posted on, so that the past is a few rows away.
create table stockMonth (
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  month text not null check (length(month) = 7),
  quantity integer not null, -- Quantity
  held integer not null, -- Quantity
  primary key (variantId, locationId, month)
) strict, without rowid;

-- A level below zero is an exception with a name and a day by which somebody explains it; what comes in ends it.
create table negativeStock (
  id integer primary key autoincrement,
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  movementId integer not null references stockMovement (id),
  openedAt integer not null, -- Instant
  deadlineAt integer not null, -- Instant
  note text,
  closedAt integer, -- Instant
  commandId integer not null references command (id)
) strict;

create unique index negativeStockOpen on negativeStock (variantId, locationId) where closedAt is null;

-- From bin to bin within a location: its level stays, though all of its goods may be set aside between the two halves.
create trigger stockMovementCounts after insert on stockMovement when new.kind <> 'move'
begin
  insert into stockLevel (variantId, locationId, onHand, onHold, allocated)
  values (new.variantId, new.locationId, new.quantity, new.held, 0)
  on conflict (variantId, locationId) do update set onHand = onHand + excluded.onHand, onHold = onHold + excluded.onHold;
  insert into stockMonth (variantId, locationId, month, quantity, held)
  values (new.variantId, new.locationId, substr(new.postedOn, 1, 7), new.quantity, new.held)
  on conflict (variantId, locationId, month) do update set quantity = quantity + excluded.quantity, held = held + excluded.held;
  insert into negativeStock (variantId, locationId, movementId, openedAt, deadlineAt, commandId)
  select new.variantId, new.locationId, new.id, new.recordedAt, new.recordedAt + location.negativeDays * 86400000, new.commandId
  from stockLevel level join location on location.id = level.locationId
  where level.variantId = new.variantId and level.locationId = new.locationId
    and new.quantity < 0 and level.onHand < 0 and level.onHand - new.quantity >= 0;
  update negativeStock set closedAt = new.recordedAt
  where new.quantity > 0 and variantId = new.variantId and locationId = new.locationId and closedAt is null
    and (select onHand from stockLevel where variantId = new.variantId and locationId = new.locationId) >= 0;
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
  -- When it is set free by itself; never where it is empty.
  expiresAt integer, -- Instant
  commandId integer not null references command (id),
  primary key (orderLineId, locationId)
) strict, without rowid;

create index allocationOfVariant on allocation (variantId, locationId);
create index allocationExpiring on allocation (expiresAt) where expiresAt is not null;

-- Every change of what is set aside, written by the triggers below: the past of a row that goes when the goods go.
create table allocationChange (
  id integer primary key autoincrement,
  orderLineId integer not null,
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  quantity integer not null check (quantity <> 0), -- Quantity
  changedAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create index allocationChangeOfVariant on allocationChange (variantId, changedAt);

create trigger allocationChangeIsFinal before update on allocationChange
begin select raise(abort, 'what was set aside is history'); end;

create trigger allocationChangeStays before delete on allocationChange
begin select raise(abort, 'what was set aside is history'); end;

-- Why goods were set free by nobody: the rule of the day said until when they were kept.
create table reservationExpiry (
  id integer primary key autoincrement,
  orderLineId integer not null,
  locationId integer not null references location (id),
  variantId integer not null references variant (id),
  quantity integer not null check (quantity > 0), -- Quantity
  allocatedAt integer not null, -- Instant
  expiresAt integer not null, -- Instant
  freedAt integer not null, -- Instant
  commandId integer not null references command (id),
  check (freedAt >= expiresAt)
) strict;

create index reservationExpiryOfLine on reservationExpiry (orderLineId);

-- What the shop decided about its stock; one row.
create table stockSetting (
  id integer primary key check (id = 1),
  -- After how many hours goods of an unpaid order are free again; never where it is empty.
  reservationHours integer check (reservationHours between 1 and 8760)
) strict;

insert into stockSetting (id) values (1);

create trigger allocationCounts after insert on allocation
begin
  insert into stockLevel (variantId, locationId, onHand, onHold, allocated)
  values (new.variantId, new.locationId, 0, 0, new.quantity)
  on conflict (variantId, locationId) do update set allocated = allocated + excluded.allocated;
  insert into allocationChange (orderLineId, variantId, locationId, quantity, changedAt, commandId)
  select new.orderLineId, new.variantId, new.locationId, new.quantity, recordedAt, id from command order by id desc limit 1;
end;

create trigger allocationCountsChange after update of quantity on allocation when new.quantity <> old.quantity
begin
  update stockLevel set allocated = allocated + new.quantity - old.quantity
  where variantId = new.variantId and locationId = new.locationId;
  insert into allocationChange (orderLineId, variantId, locationId, quantity, changedAt, commandId)
  select new.orderLineId, new.variantId, new.locationId, new.quantity - old.quantity, recordedAt, id from command order by id desc limit 1;
end;

create trigger allocationCountsEnd after delete on allocation
begin
  update stockLevel set allocated = allocated - old.quantity
  where variantId = old.variantId and locationId = old.locationId;
  insert into allocationChange (orderLineId, variantId, locationId, quantity, changedAt, commandId)
  select old.orderLineId, old.variantId, old.locationId, -old.quantity, recordedAt, id from command order by id desc limit 1;
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

-- Whether a variant is followed by lot or by serial number, and from which movement on.
create table variantTracking (
  variantId integer primary key references variant (id),
  tracking text not null check (tracking in ('none', 'lot', 'serial')), -- 'none' | 'lot' | 'serial'
  sinceMovementId integer not null,
  -- How it is costed until it follows the shop's other way, which costs all of it again.
  costingMethod text check (costingMethod in ('fifo', 'movingAverage')), -- 'fifo' | 'movingAverage'
  commandId integer not null references command (id)
) strict;

-- Goods of one batch, or one piece with a serial number. A lot on recall is held: nothing of it is chosen for a customer.
create table lot (
  id integer primary key autoincrement,
  variantId integer not null references variant (id),
  code text not null check (length(code) > 0),
  expiresOn text, -- Day
  held integer not null default 0 check (held in (0, 1)),
  commandId integer not null references command (id),
  unique (variantId, code)
) strict;

create index lotExpiring on lot (expiresOn) where expiresOn is not null;
create index lotCode on lot (code);

-- Which lots a movement moved, and how much of each; a movement of goods nobody follows has none.
create table movementLot (
  movementId integer not null references stockMovement (id),
  lotId integer not null references lot (id),
  quantity integer not null, -- Quantity
  held integer not null, -- Quantity
  commandId integer not null references command (id),
  primary key (movementId, lotId),
  check (quantity <> 0 or held <> 0)
) strict, without rowid;

create index movementLotOfLot on movementLot (lotId, movementId);

create trigger movementLotIsFinal before update on movementLot
begin select raise(abort, 'a lot''s movement is corrected by another movement, never edited'); end;

create trigger movementLotStays before delete on movementLot
begin select raise(abort, 'a lot''s movement is never removed'); end;

create trigger movementLotFits before insert on movementLot
when not exists (
  select 1 from stockMovement movement join lot on lot.variantId = movement.variantId
  where movement.id = new.movementId and lot.id = new.lotId
    and new.quantity * sign(movement.quantity) >= 0 and abs(new.quantity) <= abs(movement.quantity)
)
begin select raise(abort, 'a movement moves lots of its own variant, in its own direction, up to its quantity'); end;

-- Kept: what the movements of a lot add up to at a location, and in a bin.
create table lotLevel (
  lotId integer not null references lot (id),
  locationId integer not null references location (id),
  onHand integer not null, -- Quantity
  onHold integer not null, -- Quantity
  primary key (lotId, locationId)
) strict, without rowid;

create table lotBinLevel (
  lotId integer not null references lot (id),
  binId integer not null references bin (id),
  onHand integer not null, -- Quantity
  onHold integer not null, -- Quantity
  primary key (lotId, binId)
) strict, without rowid;

create trigger movementLotCounts after insert on movementLot
begin
  insert into lotLevel (lotId, locationId, onHand, onHold)
  select new.lotId, locationId, new.quantity, new.held from stockMovement where id = new.movementId
  on conflict (lotId, locationId) do update set onHand = onHand + excluded.onHand, onHold = onHold + excluded.onHold;
  insert into lotBinLevel (lotId, binId, onHand, onHold)
  select new.lotId, binId, new.quantity, new.held from stockMovement where id = new.movementId and binId is not null
  on conflict (lotId, binId) do update set onHand = onHand + excluded.onHand, onHold = onHold + excluded.onHold;
end;

-- No lot leaves a place where it is not: what a counter sold and nobody can name has no lot until somebody names it.
create trigger lotLevelStarts after insert on lotLevel when new.onHand < 0 or new.onHold not between 0 and new.onHand
begin select raise(abort, 'this lot is not there'); end;

create trigger lotLevelStays after update on lotLevel when new.onHand < 0 or new.onHold not between 0 and new.onHand
begin select raise(abort, 'this lot is not there'); end;

create trigger lotBinLevelStarts after insert on lotBinLevel when new.onHand < 0 or new.onHold not between 0 and new.onHand
begin select raise(abort, 'this lot is not in this bin'); end;

create trigger lotBinLevelStays after update on lotBinLevel when new.onHand < 0 or new.onHold not between 0 and new.onHand
begin select raise(abort, 'this lot is not in this bin'); end;

create trigger serialIsOnePiece before insert on movementLot
when abs(new.quantity) not in (0, 1000) and (select tracking from variantTracking join lot using (variantId) where lot.id = new.lotId) = 'serial'
begin select raise(abort, 'a serial number is one piece'); end;

create trigger serialIsInOnePlace after update on lotLevel
when new.onHand > 1000 and (select tracking from variantTracking join lot using (variantId) where lot.id = new.lotId) = 'serial'
begin select raise(abort, 'a serial number is one piece, in one place'); end;

create trigger serialComesToOnePlace after insert on lotLevel
when (select tracking from variantTracking join lot using (variantId) where lot.id = new.lotId) = 'serial'
  and (select sum(onHand) from lotLevel where lotId = new.lotId) > 1000
begin select raise(abort, 'a serial number is one piece, in one place'); end;

-- What is ordered and not here yet; written by whoever orders, one signed change at a time.
create table incomingChange (
  id integer primary key autoincrement,
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  quantity integer not null check (quantity <> 0), -- Quantity
  dueOn text, -- Day
  sourceKind text not null,
  sourceId integer not null,
  changedAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create index incomingChangeOfVariant on incomingChange (variantId, changedAt);

create trigger incomingChangeIsFinal before update on incomingChange
begin select raise(abort, 'what was ordered is corrected by another change'); end;

create trigger incomingChangeStays before delete on incomingChange
begin select raise(abort, 'what was ordered is corrected by another change'); end;
