-- A customer's goods that are here to be mended. They are not ours and bear no value; the parts they use up are.

create table repair (
  id integer primary key autoincrement,
  number text not null unique,
  variantId integer not null references variant (id),
  -- The piece, by its serial number, where it has one.
  lotId integer references lot (id),
  orderId integer references salesOrder (id),
  customerId integer references customer (id),
  problem text not null,
  -- What the promise of the sale said as it came in.
  warrantyUntilOn text, -- Day
  underWarranty integer not null check (underWarranty in (0, 1)),
  receivedAt integer not null, -- Instant
  state text not null check (state in ('open', 'done', 'cancelled')), -- 'open' | 'done' | 'cancelled'
  work text not null default '',
  finishedAt integer, -- Instant
  chargedNet integer not null default 0 check (chargedNet >= 0), -- Minor
  chargedTax integer not null default 0 check (chargedTax >= 0), -- Minor
  account text check (account in ('till', 'bank')), -- 'till' | 'bank'
  postedOn text, -- Day
  commandId integer not null references command (id),
  check ((state = 'done') = (finishedAt is not null)),
  check ((account is null) = (chargedNet + chargedTax = 0)),
  check (state = 'done' or account is null)
) strict;

create index repairOfLot on repair (lotId) where lotId is not null;
create index repairOpen on repair (id) where state = 'open';

create table repairPart (
  id integer primary key autoincrement,
  repairId integer not null references repair (id),
  variantId integer not null references variant (id),
  movementId integer not null unique references stockMovement (id),
  quantity integer not null check (quantity > 0), -- Quantity
  value integer not null, -- Minor
  postedOn text not null, -- Day
  takenBackAt integer, -- Instant
  takeBackPostedOn text, -- Day
  takeBackCommandId integer references command (id),
  commandId integer not null references command (id),
  check ((takenBackAt is null) = (takeBackCommandId is null) and (takenBackAt is null) = (takeBackPostedOn is null))
) strict;

create index repairPartOf on repairPart (repairId);
create trigger repairPartKeepsItself before update of id, repairId, variantId, movementId, quantity, value, postedOn, commandId on repairPart
begin select raise(abort, 'a part is taken back, never edited'); end;
create trigger repairPartStays before delete on repairPart
begin select raise(abort, 'a part is taken back, never removed'); end;
