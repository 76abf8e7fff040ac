-- A refund recorded here that its channel never told of is put before a person, once. What may be put there is for the program
-- to know: one kind more is no new form of the file. A check is no part of a table that can be changed, so the table is written
-- anew with what it holds.

create temp table keptException as select * from orderException;
drop trigger orderExceptionStays;
drop table orderException;

create table orderException (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  kind text not null check (length(kind) > 0), -- 'unknownSku' | 'roundingTooLarge' | 'changedAfterShipment' | 'finishedElsewhere' | 'cancelledAfterShipment' | 'refundExceedsCaptured' | 'refundBeyondBase' | 'refundUnconfirmed' | 'overpaid' | 'check' | 'shortPick' | 'stuckParcel'
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

insert into orderException (id, orderId, kind, orderLineId, details, raisedAt, commandId, resolvedAt, resolution, resolveCommandId)
  select id, orderId, kind, orderLineId, details, raisedAt, commandId, resolvedAt, resolution, resolveCommandId from temp.keptException;
drop table temp.keptException;

create index orderExceptionOfOrder on orderException (orderId);
create index orderExceptionOpen on orderException (raisedAt) where resolvedAt is null;

create trigger orderExceptionKeepsItself before update of id, orderId, kind, orderLineId, details, raisedAt, commandId on orderException
begin select raise(abort, 'an exception stays what was raised'); end;
create trigger orderExceptionIsResolvedOnce before update on orderException when old.resolvedAt is not null and new.resolvedAt is not null
  and (new.resolvedAt <> old.resolvedAt or new.resolveCommandId <> old.resolveCommandId or new.resolution <> '')
begin select raise(abort, 'an exception is resolved once, unless it is opened again'); end;
create trigger orderExceptionStays before delete on orderException
begin select raise(abort, 'an exception is resolved, never removed'); end;

create trigger orderExceptionCounts after insert on orderException
begin update salesOrder set exceptions = exceptions + 1 where id = new.orderId; end;
create trigger orderExceptionEndCounts after update of resolvedAt on orderException when new.resolvedAt is not null
begin update salesOrder set exceptions = exceptions - 1 where id = new.orderId; end;
create trigger orderExceptionReopenCounts after update of resolvedAt on orderException when old.resolvedAt is not null and new.resolvedAt is null
begin update salesOrder set exceptions = exceptions + 1 where id = new.orderId; end;

-- When it was put before a person that the channel had not told of it.
alter table refund add column missedAt integer; -- Instant

create index refundUnconfirmed on refund (occurredAt) where account = 'channelClearing' and externalId is null and missedAt is null;

-- After how many days somebody is asked about a refund the channel has not told of.
create table refundRule (
  id integer primary key check (id = 1),
  confirmDays integer not null check (confirmDays between 1 and 90)
) strict;

insert into refundRule (id, confirmDays) values (1, 3);
