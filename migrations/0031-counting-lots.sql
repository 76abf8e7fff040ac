-- Goods followed by lot or serial number are counted as such: what a scan read, what people said of the rest, what was posted of each.

-- As read off the label, or said; without one nobody has said yet which lot or piece it was.
alter table stocktakeScan add column lot text check (lot is null or length(lot) > 0);
alter table stocktakeScan add column serial text check (serial is null or (length(serial) > 0 and quantity = 1000));
alter table stocktakeScan add column expiresOn text; -- Day

create index stocktakeScanOfPiece on stocktakeScan (variantId, serial) where serial is not null;

-- Which lots or pieces counted goods are of whose label nobody read. The newest of a round counts, while it fits what was counted.
create table stocktakeNaming (
  id integer primary key autoincrement,
  stocktakeId integer not null references stocktake (id),
  lineId integer not null references stocktakeLine (id),
  round integer not null check (round >= 1),
  lots text not null check (json_valid(lots)), -- Json
  userId integer not null references user (id),
  namedAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create index stocktakeNamingOf on stocktakeNaming (stocktakeId);

create trigger stocktakeNamingIsFinal before update on stocktakeNaming
begin select raise(abort, 'a naming is followed by another, never edited'); end;

create trigger stocktakeNamingStays before delete on stocktakeNaming
begin select raise(abort, 'a naming is never removed'); end;

-- The whole difference as it was seen, by lot, where a line has lots: two pieces swapped differ by nothing in all.
alter table stocktakeDecision add column difference text check (difference is null or (variance is not null and json_valid(difference)));

-- What was posted of a line lot by lot: one movement each, and none where a lot is as the book says.
create table stocktakeLotVariance (
  lineId integer not null references stocktakeVariance (lineId),
  lotId integer not null references lot (id),
  counted integer not null, -- Quantity
  book integer not null, -- Quantity
  variance integer not null, -- Quantity
  value integer not null, -- Minor
  movementId integer references stockMovement (id),
  commandId integer not null references command (id),
  primary key (lineId, lotId),
  check (counted - book = variance),
  check ((variance = 0) = (movementId is null))
) strict, without rowid;

create trigger stocktakeLotVarianceIsFinal before update on stocktakeLotVariance
begin select raise(abort, 'a posted count is reversed, never edited'); end;

create trigger stocktakeLotVarianceStays before delete on stocktakeLotVariance
begin select raise(abort, 'a posted count is reversed, never edited'); end;
