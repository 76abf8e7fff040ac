-- Orders nobody pays: when they are reminded of, and when they end and free their goods.

-- One row a channel (0: orders taken here) and a way to pay ('' where it does not matter); the more exact row counts.
create table expiryRule (
  channelId integer not null,
  method text not null,
  -- After how many minutes without money the order ends; and, before that, when its buyer is reminded.
  minutes integer not null check (minutes between 1 and 527040),
  remindMinutes integer check (remindMinutes > 0 and remindMinutes < minutes),
  -- 'cancel' calls the order off; 'free' only sets its goods free, since its channel decides about it.
  act text not null check (act in ('cancel', 'free')), -- 'cancel' | 'free'
  primary key (channelId, method)
) strict, without rowid;

create table orderExpiry (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  -- Null where only goods were set free.
  cancellationId integer references cancellation (id),
  minutes integer not null,
  dueAt integer not null, -- Instant
  expiredAt integer not null check (expiredAt >= dueAt), -- Instant
  freed integer not null check (freed >= 0), -- Quantity
  commandId integer not null references command (id)
) strict;

create unique index orderExpiryOfOrder on orderExpiry (orderId);

create trigger orderExpiryIsFinal before update on orderExpiry
begin select raise(abort, 'what expired is a fact'); end;
create trigger orderExpiryStays before delete on orderExpiry
begin select raise(abort, 'what expired is a fact'); end;

-- A buyer is to be reminded: written when it is due, told by whoever tells customers, with or without a network.
create table orderReminder (
  id integer primary key autoincrement,
  orderId integer not null unique references salesOrder (id),
  dueAt integer not null, -- Instant
  queuedAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;
