-- Counts of what really stands on the shelves, while the shop goes on selling.

create table stocktake (
  id integer primary key autoincrement,
  number text not null unique,
  name text not null check (length(name) > 0),
  locationId integer not null references location (id),
  scope text not null check (json_valid(scope)), -- Json
  blind integer not null check (blind in (0, 1)),
  -- How many people count each line independently.
  counters integer not null check (counters in (1, 2)),
  recountQuantity integer check (recountQuantity > 0), -- Quantity
  recountValue integer check (recountValue > 0), -- Minor
  approvalValue integer check (approvalValue > 0), -- Minor
  state text not null check (state in ('planned', 'counting', 'paused', 'review', 'posted', 'abandoned')), -- 'planned' | 'counting' | 'paused' | 'review' | 'posted' | 'abandoned'
  -- The newest movement in the book the lines were started with.
  bookMovementId integer,
  plannedAt integer not null, -- Instant
  startedAt integer, -- Instant
  -- When the differences were first looked at since; null while counting.
  reviewedAt integer, -- Instant
  closedAt integer, -- Instant
  postedOn text, -- Day
  commandId integer not null references command (id),
  check ((startedAt is null) = (bookMovementId is null)),
  check ((closedAt is null) = (state not in ('posted', 'abandoned'))),
  check ((postedOn is null) = (state <> 'posted'))
) strict;

create index stocktakeOpen on stocktake (state) where state not in ('posted', 'abandoned');

create trigger stocktakeStaysClosed before update on stocktake when old.state in ('posted', 'abandoned')
begin select raise(abort, 'a closed count is reversed, never edited'); end;

create trigger stocktakeStays before delete on stocktake
begin select raise(abort, 'a count is never removed'); end;

-- The scope, frozen when the count was planned; 'found' are lines somebody counted where the book says none.
create table stocktakeLine (
  id integer primary key autoincrement,
  stocktakeId integer not null references stocktake (id),
  variantId integer not null references variant (id),
  binId integer references bin (id),
  origin text not null check (origin in ('scope', 'found')), -- 'scope' | 'found'
  -- What the book said when counting began; null before.
  book integer, -- Quantity
  commandId integer not null references command (id)
) strict;

create unique index stocktakeLineOnce on stocktakeLine (stocktakeId, variantId, coalesce(binId, 0));
create index stocktakeLineOfVariant on stocktakeLine (variantId);

create trigger stocktakeScopeIsFrozen before update on stocktakeLine
when old.book is not null or new.id <> old.id or new.stocktakeId <> old.stocktakeId or new.variantId <> old.variantId
  or new.binId is not old.binId or new.origin <> old.origin
begin select raise(abort, 'the scope of a count is frozen'); end;

create trigger stocktakeLineStays before delete on stocktakeLine
begin select raise(abort, 'a line of a count is excluded with a reason, never removed'); end;

-- Who counts. `doneAt` is when this person's part ended; until then a blind count hides its figures from them.
create table stocktakeCounter (
  stocktakeId integer not null references stocktake (id),
  userId integer not null references user (id),
  joinedAt integer not null, -- Instant
  doneAt integer, -- Instant
  primary key (stocktakeId, userId)
) strict, without rowid;

create index stocktakeCounterBusy on stocktakeCounter (userId) where doneAt is null;

-- One scan, one row, whatever came of it; a scan taken back is followed by another row that says so.
-- `scannedAt` is the device's instant corrected by its offset; without a trusted offset it is the instant of arrival.
create table stocktakeScan (
  id integer primary key autoincrement,
  stocktakeId integer not null references stocktake (id),
  lineId integer references stocktakeLine (id),
  round integer check (round >= 1),
  kind text not null check (kind in ('scan', 'zero', 'undo')), -- 'scan' | 'zero' | 'undo'
  outcome text not null check (outcome in ('counted', 'wrongBin', 'twice', 'unknown', 'undone')), -- 'counted' | 'wrongBin' | 'twice' | 'unknown' | 'undone'
  userId integer not null references user (id),
  deviceId integer not null references device (id),
  sequence integer not null check (sequence >= 1),
  deviceAt integer not null, -- Instant
  scannedAt integer not null, -- Instant
  trusted integer not null check (trusted in (0, 1)),
  recordedAt integer not null, -- Instant
  binId integer references bin (id),
  variantId integer references variant (id),
  code text,
  quantity integer not null check (quantity >= 0), -- Quantity
  undoesSequence integer,
  commandId integer not null references command (id),
  unique (deviceId, sequence),
  check ((kind = 'undo') = (outcome = 'undone')),
  check ((kind = 'undo') = (undoesSequence is not null)),
  check ((outcome = 'counted') = (lineId is not null)),
  check ((lineId is null) = (round is null)),
  check ((variantId is null) = (outcome in ('unknown', 'undone'))),
  check (kind <> 'scan' or quantity > 0),
  check (kind = 'scan' or quantity = 0)
) strict;

create index stocktakeScanOf on stocktakeScan (stocktakeId);
create index stocktakeScanOfLine on stocktakeScan (lineId) where lineId is not null;
create index stocktakeScanUndone on stocktakeScan (deviceId, undoesSequence) where undoesSequence is not null;

create trigger stocktakeScanIsFinal before update on stocktakeScan
begin select raise(abort, 'a scan is taken back by another row, never edited'); end;

create trigger stocktakeScanStays before delete on stocktakeScan
begin select raise(abort, 'a scan is never removed'); end;

create trigger stocktakeScanInItsLine before insert on stocktakeScan
when new.lineId is not null and not exists (
  select 1 from stocktakeLine line
  where line.id = new.lineId and line.stocktakeId = new.stocktakeId and line.variantId = new.variantId and line.binId is new.binId)
begin select raise(abort, 'a scan belongs to the line of its own goods and bin'); end;

create trigger stocktakeScanWhileOpen before insert on stocktakeScan
when (select state from stocktake where id = new.stocktakeId) not in ('counting', 'paused', 'review')
begin select raise(abort, 'this count takes no scans now'); end;

-- What people decided about a line, the newest of a kind counts. `variance` is what they saw: another one needs a new decision.
create table stocktakeDecision (
  id integer primary key autoincrement,
  stocktakeId integer not null references stocktake (id),
  lineId integer not null references stocktakeLine (id),
  kind text not null check (kind in ('accept', 'approve', 'recount', 'recounted', 'exclude', 'reopen')), -- 'accept' | 'approve' | 'recount' | 'recounted' | 'exclude' | 'reopen'
  round integer,
  variance integer, -- Quantity
  reason text,
  -- What goods found are worth of which nobody knows a cost.
  value integer check (value >= 0), -- Minor
  userId integer not null references user (id),
  decidedAt integer not null, -- Instant
  commandId integer not null references command (id),
  check ((variance is null) = (kind not in ('accept', 'approve'))),
  check ((round is null) = (kind <> 'recounted'))
) strict;

create index stocktakeDecisionOf on stocktakeDecision (stocktakeId);

create trigger stocktakeDecisionIsFinal before update on stocktakeDecision
begin select raise(abort, 'a decision is followed by another, never edited'); end;

create trigger stocktakeDecisionStays before delete on stocktakeDecision
begin select raise(abort, 'a decision is never removed'); end;

-- What was posted, line by line: counted − book = variance, booked by the movement at the value it moved.
create table stocktakeVariance (
  lineId integer primary key references stocktakeLine (id),
  stocktakeId integer not null references stocktake (id),
  round integer not null,
  counted integer not null, -- Quantity
  book integer not null, -- Quantity
  variance integer not null, -- Quantity
  value integer not null, -- Minor
  reason text,
  movementId integer references stockMovement (id),
  commandId integer not null references command (id),
  check (counted - book = variance),
  check ((variance = 0) = (movementId is null)),
  check ((variance = 0) = (reason is null))
) strict;

create index stocktakeVarianceOf on stocktakeVariance (stocktakeId);

create trigger stocktakeVarianceIsFinal before update on stocktakeVariance
begin select raise(abort, 'a posted count is reversed, never edited'); end;

create trigger stocktakeVarianceStays before delete on stocktakeVariance
begin select raise(abort, 'a posted count is reversed, never edited'); end;

-- A posted count taken back whole, by a document of its own.
create table stocktakeReversal (
  stocktakeId integer primary key references stocktake (id),
  reason text not null,
  reversedAt integer not null, -- Instant
  postedOn text not null, -- Day
  userId integer not null references user (id),
  commandId integer not null references command (id)
) strict;

create trigger stocktakeReversalIsFinal before update on stocktakeReversal
begin select raise(abort, 'a reversal is final'); end;

create trigger stocktakeReversalStays before delete on stocktakeReversal
begin select raise(abort, 'a reversal is final'); end;
