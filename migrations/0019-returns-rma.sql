-- Goods that come back: what the shop promises (policies), what was asked for and allowed (rma), what arrived, what was found,
-- and what the customer got. Documents are facts; the sums on an rma and its lines are kept by triggers.

-- Why goods come back, and whose fault that is. A code without a name has the program's own words.
create table returnReason (
  code text primary key check (length(code) > 0),
  name text check (length(name) > 0),
  fault text not null check (fault in ('customer', 'shop', 'carrier', 'supplier')), -- 'customer' | 'shop' | 'carrier' | 'supplier'
  blocked integer not null default 0 check (blocked in (0, 1))
) strict, without rowid;

insert into returnReason (code, fault) values
  ('changedMind', 'customer'),
  ('doesNotFit', 'customer'),
  ('refusedParcel', 'customer'),
  ('wrongItem', 'shop'),
  ('notAsDescribed', 'shop'),
  ('tooLate', 'shop'),
  ('damagedOnTheWay', 'carrier'),
  ('defective', 'supplier'),
  ('incomplete', 'supplier');

-- One promise for a channel, a category, both or everything; its versions say what it was from which day on.
create table returnPolicy (
  id integer primary key autoincrement,
  channelId integer,
  categoryId integer references category (id)
) strict;

create unique index returnPolicyOnce on returnPolicy (coalesce(channelId, 0), coalesce(categoryId, 0));

create table returnPolicyVersion (
  id integer primary key autoincrement,
  returnPolicyId integer not null references returnPolicy (id),
  fromOn text not null, -- Day
  -- How many days after the goods left a customer may change their mind, and may complain of a fault.
  windowDays integer not null check (windowDays between 0 and 3650),
  faultDays integer not null check (faultDays between 0 and 3650),
  restockingFee integer not null check (restockingFee between 0 and 1000000), -- RatePpm
  shipping text not null check (shipping in ('never', 'ourFault', 'always')), -- 'never' | 'ourFault' | 'always'
  warrantyMonths integer not null check (warrantyMonths between 0 and 240),
  -- What the customer is told; without, the program's own words.
  wording text not null,
  -- Empty for the promise every shop begins with.
  promiseCommandId integer references command (id),
  unique (returnPolicyId, fromOn)
) strict;

create trigger returnPolicyVersionIsFinal before update on returnPolicyVersion
begin select raise(abort, 'a promise is followed by another, never edited'); end;

insert into returnPolicy (id) values (1);
insert into returnPolicyVersion (returnPolicyId, fromOn, windowDays, faultDays, restockingFee, shipping, warrantyMonths, wording)
values (1, '0001-01-01', 30, 365, 0, 'ourFault', 12, '');

create table rma (
  id integer primary key autoincrement,
  number text not null unique,
  orderId integer not null references salesOrder (id),
  origin text not null check (origin in ('customer', 'counter', 'unannounced')), -- 'customer' | 'counter' | 'unannounced'
  note text not null default '',
  requestedAt integer not null, -- Instant
  authorisedAt integer, -- Instant
  authoriseCommandId integer references command (id),
  -- Refused by us, or called off; with why.
  endedAt integer, -- Instant
  ended text check (ended in ('declined', 'cancelled')), -- 'declined' | 'cancelled'
  endReason text not null default '',
  -- Why somebody allowed what the policy does not.
  overruledBy integer references user (id),
  overruleReason text not null default '',
  -- Derived from the documents by the service; proved.
  state text not null check (state in ('requested', 'authorised', 'received', 'inspected', 'settled', 'declined', 'cancelled')), -- 'requested' | 'authorised' | 'received' | 'inspected' | 'settled' | 'declined' | 'cancelled'
  commandId integer not null references command (id),
  check ((authorisedAt is null) = (authoriseCommandId is null)),
  check ((endedAt is null) = (ended is null)),
  check ((overruledBy is null) or overruleReason <> '' or endedAt is not null)
) strict;

create index rmaOfOrder on rma (orderId);
create index rmaOpen on rma (state, id) where state in ('requested', 'authorised', 'received', 'inspected');
create trigger rmaKeepsItself before update of id, number, orderId, origin, requestedAt, commandId on rma
begin select raise(abort, 'an RMA stays what was asked for'); end;
create trigger rmaStays before delete on rma
begin select raise(abort, 'an RMA is cancelled, never removed'); end;

create table rmaLine (
  id integer primary key autoincrement,
  rmaId integer not null references rma (id),
  orderLineId integer not null references orderLine (id),
  -- The promise that was in force on the order's date.
  returnPolicyVersionId integer not null references returnPolicyVersion (id),
  reason text not null references returnReason (code),
  -- What the policy says; false is an overruled line.
  allowed integer not null check (allowed in (0, 1)),
  quantity integer not null check (quantity > 0), -- Quantity
  -- Nothing has to be sent: the customer keeps the goods.
  keepsGoods integer not null check (keepsGoods in (0, 1)),
  -- What it was sold for, as announced; a settlement says what it came to.
  worth integer not null, -- Minor
  -- Kept by triggers.
  received integer not null default 0 check (received between 0 and quantity), -- Quantity
  inspected integer not null default 0 check (inspected between 0 and received), -- Quantity
  sentBack integer not null default 0 check (sentBack between 0 and inspected), -- Quantity
  settled integer not null default 0 check (settled >= 0), -- Quantity
  check (settled <= iif(keepsGoods, quantity, inspected - sentBack)),
  check (keepsGoods = 0 or received = 0)
) strict;

create index rmaLineOf on rmaLine (rmaId);
create index rmaLineOfPolicy on rmaLine (returnPolicyVersionId);
create index rmaLineOfOrderLine on rmaLine (orderLineId);
create trigger rmaLineKeepsItself before update of id, rmaId, orderLineId, returnPolicyVersionId, allowed, quantity, keepsGoods, worth on rmaLine
begin select raise(abort, 'a line of an RMA stays what was asked for'); end;

-- Goods that arrived, on hold until somebody has looked at them.
create table goodsReturn (
  id integer primary key autoincrement,
  number text not null unique,
  rmaId integer not null references rma (id),
  locationId integer not null references location (id),
  note text not null default '',
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

create index goodsReturnPosted on goodsReturn (postedOn);
create index goodsReturnOf on goodsReturn (rmaId);

-- One row for each draw the goods had left by: they come back at what they cost then.
create table goodsReturnLine (
  id integer primary key autoincrement,
  goodsReturnId integer not null references goodsReturn (id),
  rmaLineId integer not null references rmaLine (id),
  drawId integer not null references stockMovement (id),
  movementId integer not null unique references stockMovement (id),
  quantity integer not null check (quantity > 0), -- Quantity
  value integer not null, -- Minor
  inspected integer not null default 0 check (inspected between 0 and quantity) -- Quantity
) strict;

create index goodsReturnLineOf on goodsReturnLine (goodsReturnId);
create index goodsReturnLineWaiting on goodsReturnLine (id) where inspected < quantity;
create index goodsReturnLineOfRma on goodsReturnLine (rmaLineId);
create index goodsReturnLineOfDraw on goodsReturnLine (drawId);
create trigger goodsReturnLineKeepsItself before update of id, goodsReturnId, rmaLineId, drawId, movementId, quantity, value on goodsReturnLine
begin select raise(abort, 'goods that arrived stay as they were booked'); end;

create table inspection (
  id integer primary key autoincrement,
  goodsReturnId integer not null references goodsReturn (id),
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  takenBackAt integer, -- Instant
  takeBackPostedOn text, -- Day
  takeBackCommandId integer references command (id),
  commandId integer not null references command (id),
  check ((takenBackAt is null) = (takeBackCommandId is null) and (takenBackAt is null) = (takeBackPostedOn is null))
) strict;

create index inspectionOf on inspection (goodsReturnId);

-- What becomes of each unit: exactly one thing. `value` is the unit's share of what it came back at; `posted` what left inventory for it.
create table inspectionLine (
  id integer primary key autoincrement,
  inspectionId integer not null references inspection (id),
  goodsReturnLineId integer not null references goodsReturnLine (id),
  disposition text not null check (disposition in ('restock', 'refurbish', 'quarantine', 'scrap', 'supplier', 'back')), -- 'restock' | 'refurbish' | 'quarantine' | 'scrap' | 'supplier' | 'back'
  quantity integer not null check (quantity > 0), -- Quantity
  value integer not null, -- Minor
  posted integer not null, -- Minor
  movementId integer references stockMovement (id),
  purchaseReturnId integer references purchaseReturn (id),
  note text not null default '',
  check ((movementId is null) = (disposition in ('refurbish', 'quarantine', 'supplier'))),
  check ((purchaseReturnId is null) = (disposition <> 'supplier')),
  check (posted = 0 or disposition in ('scrap', 'back'))
) strict;

create index inspectionLineOf on inspectionLine (inspectionId);
create index inspectionLineOfReturn on inspectionLine (goodsReturnLineId);
create index inspectionLineBack on inspectionLine (movementId) where movementId is not null;
create trigger inspectionLineKeepsItself before update of id, inspectionId, goodsReturnLineId, disposition, quantity, value, posted, movementId, purchaseReturnId on inspectionLine
begin select raise(abort, 'an inspection is taken back, never edited'); end;

-- What the customer got for goods that came back, or that they may keep: the credit note.
create table returnSettlement (
  id integer primary key autoincrement,
  number text not null unique,
  rmaId integer not null references rma (id),
  -- worth − fee − paidBefore + shipping − held = what was credited now.
  worth integer not null, -- Minor
  fee integer not null check (fee >= 0), -- Minor
  paidBefore integer not null check (paidBefore >= 0), -- Minor
  shipping integer not null check (shipping >= 0), -- Minor
  -- What goodwill had given back already, so that nobody gets more than was paid.
  held integer not null check (held >= 0), -- Minor
  credited integer not null check (credited >= 0), -- Minor
  newOrderId integer references salesOrder (id),
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id),
  check (credited = worth - fee - paidBefore + shipping - held)
) strict;

create index returnSettlementOf on returnSettlement (rmaId);
create trigger returnSettlementIsFinal before update on returnSettlement
begin select raise(abort, 'a settlement is final'); end;

create table returnSettlementLine (
  returnSettlementId integer not null references returnSettlement (id),
  rmaLineId integer not null references rmaLine (id),
  quantity integer not null check (quantity > 0), -- Quantity
  worth integer not null, -- Minor
  fee integer not null check (fee >= 0), -- Minor
  paidBefore integer not null check (paidBefore >= 0), -- Minor
  primary key (returnSettlementId, rmaLineId)
) strict, without rowid;

create index returnSettlementLineOf on returnSettlementLine (rmaLineId);
create trigger returnSettlementLineIsFinal before update on returnSettlementLine
begin select raise(abort, 'a settlement is final'); end;

-- The refunds that carried a settlement out: at most one for each place money goes.
create table returnSettlementRefund (
  returnSettlementId integer not null references returnSettlement (id),
  refundId integer not null unique references refund (id),
  primary key (returnSettlementId, refundId)
) strict, without rowid;

create trigger goodsReturnLineCounts after insert on goodsReturnLine
begin update rmaLine set received = received + new.quantity where id = new.rmaLineId; end;

create trigger inspectionLineCounts after insert on inspectionLine
begin
  update goodsReturnLine set inspected = inspected + new.quantity where id = new.goodsReturnLineId;
  update rmaLine set inspected = inspected + new.quantity, sentBack = sentBack + iif(new.disposition = 'back', new.quantity, 0)
  where id = (select rmaLineId from goodsReturnLine where id = new.goodsReturnLineId);
end;

create trigger inspectionIsTakenBackOnce before update on inspection when old.takenBackAt is not null
begin select raise(abort, 'an inspection is taken back once'); end;

create trigger inspectionTakenBackCounts after update of takenBackAt on inspection when new.takenBackAt is not null
begin
  update rmaLine set sentBack = sentBack - s.back, inspected = inspected - s.quantity
  from (
    select g.rmaLineId, sum(l.quantity) as quantity, sum(iif(l.disposition = 'back', l.quantity, 0)) as back
    from inspectionLine l join goodsReturnLine g on g.id = l.goodsReturnLineId where l.inspectionId = new.id group by g.rmaLineId
  ) s
  where rmaLine.id = s.rmaLineId;
  update goodsReturnLine set inspected = inspected - s.quantity
  from (select goodsReturnLineId, sum(quantity) as quantity from inspectionLine where inspectionId = new.id group by goodsReturnLineId) s
  where goodsReturnLine.id = s.goodsReturnLineId;
end;

create trigger returnSettlementLineCounts after insert on returnSettlementLine
begin update rmaLine set settled = settled + new.quantity where id = new.rmaLineId; end;
