-- What is done with orders before they leave: checked by rules, approved, changed, split and joined.

-- A rule is a row: what it asks of an order (shared/sales/order-check.rules.ts has the words), and what it proposes.
create table checkRule (
  id integer primary key autoincrement,
  -- The program's own rules have a code, whose words each language has; a shop's have a name.
  code text unique,
  name text not null check ((code is null) = (name <> '')),
  conditions text not null check (json_valid(conditions) and json_array_length(conditions) > 0), -- Json
  fix text not null check (fix in ('waitOrSplit', 'compareOrders', 'reprice', 'completeAddress', 'askForRest', 'askCustomer', 'mapLine', 'look')), -- 'waitOrSplit' | 'compareOrders' | 'reprice' | 'completeAddress' | 'askForRest' | 'askCustomer' | 'mapLine' | 'look'
  active integer not null default 1 check (active in (0, 1)),
  removedAt integer -- Instant
) strict;

create trigger checkRuleStays before delete on checkRule
begin select raise(abort, 'a rule is switched off or put away, for what it caught names it'); end;

insert into checkRule (code, name, conditions, fix) values
  ('outOfStock', '', '[{"fact":"missing","operator":"moreThan","value":0}]', 'waitOrSplit'),
  ('duplicate', '', '[{"fact":"duplicateScore","operator":"atLeast","value":80}]', 'compareOrders'),
  ('underFloor', '', '[{"fact":"linesUnderFloor","operator":"moreThan","value":0}]', 'reprice'),
  ('address', '', '[{"fact":"addressGaps","operator":"moreThan","value":0}]', 'completeAddress'),
  ('paidShort', '', '[{"fact":"paidShort","operator":"moreThan","value":0}]', 'askForRest'),
  ('blocked', '', '[{"fact":"isBlocked","operator":"is","value":1}]', 'askCustomer'),
  ('manyInADay', '', '[{"fact":"ordersInDay","operator":"atLeast","value":5}]', 'askCustomer'),
  ('largeFirst', '', '[{"fact":"isFirstOrder","operator":"is","value":1},{"fact":"nameDiffers","operator":"is","value":1},{"fact":"timesUsual","operator":"atLeast","value":10000000}]', 'askCustomer'),
  ('oftenRefunded', '', '[{"fact":"earlierOrders","operator":"atLeast","value":3},{"fact":"refundedShare","operator":"atLeast","value":500000}]', 'askCustomer');

-- Whom the shop does not want to sell to again, by what an order says of itself.
create table blockedBuyer (
  id integer primary key autoincrement,
  kind text not null check (kind in ('email', 'phone')), -- 'email' | 'phone'
  -- As a card keeps it, so that it is found however it is written.
  key text not null,
  reason text not null,
  blockedAt integer not null, -- Instant
  commandId integer not null references command (id),
  endedAt integer, -- Instant
  endCommandId integer references command (id),
  check ((endedAt is null) = (endCommandId is null))
) strict;

create unique index blockedBuyerStanding on blockedBuyer (kind, key) where endedAt is null;

-- Who said that an order may go, and why where a check stood against it. Withdrawn once, never edited.
create table orderApproval (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  reason text not null,
  approvedAt integer not null, -- Instant
  commandId integer not null references command (id),
  withdrawnAt integer, -- Instant
  withdrawCommandId integer references command (id),
  check ((withdrawnAt is null) = (withdrawCommandId is null))
) strict;

create unique index orderApprovalStanding on orderApproval (orderId) where withdrawnAt is null;
create index orderApprovalOfOrder on orderApproval (orderId);

create trigger orderApprovalKeepsItself before update of id, orderId, approvedAt, commandId on orderApproval
begin select raise(abort, 'an approval is withdrawn, never edited'); end;
create trigger orderApprovalIsWithdrawnOnce before update of withdrawnAt, withdrawCommandId on orderApproval when old.withdrawnAt is not null
begin select raise(abort, 'an approval is withdrawn once'); end;
create trigger orderApprovalReasonIsErased before update of reason on orderApproval when new.reason <> ''
begin select raise(abort, 'a reason is erased, never edited'); end;
create trigger orderApprovalStays before delete on orderApproval
begin select raise(abort, 'an approval is withdrawn, never removed'); end;
create trigger orderApprovalOfLiveOrder before insert on orderApproval
when (select intake = 'history' or fulfilment = 'cancelled' from salesOrder where id = new.orderId)
begin select raise(abort, 'an order that is over is not approved'); end;

create trigger orderApprovalCounts after insert on orderApproval
begin update salesOrder set approved = 1 where id = new.orderId; end;
create trigger orderApprovalWithdrawCounts after update of withdrawnAt on orderApproval when new.withdrawnAt is not null
begin update salesOrder set approved = 0 where id = new.orderId; end;

-- An order's rows changed here: what they were and what they became, so that the change can be taken back to the cent.
create table orderRevision (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  kind text not null check (kind in ('edit', 'split', 'join', 'takenBack')), -- 'edit' | 'split' | 'join' | 'takenBack'
  -- The order goods were split off to, or came from.
  otherOrderId integer references salesOrder (id),
  reason text not null,
  before text not null check (json_valid(before)), -- Json
  after text not null check (json_valid(after)), -- Json
  revisedAt integer not null, -- Instant
  takesBackId integer unique references orderRevision (id),
  commandId integer not null references command (id),
  check ((takesBackId is null) = (kind <> 'takenBack'))
) strict;

create index orderRevisionOfOrder on orderRevision (orderId);
create index orderRevisionOfOther on orderRevision (otherOrderId) where otherOrderId is not null;

create trigger orderRevisionIsFinal before update of id, orderId, kind, otherOrderId, before, after, revisedAt, takesBackId, commandId on orderRevision
begin select raise(abort, 'a change of an order is taken back by another'); end;
create trigger orderRevisionReasonIsErased before update of reason on orderRevision when new.reason <> ''
begin select raise(abort, 'a reason is erased, never edited'); end;
create trigger orderRevisionStays before delete on orderRevision
begin select raise(abort, 'a change of an order is taken back by another'); end;

-- Money held for one order that is held for another now: goods went from one to the other, and their money follows.
create table depositTransfer (
  id integer primary key autoincrement,
  fromOrderId integer not null references salesOrder (id),
  toOrderId integer not null references salesOrder (id),
  amount integer not null check (amount > 0), -- Minor
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id),
  check (fromOrderId <> toOrderId)
) strict;

create index depositTransferFrom on depositTransfer (fromOrderId);
create index depositTransferTo on depositTransfer (toOrderId);

create trigger depositTransferIsFinal before update on depositTransfer
begin select raise(abort, 'a transfer is final; the way back is another'); end;
create trigger depositTransferStays before delete on depositTransfer
begin select raise(abort, 'a transfer is final; the way back is another'); end;

create trigger depositTransferCounts after insert on depositTransfer
begin
  update salesOrder set captured = captured - new.amount, deposits = deposits - new.amount where id = new.fromOrderId;
  update salesOrder set captured = captured + new.amount, deposits = deposits + new.amount where id = new.toOrderId;
end;

-- What puts an order before another: points of each kind times its weight (shared/sales/order-priority.rules.ts).
create table priorityWeight (
  term text primary key check (term in ('deadline', 'waiting', 'value', 'paid', 'complete', 'regular')), -- 'deadline' | 'waiting' | 'value' | 'paid' | 'complete' | 'regular'
  weight integer not null check (weight between 0 and 100)
) strict, without rowid;

insert into priorityWeight (term, weight) values ('deadline', 50), ('waiting', 10), ('value', 10), ('paid', 10), ('complete', 15), ('regular', 5);

-- Conditions of a list that somebody keeps under a name, for themselves.
create table savedView (
  id integer primary key autoincrement,
  userId integer not null references user (id),
  name text not null check (name <> ''),
  filter text not null check (json_valid(filter)), -- Json
  sort text not null,
  savedAt integer not null -- Instant
) strict;

create index savedViewOfUser on savedView (userId);
