-- What the shop orders, receives, is billed for and pays. Goods and their cost belong to inventory, the supplier's card to parties.

-- How one supplier sells one variant: its own code and packing. unitVolume is of one unit, in cubic centimetres.
create table supplierItem (
  id integer primary key autoincrement,
  supplierId integer not null references supplier (id),
  variantId integer not null references variant (id),
  supplierSku text not null default '',
  packQuantity integer not null check (packQuantity > 0), -- Quantity
  minimumQuantity integer not null check (minimumQuantity >= 0), -- Quantity
  unitVolume integer not null default 0 check (unitVolume >= 0),
  unique (supplierId, variantId)
) strict;

create index supplierItemOfVariant on supplierItem (variantId);

-- A price agreed for a time and from a quantity on, without tax.
create table priceAgreement (
  id integer primary key autoincrement,
  supplierId integer not null references supplier (id),
  variantId integer not null references variant (id),
  fromQuantity integer not null check (fromQuantity >= 0), -- Quantity
  price integer not null check (price >= 0), -- UnitPrice
  validFromOn text not null, -- Day
  validThroughOn text, -- Day
  commandId integer not null references command (id),
  check (validThroughOn >= validFromOn)
) strict;

create index priceAgreementOf on priceAgreement (supplierId, variantId, validFromOn);
create index priceAgreementOfVariant on priceAgreement (variantId);

-- A licence, certificate or contract. A required one that has expired stops orders.
create table supplierDocument (
  id integer primary key autoincrement,
  supplierId integer not null references supplier (id),
  kind text not null check (kind in ('licence', 'certificate', 'insurance', 'contract', 'other')), -- 'licence' | 'certificate' | 'insurance' | 'contract' | 'other'
  name text not null check (length(name) > 0),
  number text not null default '',
  validThroughOn text, -- Day
  required integer not null check (required in (0, 1)),
  commandId integer not null references command (id)
) strict;

create index supplierDocumentOf on supplierDocument (supplierId);

create table purchaseOrder (
  id integer primary key autoincrement,
  number text not null unique,
  supplierId integer not null references supplier (id),
  locationId integer not null references location (id),
  status text not null check (status in ('draft', 'ordered', 'partlyReceived', 'received', 'closed', 'cancelled')), -- 'draft' | 'ordered' | 'partlyReceived' | 'received' | 'closed' | 'cancelled'
  expectedOn text not null, -- Day
  orderedAt integer, -- Instant
  orderedCommandId integer references command (id),
  note text not null default '',
  createdAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create index purchaseOrderOfSupplier on purchaseOrder (supplierId, id);
create index purchaseOrderByStatus on purchaseOrder (status, id);

-- open is what is still to come; over is what came beyond the order. reasons say how the price was chosen.
create table purchaseOrderLine (
  id integer primary key autoincrement,
  purchaseOrderId integer not null references purchaseOrder (id),
  lineNo integer not null,
  variantId integer not null references variant (id),
  supplierSku text not null,
  price integer not null check (price >= 0), -- UnitPrice
  taxRate integer not null check (taxRate >= 0), -- RatePpm
  reasons text not null, -- Json
  ordered integer not null check (ordered > 0), -- Quantity
  received integer not null default 0 check (received >= 0), -- Quantity
  open integer not null check (open >= 0), -- Quantity
  cancelled integer not null default 0 check (cancelled >= 0), -- Quantity
  over integer not null default 0 check (over >= 0), -- Quantity
  check (ordered = received + open + cancelled)
) strict;

create index purchaseOrderLineOf on purchaseOrderLine (purchaseOrderId, lineNo);
create index purchaseOrderLineOpen on purchaseOrderLine (variantId) where open > 0;

-- What was given up of an ordered line; negative where it was taken up again.
create table purchaseOrderCancellation (
  id integer primary key autoincrement,
  purchaseOrderLineId integer not null references purchaseOrderLine (id),
  quantity integer not null check (quantity <> 0), -- Quantity
  reason text not null,
  recordedAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create index purchaseOrderCancellationOf on purchaseOrderCancellation (purchaseOrderLineId);

create trigger purchaseOrderCancellationIsFinal before update on purchaseOrderCancellation
begin select raise(abort, 'a cancellation is taken back by another row, never edited'); end;

-- What purchasing knows of a receipt of goods; the goods themselves are inventory's.
create table purchaseReceipt (
  goodsReceiptId integer primary key references goodsReceipt (id),
  supplierId integer not null references supplier (id),
  purchaseOrderId integer references purchaseOrder (id),
  deliveryNote text not null default '',
  cancelledAt integer, -- Instant
  cancelPostedOn text, -- Day
  cancelCommandId integer references command (id),
  commandId integer not null references command (id)
) strict;

create index purchaseReceiptOfOrder on purchaseReceipt (purchaseOrderId) where purchaseOrderId is not null;
create index purchaseReceiptOfSupplier on purchaseReceipt (supplierId, goodsReceiptId);

-- orderValue is quantity at the order's price. What is not billed yet is kept: unbilled quantity and its value on the books.
create table purchaseReceiptLine (
  id integer primary key autoincrement,
  goodsReceiptId integer not null references purchaseReceipt (goodsReceiptId),
  purchaseOrderLineId integer references purchaseOrderLine (id),
  variantId integer not null references variant (id),
  movementId integer not null unique references stockMovement (id),
  quantity integer not null check (quantity > 0), -- Quantity
  over integer not null check (over >= 0 and over <= quantity), -- Quantity
  orderValue integer not null check (orderValue >= 0), -- Minor
  accrued integer not null check (accrued >= 0), -- Minor
  unbilled integer not null check (unbilled >= 0), -- Quantity
  unbilledValue integer not null check (unbilledValue >= 0), -- Minor
  returned integer not null default 0 check (returned >= 0 and returned <= quantity), -- Quantity
  check (unbilled > 0 or unbilledValue = 0)
) strict;

create index purchaseReceiptLineOfVariant on purchaseReceiptLine (variantId);
create index purchaseReceiptLineOf on purchaseReceiptLine (goodsReceiptId);
create index purchaseReceiptLineOfOrder on purchaseReceiptLine (purchaseOrderLineId) where purchaseOrderLineId is not null;
create index purchaseReceiptLineUnbilled on purchaseReceiptLine (goodsReceiptId) where unbilled > 0;

-- How far a bill may differ before somebody has to say why it is accepted; the row without a supplier is the shop's.
create table matchTolerance (
  id integer primary key autoincrement,
  supplierId integer unique references supplier (id),
  priceRate integer not null check (priceRate >= 0), -- RatePpm
  priceAmount integer not null check (priceAmount >= 0), -- Minor
  quantityRate integer not null check (quantityRate >= 0), -- RatePpm
  varianceUpTo integer not null check (varianceUpTo >= 0) -- Minor
) strict;

create unique index matchToleranceOfShop on matchTolerance ((1)) where supplierId is null;

-- What the supplier says we owe. open is kept: the total less its settlements.
create table supplierBill (
  id integer primary key autoincrement,
  number text not null unique,
  supplierId integer not null references supplier (id),
  supplierNumber text not null check (length(supplierNumber) > 0),
  billedOn text not null, -- Day
  dueOn text not null, -- Day
  net integer not null, -- Minor
  tax integer not null, -- Minor
  total integer not null check (total = net + tax), -- Minor
  open integer not null, -- Minor
  acceptedBecause text,
  findings text not null, -- Json
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  cancelledAt integer, -- Instant
  cancelPostedOn text, -- Day
  cancelCommandId integer references command (id),
  commandId integer not null references command (id)
) strict;

create unique index supplierBillOnce on supplierBill (supplierId, supplierNumber) where cancelledAt is null;
create index supplierBillOpen on supplierBill (dueOn, id) where open <> 0;

-- A bill's line: goods, another cost, or freight and duty. transit is what was billed before it came, and is still to come.
create table supplierBillLine (
  id integer primary key autoincrement,
  supplierBillId integer not null references supplierBill (id),
  lineNo integer not null,
  kind text not null check (kind in ('goods', 'expense', 'landedCost')), -- 'goods' | 'expense' | 'landedCost'
  purchaseOrderLineId integer references purchaseOrderLine (id),
  purchaseReceiptLineId integer references purchaseReceiptLine (id),
  text text not null default '',
  quantity integer not null, -- Quantity
  net integer not null, -- Minor
  tax integer not null, -- Minor
  deductible integer not null check (deductible in (0, 1)),
  transit integer not null default 0 check (transit >= 0), -- Quantity
  transitNet integer not null default 0, -- Minor
  transitTax integer not null default 0, -- Minor
  check ((kind = 'goods') = (purchaseOrderLineId is not null or purchaseReceiptLineId is not null))
) strict;

create index supplierBillLineOf on supplierBillLine (supplierBillId);
create index supplierBillLineOfOrder on supplierBillLine (purchaseOrderLineId) where purchaseOrderLineId is not null;
create index supplierBillLineOfReceipt on supplierBillLine (purchaseReceiptLineId) where purchaseReceiptLineId is not null;

-- Which received goods a bill's line pays for. accrued is what the books held for them, difference what they turned out to cost more.
create table supplierBillMatch (
  id integer primary key autoincrement,
  supplierBillLineId integer not null references supplierBillLine (id),
  purchaseReceiptLineId integer not null references purchaseReceiptLine (id),
  kind text not null check (kind in ('afterGoods', 'beforeGoods')), -- 'afterGoods' | 'beforeGoods'
  quantity integer not null check (quantity > 0), -- Quantity
  accrued integer not null, -- Minor
  difference integer not null, -- Minor
  treatment text not null check (treatment in ('layers', 'variance')), -- 'layers' | 'variance'
  net integer not null, -- Minor
  tax integer not null, -- Minor
  commandId integer not null references command (id)
) strict;

create index supplierBillMatchOfLine on supplierBillMatch (supplierBillLineId);
create index supplierBillMatchOfReceipt on supplierBillMatch (purchaseReceiptLineId);

-- What makes a bill smaller: paid, met from a prepayment or a claim, or the whole bill cancelled. Signed; a payment taken back is negative.
create table billSettlement (
  id integer primary key autoincrement,
  supplierBillId integer not null references supplierBill (id),
  kind text not null check (kind in ('payment', 'prepayment', 'claim', 'cancelled')), -- 'payment' | 'prepayment' | 'claim' | 'cancelled'
  sourceId integer not null,
  amount integer not null check (amount <> 0), -- Minor
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

create index billSettlementOf on billSettlement (supplierBillId);

create trigger billSettlementIsFinal before update on billSettlement
begin select raise(abort, 'a settlement is taken back by another row, never edited'); end;

create trigger billSettlementCounts after insert on billSettlement
begin update supplierBill set open = open - new.amount where id = new.supplierBillId; end;

create table supplierPayment (
  id integer primary key autoincrement,
  supplierId integer not null references supplier (id),
  account text not null check (account in ('bank', 'till')), -- 'bank' | 'till'
  amount integer not null check (amount > 0), -- Minor
  prepaid integer not null check (prepaid between 0 and amount), -- Minor
  note text not null default '',
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  cancelledAt integer, -- Instant
  cancelPostedOn text, -- Day
  cancelCommandId integer references command (id),
  commandId integer not null references command (id)
) strict;

create index supplierPaymentOf on supplierPayment (supplierId, id);

-- Money a supplier holds of ours: paid before there was a bill (positive), met with a bill or taken back (negative).
create table supplierPrepayment (
  id integer primary key autoincrement,
  supplierId integer not null references supplier (id),
  sourceKind text not null check (sourceKind in ('supplierPayment', 'supplierBill')), -- 'supplierPayment' | 'supplierBill'
  sourceId integer not null,
  amount integer not null check (amount <> 0), -- Minor
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

create index supplierPrepaymentOf on supplierPrepayment (supplierId);

-- What a supplier owes us, in goods or money. open is the money still to come back; a claim about goods alone has none.
create table supplierClaim (
  id integer primary key autoincrement,
  number text not null unique,
  supplierId integer not null references supplier (id),
  kind text not null check (kind in ('short', 'over', 'damaged', 'wrong', 'returned', 'undelivered')), -- 'short' | 'over' | 'damaged' | 'wrong' | 'returned' | 'undelivered'
  goodsReceiptId integer references purchaseReceipt (goodsReceiptId),
  purchaseOrderLineId integer references purchaseOrderLine (id),
  purchaseReturnId integer references purchaseReturn (id),
  variantId integer references variant (id),
  quantity integer not null, -- Quantity
  open integer not null default 0, -- Minor
  settled integer not null default 0 check (settled in (0, 1)),
  note text not null default '',
  raisedAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create index supplierClaimOfReceipt on supplierClaim (goodsReceiptId) where goodsReceiptId is not null;
create index supplierClaimOfOrder on supplierClaim (purchaseOrderLineId) where purchaseOrderLineId is not null;
create index supplierClaimOpen on supplierClaim (supplierId, id) where settled = 0;

create table supplierClaimChange (
  id integer primary key autoincrement,
  supplierClaimId integer not null references supplierClaim (id),
  kind text not null check (kind in ('raised', 'credited', 'refunded', 'dropped', 'cancelled')), -- 'raised' | 'credited' | 'refunded' | 'dropped' | 'cancelled'
  amount integer not null check (amount <> 0), -- Minor
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

create index supplierClaimChangeOf on supplierClaimChange (supplierClaimId);

create trigger supplierClaimChangeIsFinal before update on supplierClaimChange
begin select raise(abort, 'a change of a claim is taken back by another row, never edited'); end;

create trigger supplierClaimChangeCounts after insert on supplierClaimChange
begin update supplierClaim set open = open + new.amount where id = new.supplierClaimId; end;

-- Freight, duty and the like over receipts. A cost without a bill yet is accrued.
create table landedCost (
  id integer primary key autoincrement,
  number text not null unique,
  basis text not null check (basis in ('value', 'quantity', 'weight', 'volume')), -- 'value' | 'quantity' | 'weight' | 'volume'
  policy text not null check (policy in ('capitalise', 'expense')), -- 'capitalise' | 'expense'
  amount integer not null check (amount <> 0), -- Minor
  supplierBillId integer references supplierBill (id),
  note text not null default '',
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  cancelledAt integer, -- Instant
  cancelPostedOn text, -- Day
  cancelCommandId integer references command (id),
  commandId integer not null references command (id)
) strict;

create table landedCostPart (
  id integer primary key autoincrement,
  landedCostId integer not null references landedCost (id),
  purchaseReceiptLineId integer not null references purchaseReceiptLine (id),
  measure integer not null check (measure >= 0),
  amount integer not null, -- Minor
  unique (landedCostId, purchaseReceiptLineId)
) strict;

create index landedCostPartOfReceipt on landedCostPart (purchaseReceiptLineId);

-- Goods that go back to a supplier. kind 'cancelled' takes back a receipt that was booked by mistake.
create table purchaseReturn (
  id integer primary key autoincrement,
  number text not null unique,
  kind text not null check (kind in ('return', 'cancelled')), -- 'return' | 'cancelled'
  supplierId integer not null references supplier (id),
  locationId integer not null references location (id),
  note text not null default '',
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  cancelledAt integer, -- Instant
  cancelPostedOn text, -- Day
  cancelCommandId integer references command (id),
  commandId integer not null references command (id)
) strict;

-- unbilled goods release what was accrued for them; billed ones are claimed back at the bill's price.
create table purchaseReturnLine (
  id integer primary key autoincrement,
  purchaseReturnId integer not null references purchaseReturn (id),
  purchaseReceiptLineId integer not null references purchaseReceiptLine (id),
  movementId integer not null unique references stockMovement (id),
  quantity integer not null check (quantity > 0), -- Quantity
  unbilled integer not null check (unbilled >= 0), -- Quantity
  accrued integer not null, -- Minor
  net integer not null, -- Minor
  tax integer not null, -- Minor
  inputTax integer not null, -- Minor
  claimed integer not null check (claimed = net + tax) -- Minor
) strict;

create index purchaseReturnLineOf on purchaseReturnLine (purchaseReturnId);
create index purchaseReturnLineOfReceipt on purchaseReturnLine (purchaseReceiptLineId);
