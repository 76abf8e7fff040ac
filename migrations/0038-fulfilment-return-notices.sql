-- A customer who asked to send goods back is answered from here: four more kinds of notice, which a person sends. Which kinds there
-- are is for the program to know from now on, so that one more is no new form of the file. A check is no part of a table that can be
-- changed, so the four tables of notices are written anew with what they hold; reminders keep pointing at the same rows.

pragma defer_foreign_keys = on;
drop trigger reminderIsNews;
create temp table keptNoticeRule as select * from noticeRule;
create temp table keptNoticeTemplate as select * from noticeTemplate;
create temp table keptNoticeNews as select * from noticeNews;
create temp table keptNotice as select * from notice;
drop table notice;
drop table noticeNews;
drop table noticeTemplate;
drop table noticeRule;

create table noticeRule (
  kind text primary key check (length(kind) > 0), -- 'received' | 'unpaid' | 'shipped' | 'delayed' | 'delivered' | 'overdue1' | 'overdue2' | 'overdue3' | 'returnAllowed' | 'returnDeclined' | 'returnReceived' | 'returnSettled'
  -- Whose orders are written about by itself: nobody's, those taken here (a channel writes to its own buyers), or all.
  sendsFor text not null default 'nobody' check (sendsFor in ('nobody', 'own', 'all')), -- 'nobody' | 'own' | 'all'
  -- A person sends each reminder of what is overdue, and each answer to who sends back.
  check (sendsFor = 'nobody' or (kind not glob 'overdue*' and kind not glob 'return*'))
) strict, without rowid;

insert into noticeRule (kind, sendsFor) select kind, sendsFor from temp.keptNoticeRule;
insert into noticeRule (kind) values ('returnAllowed'), ('returnDeclined'), ('returnReceived'), ('returnSettled');

-- The shop's own words; where there is no row the program's hold.
create table noticeTemplate (
  kind text not null references noticeRule (kind), -- 'received' | 'unpaid' | 'shipped' | 'delayed' | 'delivered' | 'overdue1' | 'overdue2' | 'overdue3' | 'returnAllowed' | 'returnDeclined' | 'returnReceived' | 'returnSettled'
  language text not null check (language in ('en', 'zh-Hans', 'zh-Hant')), -- 'en' | 'zh-Hans' | 'zh-Hant'
  subject text not null,
  body text not null,
  primary key (kind, language)
) strict, without rowid;

insert into noticeTemplate (kind, language, subject, body) select kind, language, subject, body from temp.keptNoticeTemplate;

-- What happened that a rule wants written about; turned into notices soon after, with the words of then.
create table noticeNews (
  key text primary key,
  kind text not null references noticeRule (kind), -- 'received' | 'unpaid' | 'shipped' | 'delayed' | 'delivered' | 'overdue1' | 'overdue2' | 'overdue3' | 'returnAllowed' | 'returnDeclined' | 'returnReceived' | 'returnSettled'
  orderId integer not null references salesOrder (id),
  shipmentId integer references shipment (id)
) strict, without rowid;

insert into noticeNews (key, kind, orderId, shipmentId) select key, kind, orderId, shipmentId from temp.keptNoticeNews;

-- One thing told to one customer. Its key says what it is about, so that nothing is told twice. Erasable: it is outside the chain.
create table notice (
  id integer primary key autoincrement,
  key text not null unique,
  kind text not null references noticeRule (kind), -- 'received' | 'unpaid' | 'shipped' | 'delayed' | 'delivered' | 'overdue1' | 'overdue2' | 'overdue3' | 'returnAllowed' | 'returnDeclined' | 'returnReceived' | 'returnSettled'
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

insert into notice (id, key, kind, orderId, shipmentId, recipient, subject, body, state, attempts, nextTryAt, problem, says, createdAt, finishedAt, commandId)
  select id, key, kind, orderId, shipmentId, recipient, subject, body, state, attempts, nextTryAt, problem, says, createdAt, finishedAt, commandId from temp.keptNotice;

drop table temp.keptNoticeRule;
drop table temp.keptNoticeTemplate;
drop table temp.keptNoticeNews;
drop table temp.keptNotice;

create index noticeDue on notice (nextTryAt) where state in ('waiting', 'sending');
create index noticeParked on notice (id) where state = 'parked';
create index noticeOfOrder on notice (orderId);

create trigger noticeIsSentOnce before update of state on notice when old.state = 'sent' and new.state <> 'sent'
begin select raise(abort, 'a notice that was sent is not sent again'); end;

create trigger reminderIsNews after insert on orderReminder
when (select sendsFor = 'all' or (sendsFor = 'own' and (select channelId from salesOrder where id = new.orderId) is null) from noticeRule where kind = 'unpaid')
begin insert into noticeNews (key, kind, orderId) values ('unpaid:order:' || new.orderId, 'unpaid', new.orderId) on conflict do nothing; end;
