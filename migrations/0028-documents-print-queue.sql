-- Labels owed to printers: written with the parcel that needs one, sent when the printer answers, never a second time by itself.

-- A print agent is one more printer: it takes what is to be printed as data, and draws it by a template of its own.
create table printerAnew (
  id integer primary key autoincrement,
  name text not null unique,
  speaks text not null check (speaks in ('escpos', 'zpl', 'cainiao')), -- 'escpos' | 'zpl' | 'cainiao'
  host text not null check (length(host) > 0),
  port integer not null check (port between 1 and 65535),
  -- Signs on a line of the roll.
  width integer not null check (width between 20 and 96),
  -- Of a print agent: which of its printers, empty for the one it prefers, and where the template lies it prints by.
  agentPrinter text not null default '',
  template text not null default '',
  -- Where the labels of parcels go by themselves.
  labels integer not null default 0 check (labels in (0, 1)),
  blocked integer not null default 0 check (blocked in (0, 1)),
  commandId integer not null references command (id),
  check (speaks <> 'cainiao' or template like 'http%'),
  check (labels = 0 or speaks <> 'escpos')
) strict;

insert into printerAnew (id, name, speaks, host, port, width, blocked, commandId) select id, name, speaks, host, port, width, blocked, commandId from printer;
drop table printer;
alter table printerAnew rename to printer;

create unique index printerOfLabels on printer (labels) where labels = 1;

-- One label of one parcel; `again` counts those somebody asked for beside the first.
create table printJob (
  id integer primary key autoincrement,
  shipmentId integer not null references shipment (id),
  again integer not null default 0 check (again >= 0),
  printerId integer not null references printer (id),
  -- `parked` waits for a person: it was refused, or nobody knows whether it was printed. `dropped`: nobody wants it any more.
  state text not null check (state in ('waiting', 'sending', 'printed', 'parked', 'dropped')), -- 'waiting' | 'sending' | 'printed' | 'parked' | 'dropped'
  attempts integer not null default 0,
  nextTryAt integer not null, -- Instant
  problem text check (problem in ('unreachable', 'refused', 'perhapsPrinted', 'blocked')), -- 'unreachable' | 'refused' | 'perhapsPrinted' | 'blocked'
  says text,
  createdAt integer not null, -- Instant
  finishedAt integer, -- Instant
  commandId integer not null references command (id),
  unique (shipmentId, again),
  check ((finishedAt is null) = (state in ('waiting', 'sending', 'parked'))),
  check (state <> 'parked' or problem is not null)
) strict;

create index printJobDue on printJob (nextTryAt) where state in ('waiting', 'sending');
create index printJobOpen on printJob (id) where finishedAt is null;

create trigger printJobIsPrintedOnce before update of state on printJob when old.state = 'printed' and new.state <> 'printed'
begin select raise(abort, 'a label that was printed is not printed again; another one is asked for'); end;
create trigger printJobStays before delete on printJob
begin select raise(abort, 'a label is dropped, never forgotten'); end;

create trigger parcelOwesLabel after update of shipmentId on parcel when new.shipmentId is not null and old.shipmentId is null
begin
  insert into printJob (shipmentId, printerId, state, nextTryAt, createdAt, commandId)
  select new.shipmentId, id, 'waiting', new.shippedAt, new.shippedAt, (select max(id) from command) from printer where labels = 1 and blocked = 0;
end;
