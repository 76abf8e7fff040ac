-- What several suppliers were asked the price of, what each answered, and which orders came of it. What went out is not edited:
-- it is closed and asked anew. An answer stands until it is withdrawn or the same supplier answers again.

create table quotationRequest (
  id integer primary key autoincrement,
  number text not null unique,
  locationId integer not null references location (id),
  neededOn text not null, -- Day
  answerByOn text not null check (answerByOn <= neededOn), -- Day
  note text not null default '',
  createdAt integer not null, -- Instant
  closedAt integer, -- Instant
  commandId integer not null references command (id)
) strict;

create trigger quotationRequestKeepsItself before update of id, number, locationId, neededOn, answerByOn, note, createdAt, commandId on quotationRequest
begin select raise(abort, 'a request that went out is closed and asked anew, never edited'); end;

create table quotationRequestLine (
  id integer primary key autoincrement,
  quotationRequestId integer not null references quotationRequest (id),
  lineNo integer not null,
  variantId integer not null references variant (id),
  quantity integer not null check (quantity > 0), -- Quantity
  unique (quotationRequestId, lineNo),
  unique (quotationRequestId, variantId)
) strict;

create trigger quotationRequestLineIsFinal before update on quotationRequestLine
begin select raise(abort, 'a request that went out is closed and asked anew, never edited'); end;

create table quotationAsked (
  quotationRequestId integer not null references quotationRequest (id),
  supplierId integer not null references supplier (id),
  primary key (quotationRequestId, supplierId)
) strict, without rowid;

-- freight is what the supplier charges for bringing it all, without tax.
create table supplierQuotation (
  id integer primary key autoincrement,
  quotationRequestId integer not null,
  supplierId integer not null,
  deliverOn text not null, -- Day
  validThroughOn text, -- Day
  freight integer not null check (freight >= 0), -- Minor
  note text not null default '',
  recordedAt integer not null, -- Instant
  withdrawnAt integer, -- Instant
  commandId integer not null references command (id),
  foreign key (quotationRequestId, supplierId) references quotationAsked (quotationRequestId, supplierId)
) strict;

create index supplierQuotationOf on supplierQuotation (quotationRequestId, supplierId, id);

create trigger supplierQuotationKeepsItself before update of id, quotationRequestId, supplierId, deliverOn, validThroughOn, freight, note, recordedAt, commandId on supplierQuotation
begin select raise(abort, 'an answer is replaced by another one, never edited'); end;

-- Without a line the supplier does not offer it.
create table supplierQuotationLine (
  supplierQuotationId integer not null references supplierQuotation (id),
  quotationRequestLineId integer not null references quotationRequestLine (id),
  price integer not null check (price >= 0), -- UnitPrice
  quantity integer not null check (quantity > 0), -- Quantity
  primary key (supplierQuotationId, quotationRequestLineId)
) strict, without rowid;

create trigger supplierQuotationLineIsAsked before insert on supplierQuotationLine
when (select quotationRequestId from supplierQuotation where id = new.supplierQuotationId)
  is not (select quotationRequestId from quotationRequestLine where id = new.quotationRequestLineId)
begin select raise(abort, 'an answer is about what was asked'); end;
create trigger supplierQuotationLineIsFinal before update on supplierQuotationLine
begin select raise(abort, 'an answer is replaced by another one, never edited'); end;

-- Which answer an order was drafted from.
create table quotationOrder (
  purchaseOrderId integer primary key references purchaseOrder (id),
  supplierQuotationId integer not null references supplierQuotation (id)
) strict;

create index quotationOrderOf on quotationOrder (supplierQuotationId);
