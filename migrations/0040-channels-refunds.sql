-- A channel is told of refunds that were made here. What it may be told of, and why news was not sent, is for the program to know:
-- one kind more is no new form of the file. A check is no part of a table that can be changed, so the outbox is written anew.

create temp table keptOutbox as select * from outbox;
drop table outbox;

create table outbox (
  id integer primary key autoincrement,
  channelId integer not null,
  capability text not null check (length(capability) > 0), -- 'stock' | 'fulfilment' | 'refund' | 'listing' | 'notice'
  key text not null,
  payload text not null, -- Json
  commandId integer not null references command (id),
  createdAt integer not null, -- Instant
  state text not null check (state in ('waiting', 'sending', 'sent', 'parked', 'superseded')), -- 'waiting' | 'sending' | 'sent' | 'parked' | 'superseded'
  attempts integer not null default 0,
  nextTryAt integer not null, -- Instant
  deadlineAt integer, -- Instant
  supersededById integer references outbox (id),
  request text, -- Json
  answer text, -- Json
  -- Why it was not sent: a code, and what the other side said in its own words.
  problem text check (length(problem) > 0), -- 'timeout' | 'rateLimited' | 'unauthorised' | 'refused' | 'broken' | 'unreachable' | 'wrongAnswer' | 'untrusted' | 'notCounted' | 'orderClosed' | 'noAnswer' | 'beyondPaid' | 'otherCurrency' | 'leftBehind' | 'disconnected' | 'restored' | 'toldBefore'
  says text,
  finishedAt integer, -- Instant
  check ((state = 'superseded') = (supersededById is not null))
) strict;

insert into outbox (id, channelId, capability, key, payload, commandId, createdAt, state, attempts, nextTryAt, deadlineAt, supersededById, request, answer, problem, says, finishedAt)
  select id, channelId, capability, key, payload, commandId, createdAt, state, attempts, nextTryAt, deadlineAt, supersededById, request, answer, problem, says, finishedAt
  from temp.keptOutbox;
drop table temp.keptOutbox;

create index outboxWaiting on outbox (channelId, capability, key) where state in ('waiting', 'sending');
create index outboxParked on outbox (channelId) where state = 'parked';
create index outboxOfCopy on outbox (channelId, key, id) where capability = 'listing';

alter table channel add column sendsRefunds integer not null default 0 check (sendsRefunds in (0, 1));

-- By what its channel knows a refund that was made here; null where its channel is not told.
alter table refund add column mark text check (length(mark) > 0);

create unique index refundMark on refund (mark) where mark is not null;
create trigger refundKeepsItsMark before update of mark on refund
begin select raise(abort, 'a refund keeps its mark'); end;
