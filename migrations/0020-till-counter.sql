-- The counter: a cash drawer from its float to its count, and sales that wait while another customer pays.

create table drawer (
  id integer primary key autoincrement,
  number text not null unique,
  -- Whose drawer: the device's where the program knows which one it runs on, else the person's.
  userId integer not null references user (id),
  deviceId integer references device (id),
  float integer not null check (float >= 0), -- Minor
  floatFrom text not null check (floatFrom in ('box', 'bank')), -- 'box' | 'bank'
  -- The last entry of the books before anything went through this drawer.
  afterEntryId integer not null,
  openedAt integer not null, -- Instant
  commandId integer not null references command (id),
  closedAt integer, -- Instant
  throughEntryId integer,
  closeCommandId integer references command (id),
  check ((closedAt is null) = (closeCommandId is null) and (closedAt is null) = (throughEntryId is null))
) strict;

create unique index drawerOpenOfUser on drawer (userId) where closedAt is null and deviceId is null;
create unique index drawerOpenOfDevice on drawer (deviceId) where closedAt is null and deviceId is not null;

create trigger drawerKeepsItself before update of id, number, userId, deviceId, float, floatFrom, afterEntryId, openedAt, commandId on drawer
begin select raise(abort, 'a drawer stays as it was opened'); end;
create trigger drawerClosesOnce before update of closedAt, throughEntryId, closeCommandId on drawer when old.closedAt is not null
begin select raise(abort, 'a drawer is closed once; it is counted again'); end;
create trigger drawerStays before delete on drawer
begin select raise(abort, 'a drawer is closed, never removed'); end;

-- Cash put in or taken out without a sale. What comes from or goes to the cash box stays on the till's account.
create table drawerMovement (
  id integer primary key autoincrement,
  drawerId integer not null references drawer (id),
  direction text not null check (direction in ('in', 'out')), -- 'in' | 'out'
  reason text not null check (reason in ('box', 'bank', 'expense')), -- 'box' | 'bank' | 'expense'
  amount integer not null check (amount > 0), -- Minor
  note text not null,
  occurredAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

create index drawerMovementOfDrawer on drawerMovement (drawerId);

create trigger drawerMovementOfOpenDrawer before insert on drawerMovement when (select closedAt from drawer where id = new.drawerId) is not null
begin select raise(abort, 'a closed drawer takes no cash'); end;
create trigger drawerMovementIsFinal before update on drawerMovement
begin select raise(abort, 'cash that moved moves back, it is never edited'); end;
create trigger drawerMovementStays before delete on drawerMovement
begin select raise(abort, 'cash that moved moves back, it is never removed'); end;

-- The first count closes the drawer; a later one corrects it. The newest holds.
create table drawerCount (
  id integer primary key autoincrement,
  drawerId integer not null references drawer (id),
  expected integer not null, -- Minor
  counted integer not null check (counted >= 0), -- Minor
  -- What this count posted as over (positive) or short: against what the count before it said, else against what was expected.
  difference integer not null, -- Minor
  userId integer not null references user (id),
  note text not null,
  countedAt integer not null, -- Instant
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

create index drawerCountOfDrawer on drawerCount (drawerId);

create table drawerCountLine (
  drawerCountId integer not null references drawerCount (id),
  denomination integer not null check (denomination > 0), -- Minor
  pieces integer not null check (pieces > 0),
  primary key (drawerCountId, denomination)
) strict, without rowid;

create trigger drawerCountIsFinal before update on drawerCount
begin select raise(abort, 'a drawer is counted again, a count is never edited'); end;
create trigger drawerCountStays before delete on drawerCount
begin select raise(abort, 'a drawer is counted again, a count is never removed'); end;
create trigger drawerCountLineIsFinal before update on drawerCountLine
begin select raise(abort, 'a drawer is counted again, a count is never edited'); end;
create trigger drawerCountLineStays before delete on drawerCountLine
begin select raise(abort, 'a drawer is counted again, a count is never removed'); end;

-- A sale put aside at the counter, as it was typed. It is no order: nothing is set aside and nothing is promised.
create table parkedSale (
  id integer primary key autoincrement,
  label text not null,
  userId integer not null references user (id),
  parkedAt integer not null, -- Instant
  draft text not null, -- Json
  takenAt integer, -- Instant
  commandId integer not null references command (id)
) strict;

create index parkedSaleWaiting on parkedSale (id) where takenAt is null;
