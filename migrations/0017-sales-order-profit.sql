-- What an order really cost beside its goods: told by a payout, a carrier's bill, an ad report or a person. Until then it is estimated.
create table orderCost (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  kind text not null check (kind in ('fee', 'freight', 'packaging', 'ads', 'other')), -- 'fee' | 'freight' | 'packaging' | 'ads' | 'other'
  -- Negative where a part of it came back.
  amount integer not null check (amount <> 0), -- Minor
  source text not null check (source in ('payout', 'carrier', 'ads', 'person')), -- 'payout' | 'carrier' | 'ads' | 'person'
  note text not null,
  occurredAt integer not null, -- Instant
  commandId integer not null references command (id),
  withdrawnAt integer, -- Instant
  withdrawCommandId integer references command (id),
  check ((withdrawnAt is null) = (withdrawCommandId is null))
) strict;

create index orderCostOfOrder on orderCost (orderId);

create trigger orderCostKeepsItself before update of id, orderId, kind, amount, source, occurredAt, commandId on orderCost
begin select raise(abort, 'a cost is withdrawn, never edited'); end;
create trigger orderCostIsWithdrawnOnce before update of withdrawnAt, withdrawCommandId on orderCost when old.withdrawnAt is not null and new.withdrawnAt is not null
begin select raise(abort, 'a cost is withdrawn once'); end;
create trigger orderCostStays before delete on orderCost
begin select raise(abort, 'a cost is withdrawn, never removed'); end;
