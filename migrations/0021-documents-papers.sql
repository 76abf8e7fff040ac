-- Papers that are numbered without a gap, how papers look, and the printers they go to. What a paper says is read from the
-- facts it is about; only what must never change again is stored.

create table invoice (
  id integer primary key autoincrement,
  number text not null unique,
  customerId integer references customer (id),
  currency text not null check (length(currency) = 3),
  language text not null check (language in ('en', 'zh-Hans', 'zh-Hant')), -- 'en' | 'zh-Hans' | 'zh-Hant'
  issuedOn text not null, -- Day
  dueOn text not null check (dueOn >= issuedOn), -- Day
  net integer not null, -- Minor
  tax integer not null, -- Minor
  rounding integer not null, -- Minor
  gross integer not null check (gross = net + tax + rounding), -- Minor
  issuedAt integer not null, -- Instant
  commandId integer not null references command (id),
  cancelledAt integer, -- Instant
  cancelCommandId integer references command (id),
  check ((cancelledAt is null) = (cancelCommandId is null))
) strict;

create table invoiceShipment (
  invoiceId integer not null references invoice (id),
  shipmentId integer not null references shipment (id),
  primary key (invoiceId, shipmentId)
) strict, without rowid;

create index invoiceShipmentOf on invoiceShipment (shipmentId);

create trigger shipmentIsInvoicedOnce before insert on invoiceShipment
when exists (select 1 from invoiceShipment join invoice on invoice.id = invoiceId where shipmentId = new.shipmentId and cancelledAt is null and invoiceId <> new.invoiceId)
begin select raise(abort, 'a parcel stands on one invoice'); end;
create trigger invoiceShipmentIsFinal before update on invoiceShipment
begin select raise(abort, 'an invoice is cancelled by a credit note, never edited'); end;
create trigger invoiceShipmentStays before delete on invoiceShipment
begin select raise(abort, 'an invoice is cancelled by a credit note, never edited'); end;
create trigger invoiceKeepsItself before update of id, number, customerId, currency, language, issuedOn, dueOn, net, tax, rounding, gross, issuedAt, commandId on invoice
begin select raise(abort, 'an invoice is cancelled by a credit note, never edited'); end;
create trigger invoiceIsCancelledOnce before update of cancelledAt, cancelCommandId on invoice when old.cancelledAt is not null
begin select raise(abort, 'an invoice is cancelled once'); end;
create trigger invoiceStays before delete on invoice
begin select raise(abort, 'an invoice is cancelled by a credit note, never removed'); end;

-- Numbers what lessens an invoice: the whole of it, or a refund.
create table creditNote (
  id integer primary key autoincrement,
  number text not null unique,
  sourceKind text not null check (sourceKind in ('invoice', 'refund')), -- 'invoice' | 'refund'
  sourceId integer not null,
  customerId integer references customer (id),
  currency text not null check (length(currency) = 3),
  language text not null check (language in ('en', 'zh-Hans', 'zh-Hant')), -- 'en' | 'zh-Hans' | 'zh-Hant'
  issuedOn text not null, -- Day
  net integer not null, -- Minor
  tax integer not null, -- Minor
  rounding integer not null, -- Minor
  gross integer not null check (gross = net + tax + rounding), -- Minor
  reason text not null,
  issuedAt integer not null, -- Instant
  commandId integer not null references command (id),
  unique (sourceKind, sourceId)
) strict;

create trigger creditNoteIsFinal before update of id, number, sourceKind, sourceId, customerId, currency, language, issuedOn, net, tax, rounding, gross, issuedAt, commandId on creditNote
begin select raise(abort, 'a credit note is final'); end;
create trigger creditNoteStays before delete on creditNote
begin select raise(abort, 'a credit note is final'); end;

-- The letterhead, and how each kind of paper looks. What is not set is as the program has it.
create table documentSetting (
  name text primary key,
  value text not null, -- Json
  commandId integer not null references command (id)
) strict, without rowid;

create table printer (
  id integer primary key autoincrement,
  name text not null unique,
  speaks text not null check (speaks in ('escpos', 'zpl')), -- 'escpos' | 'zpl'
  host text not null check (length(host) > 0),
  port integer not null check (port between 1 and 65535),
  -- Signs on a line of the roll.
  width integer not null check (width between 20 and 96),
  blocked integer not null default 0 check (blocked in (0, 1)),
  commandId integer not null references command (id)
) strict;
