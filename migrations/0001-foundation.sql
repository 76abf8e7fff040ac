-- The shop itself, its people, and the record of every command.

create table shop (
  id integer primary key check (id = 1),
  name text not null,
  country text not null check (length(country) = 2),
  baseCurrency text not null check (length(baseCurrency) = 3),
  timeZone text not null,
  language text not null check (language in ('en', 'zh-Hans', 'zh-Hant')), -- 'en' | 'zh-Hans' | 'zh-Hant'
  fiscalYearStartMonth integer not null check (fiscalYearStartMonth between 1 and 12),
  costingMethod text not null check (costingMethod in ('fifo', 'movingAverage')), -- 'fifo' | 'movingAverage'
  pricesIncludeTax integer not null check (pricesIncludeTax in (0, 1)),
  chart text not null,
  goLiveAt integer not null, -- Instant
  databaseId text not null,
  epoch integer not null check (epoch >= 1)
) strict;

create table user (
  id integer primary key autoincrement,
  name text not null check (length(name) > 0),
  role text not null check (role in ('owner', 'manager', 'clerk', 'scanner', 'accountant')), -- 'owner' | 'manager' | 'clerk' | 'scanner' | 'accountant'
  language text, -- 'en' | 'zh-Hans' | 'zh-Hant'
  pinSalt text,
  pinHash text,
  blocked integer not null default 0 check (blocked in (0, 1)),
  wrongTries integer not null default 0,
  lockedUntilAt integer, -- Instant
  check ((pinSalt is null) = (pinHash is null))
) strict;

create table device (
  id integer primary key autoincrement,
  name text not null,
  kind text not null check (kind in ('laptop', 'browser', 'scanner', 'cli')), -- 'laptop' | 'browser' | 'scanner' | 'cli'
  registeredAt integer not null -- Instant
) strict;

create table token (
  id integer primary key autoincrement,
  name text not null unique,
  hash text not null unique,
  role text not null check (role in ('owner', 'manager', 'clerk', 'scanner', 'accountant')), -- 'owner' | 'manager' | 'clerk' | 'scanner' | 'accountant'
  userId integer not null references user (id),
  methods text, -- Json
  endsAt integer, -- Instant
  lastUsedAt integer, -- Instant
  createdAt integer not null, -- Instant
  revokedAt integer -- Instant
) strict;

create table series (
  code text primary key,
  prefix text not null,
  next integer not null check (next >= 1),
  digits integer not null default 6
) strict, without rowid;

-- One row per command, chained by SHA-256 from the first. Personal values never stand here: see commandBody.
-- It is inserted open, so that the facts can name it, and sealed with its hash by one update before the commit: a row
-- inserted after its children would make SQLite search every table that refers to it.
create table command (
  id integer primary key autoincrement,
  method text not null,
  recordedAt integer not null, -- Instant
  userId integer not null,
  role text not null, -- 'owner' | 'manager' | 'clerk' | 'scanner' | 'accountant'
  deviceId integer,
  via text not null check (via in ('app', 'rest', 'cli', 'sync')), -- 'app' | 'rest' | 'cli' | 'sync'
  inputDigest text not null,
  changes text not null default '{}', -- Json
  proofs text not null default '[]', -- Json
  hash text not null default ''
) strict;

create trigger commandIsFinal before update on command when old.hash <> ''
begin select raise(abort, 'a command''s record is never changed'); end;

create trigger commandStays before delete on command
begin select raise(abort, 'a command''s record is never removed'); end;

-- What was asked and answered, outside the chain so that a person can be erased; the salt makes the digest above unguessable afterwards.
create table commandBody (
  commandId integer primary key references command (id),
  salt text not null,
  input text, -- Json
  result text -- Json
) strict;

-- The same key again gets the same answer and has no second effect; with another input it is refused.
create table commandKey (
  key text primary key,
  commandId integer not null references command (id),
  inputDigest text not null,
  result text not null -- Json
) strict, without rowid;

create table outbox (
  id integer primary key autoincrement,
  channelId integer not null,
  capability text not null check (capability in ('stock', 'fulfilment', 'listing', 'notice')), -- 'stock' | 'fulfilment' | 'listing' | 'notice'
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
  problem text check (problem in ('timeout', 'rateLimited', 'unauthorised', 'refused', 'broken', 'unreachable', 'wrongAnswer', 'untrusted', 'notCounted', 'orderClosed', 'noAnswer', 'leftBehind', 'disconnected', 'restored', 'toldBefore')), -- 'timeout' | 'rateLimited' | 'unauthorised' | 'refused' | 'broken' | 'unreachable' | 'wrongAnswer' | 'untrusted' | 'notCounted' | 'orderClosed' | 'noAnswer' | 'leftBehind' | 'disconnected' | 'restored' | 'toldBefore'
  says text,
  finishedAt integer, -- Instant
  check ((state = 'superseded') = (supersededById is not null))
) strict;

create index outboxWaiting on outbox (channelId, capability, key) where state in ('waiting', 'sending');
create index outboxParked on outbox (channelId) where state = 'parked';

create table job (
  id integer primary key autoincrement,
  kind text not null,
  method text not null,
  batches text not null, -- Json
  total integer not null,
  done integer not null default 0,
  refused integer not null default 0,
  nextBatch integer not null default 0,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')), -- 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'
  refusals text not null, -- Json
  userId integer not null,
  role text not null, -- 'owner' | 'manager' | 'clerk' | 'scanner' | 'accountant'
  createdAt integer not null, -- Instant
  finishedAt integer -- Instant
) strict;

create table migration (
  number integer primary key,
  name text not null,
  digest text not null
) strict;
