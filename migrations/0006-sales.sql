-- Orders and their documents. A document is a fact: it is added, and taken back by being voided once, never edited.
-- The triggers keep the order's figures from its documents, so no service can forget one.

create table salesOrder (
  id integer primary key autoincrement,
  number text unique,
  channelId integer,
  externalId text,
  -- The number the customer was told: the channel's, else ours.
  shownNumber text not null,
  customerId integer references customer (id),
  currency text not null check (length(currency) = 3),
  orderedAt integer not null, -- Instant
  orderedOn text not null, -- Day
  shipByAt integer not null, -- Instant
  intake text not null check (intake in ('new', 'takenOver', 'history')), -- 'new' | 'takenOver' | 'history'
  pricesIncludeTax integer not null check (pricesIncludeTax in (0, 1)),
  taxBy text not null check (taxBy in ('shop', 'channel')), -- 'shop' | 'channel'
  -- What the customer pays, and what of it is ours: without the tax a marketplace keeps.
  total integer not null check (total >= 0), -- Minor
  claim integer not null, -- Minor
  note text not null default '',
  -- The channel's version of this order that we hold, and its own word for the state.
  channelStatus text,
  -- The channel says that its buyer has still to pay: nothing is sent before (cash on delivery says no such thing).
  awaitsPayment integer not null default 0 check (awaitsPayment in (0, 1)),
  -- How the buyer said to pay, where that is known before the money comes.
  payMethod text not null default '',
  contentHash text,
  versionAt integer, -- Instant
  -- Derived from the documents when one is added.
  payment text not null check (payment in ('notDue', 'unpaid', 'partlyPaid', 'paid', 'overpaid', 'refundOwed', 'partlyRefunded', 'refunded')), -- 'notDue' | 'unpaid' | 'partlyPaid' | 'paid' | 'overpaid' | 'refundOwed' | 'partlyRefunded' | 'refunded'
  fulfilment text not null check (fulfilment in ('open', 'allocated', 'partlyShipped', 'shipped', 'cancelled')), -- 'open' | 'allocated' | 'partlyShipped' | 'shipped' | 'cancelled'
  -- Kept by triggers: sums of the standing documents.
  holds integer not null default 0 check (holds >= 0),
  exceptions integer not null default 0 check (exceptions >= 0),
  approved integer not null default 0 check (approved in (0, 1)),
  captured integer not null default 0 check (captured >= 0), -- Minor
  refunded integer not null default 0 check (refunded >= 0), -- Minor
  cancelledClaim integer not null default 0, -- Minor
  deposits integer not null default 0 check (deposits >= 0), -- Minor
  receivable integer not null default 0 check (receivable >= 0), -- Minor
  owed integer not null default 0 check (owed >= 0), -- Minor
  chargesSettled integer not null default 0 check (chargesSettled in (0, 1)),
  commandId integer not null references command (id),
  check ((number is null) = (intake = 'history')),
  check (externalId is null or channelId is not null),
  check ((externalId is null) = (contentHash is null)),
  check ((externalId is null) = (versionAt is null)),
  check (intake <> 'history' or (deposits = 0 and receivable = 0 and owed = 0))
) strict;

-- One order per channel and external id, however often it comes (INV-C1).
create unique index salesOrderOfChannel on salesOrder (channelId, externalId) where externalId is not null;
create index salesOrderByShownNumber on salesOrder (shownNumber);
create index salesOrderNewest on salesOrder (orderedAt);
create index salesOrderNewestOfChannel on salesOrder (channelId, orderedAt);
create index salesOrderOfCustomer on salesOrder (customerId, orderedAt);
create index salesOrderLargest on salesOrder (total);
-- The work lists are short however long the history is, so their indexes hold only what is on them. One column each where
-- a list is read by time: with two SQLite takes the index of all orders.
create index salesOrderToShip on salesOrder (shipByAt, fulfilment, awaitsPayment, payment, approved) where fulfilment in ('open', 'allocated', 'partlyShipped');
create index salesOrderToApprove on salesOrder (shipByAt, holds, exceptions, awaitsPayment, payment) where approved = 0 and fulfilment in ('open', 'allocated');
create index salesOrderToPay on salesOrder (orderedAt) where payment in ('unpaid', 'partlyPaid', 'refundOwed', 'overpaid');
create index salesOrderPaidBack on salesOrder (orderedAt) where payment in ('notDue', 'partlyRefunded', 'refunded');
create index salesOrderCalledOff on salesOrder (orderedAt) where fulfilment = 'cancelled';
create index salesOrderNeedsSomeone on salesOrder (orderedAt) where holds + exceptions > 0;

create table orderLine (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  lineNo integer not null,
  externalId text,
  variantId integer references variant (id),
  sku text not null,
  name text not null,
  quantity integer not null check (quantity >= 0), -- Quantity
  unitPrice integer not null, -- UnitPrice
  taxRate integer, -- RatePpm
  -- After the line's share of all discounts; `discount` is that share, net of tax (INV-O1).
  net integer not null, -- Minor
  tax integer not null, -- Minor
  gross integer not null check (gross = net + tax), -- Minor
  discount integer not null, -- Minor
  -- Kept by triggers: sums of the standing shipments and cancellations (INV-O2).
  shipped integer not null default 0 check (shipped >= 0), -- Quantity
  cancelled integer not null default 0 check (cancelled >= 0), -- Quantity
  -- Goods that came back and stayed; kept by the service returns call.
  returned integer not null default 0 check (returned between 0 and shipped), -- Quantity
  settledNet integer not null default 0, -- Minor
  settledTax integer not null default 0, -- Minor
  settledDiscount integer not null default 0, -- Minor
  commandId integer not null references command (id),
  check (shipped + cancelled <= quantity),
  -- What no goods carry would never be earned.
  check (quantity > 0 or (net = 0 and tax = 0))
) strict;

create index orderLineOfOrder on orderLine (orderId);
create index orderLineUnmapped on orderLine (sku) where variantId is null;

create trigger orderLineStays before delete on orderLine
begin select raise(abort, 'a line taken out of an order stays with quantity zero'); end;

create trigger orderLineKeepsWhatIsSettled before update of quantity, net, tax, discount, variantId on orderLine
when old.shipped + old.cancelled > 0
  and (new.quantity <> old.quantity or new.net <> old.net or new.tax <> old.tax or new.discount <> old.discount
    or (old.shipped > 0 and old.variantId is not null and new.variantId is not old.variantId))
begin select raise(abort, 'a line is not changed once part of it was shipped or cancelled'); end;

-- Shipping, fees and the one explicit rounding row of an order.
create table orderCharge (
  orderId integer not null references salesOrder (id),
  chargeNo integer not null,
  kind text not null check (kind in ('shipping', 'fee', 'rounding')), -- 'shipping' | 'fee' | 'rounding'
  name text not null,
  net integer not null, -- Minor
  tax integer not null check (kind <> 'rounding' or tax = 0), -- Minor
  gross integer not null check (gross = net + tax), -- Minor
  commandId integer not null references command (id),
  primary key (orderId, chargeNo)
) strict, without rowid;

create unique index orderHasOneRounding on orderCharge (orderId) where kind = 'rounding';

-- Who gets the parcel. Personal, so outside the chain and erasable on its own.
create table orderRecipient (
  orderId integer primary key references salesOrder (id),
  recipient text not null,
  company text not null default '',
  line1 text not null default '',
  line2 text not null default '',
  city text not null default '',
  region text not null default '',
  postcode text not null default '',
  country text not null default '',
  phone text not null default '',
  email text not null default ''
) strict;

create table payment (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  externalId text,
  method text not null,
  -- Opening equity: money that moved before go-live.
  -- Store credit and an exchange bring no money: they spend what the shop owed the customer.
  account text not null check (account in ('channelClearing', 'bank', 'till', 'openingEquity', 'storeCredit', 'exchange')), -- 'channelClearing' | 'bank' | 'till' | 'openingEquity' | 'storeCredit' | 'exchange'
  storeCreditId integer references storeCredit (id),
  -- The refund of the other order that an exchange passes on; it posts for both.
  fromRefundId integer references refund (id),
  amount integer not null check (amount > 0), -- Minor
  fee integer not null check (fee between 0 and amount), -- Minor
  -- Notes and coins handed over at the counter; what is more than the amount went back as change.
  given integer check (given >= amount), -- Minor
  toReceivable integer not null, -- Minor
  toDeposits integer not null, -- Minor
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  voidedAt integer, -- Instant
  voidPostedOn text, -- Day
  -- Taken back against what is open then, which may be another account than it went to.
  voidDeposits integer, -- Minor
  voidCommandId integer references command (id),
  commandId integer not null references command (id),
  unique (orderId, externalId),
  check ((storeCreditId is null) = (account <> 'storeCredit')),
  check ((fromRefundId is null) = (account <> 'exchange')),
  check ((voidedAt is null) = (voidCommandId is null) and (voidedAt is null) = (voidPostedOn is null) and (voidedAt is null) = (voidDeposits is null))
) strict;

create table shipment (
  id integer primary key autoincrement,
  number text unique,
  orderId integer not null references salesOrder (id),
  -- Goods that left before go-live settle the order but are no movement and no sale of ours.
  kind text not null check (kind in ('ours', 'beforeGoLive')), -- 'ours' | 'beforeGoLive'
  carrier text,
  trackingNumber text,
  withCharges integer not null check (withCharges in (0, 1)),
  -- Net of discounts: goods, shipping and fees together are the day's sales.
  goodsNet integer not null, -- Minor
  chargesNet integer not null, -- Minor
  due integer not null, -- Minor
  fromDeposits integer not null, -- Minor
  toReceivable integer not null, -- Minor
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  voidedAt integer, -- Instant
  voidPostedOn text, -- Day
  -- What was taken back, of it from shipping and fees: these stay earned while another parcel stands.
  voidDue integer, -- Minor
  voidChargesNet integer, -- Minor
  -- Taken back against what is open then, which may be another account than it went to.
  voidDeposits integer, -- Minor
  voidCommandId integer references command (id),
  commandId integer not null references command (id),
  check ((number is null) = (kind = 'beforeGoLive')),
  check (due = fromDeposits + toReceivable),
  check ((voidedAt is null) = (voidCommandId is null) and (voidedAt is null) = (voidPostedOn is null) and (voidedAt is null) = (voidDeposits is null)
    and (voidedAt is null) = (voidDue is null) and (voidedAt is null) = (voidChargesNet is null))
) strict;

create index shipmentPosted on shipment (postedOn);
create index shipmentOfOrder on shipment (orderId);
create index shipmentByTracking on shipment (trackingNumber) where trackingNumber is not null;


create table shipmentLine (
  id integer primary key autoincrement,
  shipmentId integer not null references shipment (id),
  orderLineId integer not null references orderLine (id),
  -- The goods that left; null for what left before go-live.
  movementId integer references stockMovement (id),
  quantity integer not null check (quantity > 0), -- Quantity
  net integer not null, -- Minor
  tax integer not null, -- Minor
  discount integer not null -- Minor
) strict;

create index shipmentLineOfMovement on shipmentLine (movementId) where movementId is not null;
create index shipmentLineOfOrderLine on shipmentLine (orderLineId);
create index shipmentLineOfShipment on shipmentLine (shipmentId);

create table cancellation (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  reason text not null,
  withCharges integer not null check (withCharges in (0, 1)),
  -- A cancellation taken back is the same with every figure turned round; both stand.
  reinstatesId integer unique references cancellation (id),
  claim integer not null, -- Minor
  owed integer not null check (iif(reinstatesId is null, owed, -owed) >= 0), -- Minor
  -- Goodwill paid out before a sale that now never happens: no longer less sales, but money of the deposit.
  creditNet integer not null, -- Minor
  creditTax integer not null check (iif(reinstatesId is null, creditNet + creditTax, -creditNet - creditTax) >= 0), -- Minor
  -- What of it had been taken from shipping income.
  creditShippingNet integer not null, -- Minor
  creditShippingTax integer not null, -- Minor
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

create index cancellationOfOrder on cancellation (orderId);

create table cancellationLine (
  cancellationId integer not null references cancellation (id),
  orderLineId integer not null references orderLine (id),
  -- Negative where a cancellation is taken back.
  quantity integer not null check (quantity <> 0), -- Quantity
  net integer not null, -- Minor
  tax integer not null, -- Minor
  discount integer not null, -- Minor
  primary key (cancellationId, orderLineId)
) strict, without rowid;

create table refund (
  id integer primary key autoincrement,
  number text not null unique,
  orderId integer not null references salesOrder (id),
  externalId text,
  -- Where it goes: money, the customer's store credit, another order (an exchange), or less of what is still owed to us.
  account text not null check (account in ('channelClearing', 'bank', 'till', 'openingEquity', 'storeCredit', 'exchange', 'accountsReceivable')), -- 'channelClearing' | 'bank' | 'till' | 'openingEquity' | 'storeCredit' | 'exchange' | 'accountsReceivable'
  storeCreditId integer references storeCredit (id),
  toOrderId integer references salesOrder (id),
  amount integer not null check (amount > 0), -- Minor
  fromOwed integer not null check (fromOwed >= 0), -- Minor
  fromDeposits integer not null check (fromDeposits >= 0), -- Minor
  toReceivable integer not null check (toReceivable >= 0), -- Minor
  -- What it took from sales: goods and goodwill, and shipping.
  salesNet integer not null, -- Minor
  salesTax integer not null, -- Minor
  -- What of it was shipping.
  shippingNet integer not null, -- Minor
  shippingTax integer not null, -- Minor
  reason text not null,
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id),
  unique (orderId, externalId),
  check ((storeCreditId is null) = (account <> 'storeCredit')),
  check ((toOrderId is null) = (account <> 'exchange')),
  check (amount = fromOwed + fromDeposits + toReceivable + salesNet + salesTax)
) strict;

create table refundPart (
  refundId integer not null references refund (id),
  partNo integer not null,
  kind text not null check (kind in ('cancelled', 'returned', 'goodsKept', 'amountOnly', 'shipping')), -- 'cancelled' | 'returned' | 'goodsKept' | 'amountOnly' | 'shipping'
  orderLineId integer references orderLine (id),
  net integer not null, -- Minor
  tax integer not null, -- Minor
  gross integer not null check (gross = net + tax and gross > 0), -- Minor
  primary key (refundId, partNo),
  check ((orderLineId is null) = (kind in ('amountOnly', 'shipping')))
) strict, without rowid;

create index refundPartKept on refundPart (refundId) where kind = 'goodsKept';

create table orderHold (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  -- The channel's own hold ends when the channel lets the order go on; it says no reason.
  placedBy text not null check (placedBy in ('person', 'channel')), -- 'person' | 'channel'
  reason text not null,
  heldAt integer not null, -- Instant
  commandId integer not null references command (id),
  endedAt integer, -- Instant
  endCommandId integer references command (id),
  check ((endedAt is null) = (endCommandId is null))
) strict;

create index orderHoldOfOrder on orderHold (orderId);

-- Raised, and one day resolved: raised − resolved = open, always.
create table orderException (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  kind text not null check (kind in ('unknownSku', 'roundingTooLarge', 'changedAfterShipment', 'finishedElsewhere', 'cancelledAfterShipment', 'refundExceedsCaptured', 'refundBeyondBase', 'overpaid', 'check', 'shortPick', 'stuckParcel')), -- 'unknownSku' | 'roundingTooLarge' | 'changedAfterShipment' | 'finishedElsewhere' | 'cancelledAfterShipment' | 'refundExceedsCaptured' | 'refundBeyondBase' | 'overpaid' | 'check' | 'shortPick' | 'stuckParcel'
  orderLineId integer references orderLine (id),
  details text not null, -- Json
  raisedAt integer not null, -- Instant
  commandId integer not null references command (id),
  resolvedAt integer, -- Instant
  -- What a person said of it; null where its cause went away by itself.
  resolution text check (resolution is null or resolvedAt is not null),
  resolveCommandId integer references command (id),
  check ((resolvedAt is null) = (resolveCommandId is null))
) strict;

create index orderExceptionOfOrder on orderException (orderId);
create index orderExceptionOpen on orderException (raisedAt) where resolvedAt is null;

-- Kept: sales by day and channel (0 = no channel), the same figures the books hold.
create table salesDay (
  dayOn text not null, -- Day
  channelId integer not null,
  orders integer not null,
  ordered integer not null, -- Minor
  shippedNet integer not null, -- Minor
  returnedNet integer not null, -- Minor
  primary key (dayOn, channelId)
) strict, without rowid;

-- Documents are facts -------------------------------------------------------------------------------------------------

create trigger paymentKeepsItself before update of id, orderId, account, storeCreditId, fromRefundId, amount, fee, toReceivable, toDeposits, occurredAt, postedOn, commandId on payment
begin select raise(abort, 'a payment is voided, never edited'); end;
create trigger paymentIsVoidedOnce before update on payment when old.voidedAt is not null
begin select raise(abort, 'a payment is voided once'); end;
create trigger paymentStays before delete on payment
begin select raise(abort, 'a payment is voided, never removed'); end;

create trigger shipmentKeepsItself before update of id, number, orderId, kind, withCharges, goodsNet, chargesNet, due, fromDeposits, toReceivable, occurredAt, postedOn, commandId on shipment
begin select raise(abort, 'a shipment is cancelled, never edited'); end;
create trigger shipmentIsVoidedOnce before update on shipment when old.voidedAt is not null
begin select raise(abort, 'a shipment is cancelled once'); end;
create trigger shipmentStays before delete on shipment
begin select raise(abort, 'a shipment is cancelled, never removed'); end;

create trigger shipmentLineIsFinal before update on shipmentLine
begin select raise(abort, 'a shipment is cancelled, never edited'); end;
create trigger shipmentLineStays before delete on shipmentLine
begin select raise(abort, 'a shipment is cancelled, never removed'); end;

-- A reason is a person's words and can be erased; all else of a document is final.
create trigger cancellationIsFinal before update of id, orderId, reinstatesId, withCharges, claim, owed, creditNet, creditTax, creditShippingNet, creditShippingTax,
  occurredAt, postedOn, commandId on cancellation
begin select raise(abort, 'a cancellation is final'); end;
create trigger cancellationReasonIsErased before update of reason on cancellation when new.reason <> ''
begin select raise(abort, 'a reason is erased, never edited'); end;
create trigger cancellationStays before delete on cancellation
begin select raise(abort, 'a cancellation is final'); end;
create trigger cancellationTakesNothingBackItDidNotTake before insert on cancellationLine
when (select reinstatesId is null from cancellation where id = new.cancellationId) = (new.quantity < 0)
begin select raise(abort, 'only a cancellation that is taken back gives goods back to an order'); end;
create trigger cancellationLineIsFinal before update on cancellationLine
begin select raise(abort, 'a cancellation is final'); end;
create trigger cancellationLineStays before delete on cancellationLine
begin select raise(abort, 'a cancellation is final'); end;

create trigger refundIsFinal before update of id, number, orderId, account, storeCreditId, toOrderId, amount, fromOwed, fromDeposits, toReceivable, salesNet, salesTax,
  shippingNet, shippingTax, occurredAt, postedOn, commandId on refund
begin select raise(abort, 'a refund is final'); end;
-- A refund recorded here first is the one its channel tells of later.
create trigger refundIsToldOnce before update of externalId on refund when old.externalId is not null or old.account <> 'channelClearing'
begin select raise(abort, 'a refund is told by its channel once'); end;
create trigger refundReasonIsErased before update of reason on refund when new.reason <> ''
begin select raise(abort, 'a reason is erased, never edited'); end;
create trigger refundStays before delete on refund
begin select raise(abort, 'a refund is final'); end;
create trigger refundPartIsFinal before update on refundPart
begin select raise(abort, 'a refund is final'); end;
create trigger refundPartStays before delete on refundPart
begin select raise(abort, 'a refund is final'); end;

create trigger orderExceptionKeepsItself before update of id, orderId, kind, orderLineId, details, raisedAt, commandId on orderException
begin select raise(abort, 'an exception stays what was raised'); end;
create trigger orderExceptionIsResolvedOnce before update on orderException when old.resolvedAt is not null and new.resolvedAt is not null
  and (new.resolvedAt <> old.resolvedAt or new.resolveCommandId <> old.resolveCommandId or new.resolution <> '')
begin select raise(abort, 'an exception is resolved once, unless it is opened again'); end;
create trigger orderExceptionStays before delete on orderException
begin select raise(abort, 'an exception is resolved, never removed'); end;
create trigger orderHoldKeepsItself before update of id, orderId, placedBy, heldAt, commandId on orderHold
begin select raise(abort, 'a hold stays what was placed'); end;
create trigger orderHoldEndsOnce before update of endedAt, endCommandId on orderHold when old.endedAt is not null and new.endedAt is not null
begin select raise(abort, 'a hold ends once, unless it is placed again'); end;
create trigger orderHoldReasonIsErased before update of reason on orderHold when new.reason <> ''
begin select raise(abort, 'a reason is erased, never edited'); end;
create trigger orderHoldStays before delete on orderHold
begin select raise(abort, 'a hold ends, it is never removed'); end;

create trigger salesOrderStays before delete on salesOrder
begin select raise(abort, 'an order is cancelled, never removed'); end;
create trigger salesOrderKeepsItsName before update of id, number, channelId, externalId, intake, currency on salesOrder
begin select raise(abort, 'an order keeps its number, channel and currency'); end;

-- What the documents add up to ----------------------------------------------------------------------------------------

create trigger shipmentLineSettles after insert on shipmentLine
begin
  update orderLine set shipped = shipped + new.quantity, settledNet = settledNet + new.net, settledTax = settledTax + new.tax,
    settledDiscount = settledDiscount + new.discount
  where id = new.orderLineId;
end;

create trigger shipmentVoidGivesBack after update of voidedAt on shipment when new.voidedAt is not null
begin
  update orderLine set shipped = shipped - s.quantity, settledNet = settledNet - s.net, settledTax = settledTax - s.tax,
    settledDiscount = settledDiscount - s.discount
  from (
    select orderLineId, sum(quantity) as quantity, sum(net) as net, sum(tax) as tax, sum(discount) as discount
    from shipmentLine where shipmentId = new.id group by orderLineId
  ) s
  where orderLine.id = s.orderLineId;
  update salesOrder set deposits = deposits + new.voidDeposits, receivable = receivable - new.voidDue + new.voidDeposits,
    chargesSettled = exists (select 1 from shipment where orderId = new.orderId and voidedAt is null)
  where id = new.orderId;
end;

create trigger cancellationLineSettles after insert on cancellationLine
begin
  update orderLine set cancelled = cancelled + new.quantity, settledNet = settledNet + new.net, settledTax = settledTax + new.tax,
    settledDiscount = settledDiscount + new.discount
  where id = new.orderLineId;
end;

create trigger paymentCounts after insert on payment
begin
  update salesOrder set captured = captured + new.amount, deposits = deposits + new.toDeposits, receivable = receivable - new.toReceivable
  where id = new.orderId;
end;

create trigger paymentVoidCounts after update of voidedAt on payment when new.voidedAt is not null
begin
  update salesOrder set captured = captured - new.amount, deposits = deposits - new.voidDeposits,
    receivable = receivable + new.amount - new.voidDeposits
  where id = new.orderId;
end;

create trigger shipmentCounts after insert on shipment
begin
  update salesOrder set deposits = deposits - new.fromDeposits, receivable = receivable + new.toReceivable,
    chargesSettled = chargesSettled + new.withCharges
  where id = new.orderId;
end;

create trigger cancellationCounts after insert on cancellation
begin
  update salesOrder set cancelledClaim = cancelledClaim + new.claim, deposits = deposits - new.owed - new.creditNet - new.creditTax, owed = owed + new.owed,
    chargesSettled = chargesSettled + iif(new.reinstatesId is null, new.withCharges, -new.withCharges)
  where id = new.orderId;
end;

create trigger refundCounts after insert on refund
begin
  update salesOrder set refunded = refunded + iif(new.account = 'accountsReceivable', 0, new.amount), owed = owed - new.fromOwed,
    deposits = deposits - new.fromDeposits, receivable = receivable + new.toReceivable - iif(new.account = 'accountsReceivable', new.amount, 0),
    cancelledClaim = cancelledClaim + iif(new.account = 'accountsReceivable', new.amount, 0)
  where id = new.orderId;
end;

create trigger orderHoldCounts after insert on orderHold
begin update salesOrder set holds = holds + 1 where id = new.orderId; end;
create trigger orderHoldEndCounts after update of endedAt on orderHold when new.endedAt is not null
begin update salesOrder set holds = holds - 1 where id = new.orderId; end;
create trigger orderHoldPlacedAgainCounts after update of endedAt on orderHold when old.endedAt is not null and new.endedAt is null
begin update salesOrder set holds = holds + 1 where id = new.orderId; end;
create trigger orderExceptionCounts after insert on orderException
begin update salesOrder set exceptions = exceptions + 1 where id = new.orderId; end;
create trigger orderExceptionEndCounts after update of resolvedAt on orderException when new.resolvedAt is not null
begin update salesOrder set exceptions = exceptions - 1 where id = new.orderId; end;
create trigger orderExceptionReopenCounts after update of resolvedAt on orderException when old.resolvedAt is not null and new.resolvedAt is null
begin update salesOrder set exceptions = exceptions + 1 where id = new.orderId; end;

create trigger salesDayCountsOrder after insert on salesOrder
begin
  insert into salesDay (dayOn, channelId, orders, ordered, shippedNet, returnedNet)
  values (new.orderedOn, coalesce(new.channelId, 0), 1, new.total, 0, 0)
  on conflict (dayOn, channelId) do update set orders = orders + 1, ordered = ordered + excluded.ordered;
end;

create trigger salesDayCountsChange after update of total on salesOrder when new.total <> old.total
begin
  update salesDay set ordered = ordered + new.total - old.total where dayOn = new.orderedOn and channelId = coalesce(new.channelId, 0);
end;

create trigger salesDayCountsShipment after insert on shipment when new.kind = 'ours'
begin
  insert into salesDay (dayOn, channelId, orders, ordered, shippedNet, returnedNet)
  select new.postedOn, coalesce(channelId, 0), 0, 0, new.goodsNet + new.chargesNet, 0 from salesOrder where id = new.orderId
  on conflict (dayOn, channelId) do update set shippedNet = shippedNet + excluded.shippedNet;
end;

create trigger salesDayCountsRefund after insert on refund when new.salesNet <> 0 and new.account <> 'openingEquity'
begin
  insert into salesDay (dayOn, channelId, orders, ordered, shippedNet, returnedNet)
  select new.postedOn, coalesce(channelId, 0), 0, 0, 0, new.salesNet from salesOrder where id = new.orderId
  on conflict (dayOn, channelId) do update set returnedNet = returnedNet + excluded.returnedNet;
end;

create trigger salesDayCountsCancellation after insert on cancellation when new.creditNet <> 0
begin
  insert into salesDay (dayOn, channelId, orders, ordered, shippedNet, returnedNet)
  select new.postedOn, coalesce(channelId, 0), 0, 0, 0, -new.creditNet from salesOrder where id = new.orderId
  on conflict (dayOn, channelId) do update set returnedNet = returnedNet + excluded.returnedNet;
end;

create trigger salesDayCountsShipmentVoid after update of voidedAt on shipment when new.voidedAt is not null and new.kind = 'ours'
begin
  insert into salesDay (dayOn, channelId, orders, ordered, shippedNet, returnedNet)
  select new.voidPostedOn, coalesce(channelId, 0), 0, 0, -new.goodsNet - new.voidChargesNet, 0 from salesOrder where id = new.orderId
  on conflict (dayOn, channelId) do update set shippedNet = shippedNet + excluded.shippedNet;
end;
