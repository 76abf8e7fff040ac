-- What the shop owes a customer in goods instead of money: movements are facts, the balance is kept and never below nothing,
-- so that no credit is spent twice.

create table storeCredit (
  id integer primary key autoincrement,
  customerId integer not null unique references customer (id),
  balance integer not null default 0 check (balance >= 0), -- Minor
  commandId integer not null references command (id)
) strict;

create index storeCreditOpen on storeCredit (id) where balance > 0;

create table storeCreditMovement (
  id integer primary key autoincrement,
  storeCreditId integer not null references storeCredit (id),
  kind text not null check (kind in ('return', 'goodwill', 'withdrawn', 'spent', 'givenBack')), -- 'return' | 'goodwill' | 'withdrawn' | 'spent' | 'givenBack'
  amount integer not null, -- Minor
  refundId integer references refund (id),
  paymentId integer references payment (id),
  reason text not null default '',
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id),
  check (iif(kind in ('spent', 'withdrawn'), amount < 0, amount > 0)),
  check ((refundId is null) = (kind <> 'return')),
  check ((paymentId is null) = (kind not in ('spent', 'givenBack')))
) strict;

create index storeCreditMovementOf on storeCreditMovement (storeCreditId);

create trigger storeCreditMovementIsFinal before update of id, storeCreditId, kind, amount, refundId, paymentId, occurredAt, postedOn, commandId on storeCreditMovement
begin select raise(abort, 'store credit is moved back, never edited'); end;
create trigger storeCreditMovementReasonIsErased before update of reason on storeCreditMovement when new.reason <> ''
begin select raise(abort, 'a reason is erased, never edited'); end;
create trigger storeCreditMovementStays before delete on storeCreditMovement
begin select raise(abort, 'store credit is moved back, never removed'); end;

create trigger storeCreditMovementCounts after insert on storeCreditMovement
begin update storeCredit set balance = balance + new.amount where id = new.storeCreditId; end;
