-- Picking and packing: which unit set aside for whom lies in which tote, and in which parcel it leaves.

-- Where picked goods stand until they leave. A location without one keeps them on its shelves in the book.
create table packingBin (
  locationId integer primary key references location (id),
  binId integer not null unique references bin (id),
  commandId integer not null references command (id)
) strict;

create table pickWave (
  id integer primary key autoincrement,
  number text not null unique,
  locationId integer not null references location (id),
  packingBinId integer references bin (id),
  -- The walk: as it was planned, and bin after bin in the order of their codes. Decimetres.
  walk integer not null check (walk >= 0),
  walkByCode integer not null check (walkByCode >= walk),
  builtAt integer not null, -- Instant
  cancelledAt integer, -- Instant
  -- Kept by triggers: totes of which something is still to be picked, packed or shipped.
  open integer not null default 0 check (open >= 0),
  commandId integer not null references command (id)
) strict;

create index pickWaveOpen on pickWave (id) where open > 0;

create table pickTote (
  id integer primary key autoincrement,
  pickWaveId integer not null references pickWave (id),
  toteNo integer not null check (toteNo >= 1),
  orderId integer not null references salesOrder (id),
  locationId integer not null references location (id),
  done integer not null default 0 check (done in (0, 1)),
  unique (pickWaveId, toteNo)
) strict;

-- What is set aside for an order at a location is picked into one tote.
create unique index pickToteOfOrder on pickTote (orderId, locationId) where done = 0;
create index pickToteOpen on pickTote (pickWaveId, toteNo) where done = 0;

create trigger pickToteCounts after insert on pickTote when new.done = 0
begin update pickWave set open = open + 1 where id = new.pickWaveId; end;
create trigger pickToteEnds after update of done on pickTote when new.done <> old.done
begin update pickWave set open = open + old.done - new.done where id = new.pickWaveId; end;
create trigger pickToteKeepsItself before update of id, pickWaveId, toteNo, orderId, locationId on pickTote
begin select raise(abort, 'a tote stays with its order'); end;

-- Units of one order line from one bin. Of its quantity some were not found (short), some are not wanted any more (dropped), some
-- have left (shipped); the rest is still to be handled here.
create table pickLine (
  id integer primary key autoincrement,
  pickToteId integer not null references pickTote (id),
  orderLineId integer not null references orderLine (id),
  variantId integer not null references variant (id),
  binId integer references bin (id),
  -- The place on the walk.
  stopNo integer not null check (stopNo >= 1),
  quantity integer not null check (quantity > 0), -- Quantity
  short integer not null default 0 check (short >= 0), -- Quantity
  dropped integer not null default 0 check (dropped >= 0), -- Quantity
  -- Kept by triggers: sums of what was taken, put into parcels, and shipped in them.
  picked integer not null default 0 check (picked >= 0), -- Quantity
  packed integer not null default 0 check (packed between 0 and picked), -- Quantity
  shipped integer not null default 0 check (shipped between 0 and packed), -- Quantity
  check (picked + short <= quantity),
  check (short + dropped + shipped <= quantity)
) strict;

create index pickLineOfTote on pickLine (pickToteId);
create index pickLineOfOrderLine on pickLine (orderLineId);

create trigger pickLineKeepsItself before update of id, pickToteId, orderLineId, variantId, binId, stopNo, quantity on pickLine
begin select raise(abort, 'a line of a pick list stays as it was built'); end;

-- One taking from a shelf, or putting back (negative), with the movement that says so.
create table pickTake (
  id integer primary key autoincrement,
  pickLineId integer not null references pickLine (id),
  quantity integer not null check (quantity <> 0), -- Quantity
  binMoveId integer references binMove (id),
  takenAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create index pickTakeOfLine on pickTake (pickLineId);

create trigger pickTakeCounts after insert on pickTake
begin update pickLine set picked = picked + new.quantity where id = new.pickLineId; end;
create trigger pickTakeIsFinal before update on pickTake
begin select raise(abort, 'what was picked is put back, never edited'); end;
create trigger pickTakeStays before delete on pickTake
begin select raise(abort, 'what was picked is put back, never removed'); end;

-- Order lines in live totes whose goods were set free by somebody else in this command; empty between commands.
create table toteNews (
  orderLineId integer primary key
) strict;

create trigger toteHearsOfGoodsSetFree after insert on allocationChange
when new.quantity < 0 and exists (
  select 1 from pickLine line join pickTote tote on tote.id = line.pickToteId
  where line.orderLineId = new.orderLineId and tote.locationId = new.locationId and tote.done = 0)
begin insert into toteNews (orderLineId) values (new.orderLineId) on conflict do nothing; end;

create table parcel (
  id integer primary key autoincrement,
  number text not null unique,
  pickToteId integer not null references pickTote (id),
  state text not null check (state in ('open', 'shipped', 'discarded')), -- 'open' | 'shipped' | 'discarded'
  shipmentId integer unique references shipment (id),
  weightGrams integer check (weightGrams > 0),
  lengthMm integer check (lengthMm > 0),
  widthMm integer check (widthMm > 0),
  heightMm integer check (heightMm > 0),
  carrierServiceId integer references carrierService (id),
  -- What the rate table asks for this parcel, and what the usual service would have asked.
  price integer, -- Minor
  usualPrice integer, -- Minor
  openedAt integer not null, -- Instant
  shippedAt integer, -- Instant
  commandId integer not null references command (id),
  check ((state = 'shipped') = (shipmentId is not null)),
  check ((state = 'shipped') = (shippedAt is not null))
) strict;

create unique index parcelOpenOfTote on parcel (pickToteId) where state = 'open';
create index parcelOfTote on parcel (pickToteId);
create index parcelShipped on parcel (shippedAt) where state = 'shipped';

create table parcelLine (
  parcelId integer not null references parcel (id),
  pickLineId integer not null references pickLine (id),
  quantity integer not null check (quantity > 0), -- Quantity
  primary key (parcelId, pickLineId)
) strict, without rowid;

create index parcelLineOfPickLine on parcelLine (pickLineId);

create trigger parcelLineBelongsToItsTote before insert on parcelLine
when (select pickToteId from pickLine where id = new.pickLineId) <> (select pickToteId from parcel where id = new.parcelId)
begin select raise(abort, 'a parcel holds goods of its own tote only'); end;
create trigger parcelIsClosed before insert on parcelLine when (select state from parcel where id = new.parcelId) <> 'open'
begin select raise(abort, 'a closed parcel takes nothing more'); end;
create trigger parcelStaysClosed before update on parcelLine when (select state from parcel where id = new.parcelId) <> 'open'
begin select raise(abort, 'a closed parcel stays as it is'); end;
create trigger parcelKeepsWhatItHeld before delete on parcelLine when (select state from parcel where id = old.parcelId) <> 'open'
begin select raise(abort, 'a closed parcel stays as it is'); end;
create trigger parcelLineCounts after insert on parcelLine
begin update pickLine set packed = packed + new.quantity where id = new.pickLineId; end;
create trigger parcelLineCountsChange after update of quantity on parcelLine
begin update pickLine set packed = packed + new.quantity - old.quantity where id = new.pickLineId; end;
create trigger parcelLineCountsEnd after delete on parcelLine
begin update pickLine set packed = packed - old.quantity where id = old.pickLineId; end;
create trigger parcelLeaves after update of state on parcel when new.state = 'shipped' and old.state = 'open'
begin
  update pickLine set shipped = shipped + held.quantity
  from (select pickLineId, quantity from parcelLine where parcelId = new.id) held
  where held.pickLineId = pickLine.id;
end;
create trigger parcelDiscarded after update of state on parcel when new.state = 'discarded' and old.state = 'open'
begin
  update pickLine set packed = packed - held.quantity
  from (select pickLineId, quantity from parcelLine where parcelId = new.id) held
  where held.pickLineId = pickLine.id;
end;
create trigger parcelEndsOnce before update of state on parcel when old.state <> 'open'
begin select raise(abort, 'a parcel is closed once'); end;

-- Every scan at the packing table, and what came of it. What does not belong holds the parcel until it is put aside or a
-- supervisor lets it go.
create table packScan (
  id integer primary key autoincrement,
  parcelId integer not null references parcel (id),
  code text not null,
  variantId integer references variant (id),
  outcome text not null check (outcome in ('packed', 'wrong', 'tooMany', 'unknown', 'takenOut')), -- 'packed' | 'wrong' | 'tooMany' | 'unknown' | 'takenOut'
  quantity integer not null, -- Quantity
  scannedAt integer not null, -- Instant
  -- How what does not belong ended: put aside by whoever packs, or let go by a supervisor, with the reason.
  settled text check (settled in ('putAside', 'overruled')), -- 'putAside' | 'overruled'
  reason text,
  settleCommandId integer references command (id),
  commandId integer not null references command (id),
  check (settled is null or outcome in ('wrong', 'tooMany', 'unknown')),
  check ((settled is null) = (settleCommandId is null)),
  check ((settled = 'overruled') = (reason is not null) or settled is null)
) strict;

create index packScanOpen on packScan (parcelId) where outcome in ('wrong', 'tooMany', 'unknown') and settled is null;
create index packScanOfParcel on packScan (parcelId);

create trigger packScanIsFinal before update of id, parcelId, code, variantId, outcome, quantity, scannedAt, commandId on packScan
begin select raise(abort, 'a scan stays what it was'); end;
create trigger packScanSettledOnce before update of settled on packScan when old.settled is not null
begin select raise(abort, 'what did not belong is settled once'); end;

-- The last wall: a parcel does not leave while something in it does not belong.
create trigger parcelLeavesWhenRight before update of state on parcel
when new.state = 'shipped' and exists (
  select 1 from packScan where parcelId = new.id and outcome in ('wrong', 'tooMany', 'unknown') and settled is null)
begin select raise(abort, 'something in this parcel does not belong'); end;
