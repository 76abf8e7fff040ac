-- What customers are told: by itself where a rule says so, else when somebody asks for it.

create table noticeRule (
  kind text primary key check (kind in ('received', 'shipped', 'delayed', 'delivered')), -- 'received' | 'shipped' | 'delayed' | 'delivered'
  -- Whose orders are written about by itself: nobody's, those taken here (a channel writes to its own buyers), or all.
  sendsFor text not null default 'nobody' check (sendsFor in ('nobody', 'own', 'all')) -- 'nobody' | 'own' | 'all'
) strict, without rowid;

insert into noticeRule (kind) values ('received'), ('shipped'), ('delayed'), ('delivered');

-- The shop's own words; where there is no row the program's hold.
create table noticeTemplate (
  kind text not null references noticeRule (kind), -- 'received' | 'shipped' | 'delayed' | 'delivered'
  language text not null check (language in ('en', 'zh-Hans', 'zh-Hant')), -- 'en' | 'zh-Hans' | 'zh-Hant'
  subject text not null,
  body text not null,
  primary key (kind, language)
) strict, without rowid;

-- How mail leaves. The password is not here but in the platform's store.
create table mailSetting (
  id integer primary key check (id = 1),
  host text not null check (length(host) > 0),
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')), -- 'tls' | 'starttls' | 'none'
  userName text not null,
  senderName text not null,
  senderAddress text not null check (senderAddress like '%_@_%')
) strict;

-- What happened that a rule wants written about; turned into notices soon after, with the words of then.
create table noticeNews (
  key text primary key,
  kind text not null references noticeRule (kind), -- 'received' | 'shipped' | 'delayed' | 'delivered'
  orderId integer not null references salesOrder (id),
  shipmentId integer references shipment (id)
) strict, without rowid;

-- One thing told to one customer. Its key says what it is about, so that nothing is told twice. Erasable: it is outside the chain.
create table notice (
  id integer primary key autoincrement,
  key text not null unique,
  kind text not null references noticeRule (kind), -- 'received' | 'shipped' | 'delayed' | 'delivered'
  orderId integer not null references salesOrder (id),
  shipmentId integer references shipment (id),
  recipient text not null,
  subject text not null,
  body text not null,
  -- `parked` waits for a person: it was refused, or nobody knows whether it left. `handled`: a person wrote it, or nobody shall.
  state text not null check (state in ('waiting', 'sending', 'sent', 'parked', 'handled')), -- 'waiting' | 'sending' | 'sent' | 'parked' | 'handled'
  attempts integer not null default 0,
  nextTryAt integer not null, -- Instant
  problem text check (problem in ('unreachable', 'refused', 'unauthorised', 'perhapsSent')), -- 'unreachable' | 'refused' | 'unauthorised' | 'perhapsSent'
  says text,
  createdAt integer not null, -- Instant
  finishedAt integer, -- Instant
  commandId integer not null references command (id),
  check ((finishedAt is null) = (state in ('waiting', 'sending', 'parked')))
) strict;

create index noticeDue on notice (nextTryAt) where state in ('waiting', 'sending');
create index noticeParked on notice (id) where state = 'parked';
create index noticeOfOrder on notice (orderId);

create trigger noticeIsSentOnce before update of state on notice when old.state = 'sent' and new.state <> 'sent'
begin select raise(abort, 'a notice that was sent is not sent again'); end;

create trigger orderReceivedIsNews after insert on salesOrder
when new.intake = 'new' and (select sendsFor = 'all' or (sendsFor = 'own' and new.channelId is null) from noticeRule where kind = 'received')
begin insert into noticeNews (key, kind, orderId) values ('received:order:' || new.id, 'received', new.id) on conflict do nothing; end;

create trigger shipmentIsNews after insert on shipment
when new.kind = 'ours' and (select sendsFor = 'all' or (sendsFor = 'own' and (select channelId from salesOrder where id = new.orderId) is null) from noticeRule where kind = 'shipped')
begin insert into noticeNews (key, kind, orderId, shipmentId) values ('shipped:shipment:' || new.id, 'shipped', new.orderId, new.id) on conflict do nothing; end;

create trigger arrivalIsNews after update of status on delivery
when new.status = 'delivered' and old.status <> 'delivered' and (
  select sendsFor = 'all' or (sendsFor = 'own' and (select channelId from salesOrder o join shipment s on s.orderId = o.id where s.id = new.shipmentId) is null) from noticeRule where kind = 'delivered')
begin
  insert into noticeNews (key, kind, orderId, shipmentId)
  select 'delivered:shipment:' || new.shipmentId, 'delivered', orderId, id from shipment where id = new.shipmentId on conflict do nothing;
end;

create trigger silenceIsNews after update of stuckAt on delivery
when new.stuckAt is not null and old.stuckAt is null and (
  select sendsFor = 'all' or (sendsFor = 'own' and (select channelId from salesOrder o join shipment s on s.orderId = o.id where s.id = new.shipmentId) is null) from noticeRule where kind = 'delayed')
begin
  insert into noticeNews (key, kind, orderId, shipmentId)
  select 'delayed:shipment:' || new.shipmentId, 'delayed', orderId, id from shipment where id = new.shipmentId on conflict do nothing;
end;
