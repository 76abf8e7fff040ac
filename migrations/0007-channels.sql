-- Shops on marketplaces: what they sell of ours, how far we have read them, and what they answered.

create table channel (
  id integer primary key autoincrement,
  name text not null unique check (length(name) > 0),
  kind text not null check (kind in ('woocommerce')), -- 'woocommerce'
  url text not null,
  -- SHA-256 of a certificate the owner accepted although no authority vouches for it.
  certificate text,
  currency text not null check (length(currency) = 3),
  goLiveAt integer not null, -- Instant
  -- A new connection only reads; each thing that writes is switched on by a person who saw what it would do.
  sendsStock integer not null default 0 check (sendsStock in (0, 1)),
  sendsFulfilments integer not null default 0 check (sendsFulfilments in (0, 1)),
  -- Never offered to this channel, whatever is available.
  buffer integer not null default 0 check (buffer >= 0), -- Quantity
  -- Set while a push waits for a person, because it would set too many listings to zero; then the listings a person let go to zero.
  brakedAt integer, -- Instant
  zerosAllowed text not null default '[]' check (json_valid(zerosAllowed)), -- Json
  addedAt integer not null, -- Instant
  removedAt integer -- Instant
) strict;

create table listing (
  id integer primary key autoincrement,
  channelId integer not null references channel (id),
  externalId text not null,
  name text not null,
  sku text not null,
  barcode text not null,
  variantId integer references variant (id),
  -- What a person said, also that it is none of ours, is not guessed again.
  linkedBy text not null check (linkedBy in ('nothing', 'sku', 'barcode', 'person')), -- 'nothing' | 'sku' | 'barcode' | 'person'
  stockKeeping text not null check (stockKeeping in ('own', 'shared', 'none')), -- 'own' | 'shared' | 'none'
  -- What the shop showed when we last looked.
  remoteStock integer, -- Quantity
  remotePrice integer, -- UnitPrice
  seenAt integer not null, -- Instant
  goneAt integer, -- Instant
  -- What the shop last confirmed of ours.
  published integer, -- Quantity
  publishedAt integer, -- Instant
  unique (channelId, externalId)
) strict;

create index listingOfChannel on listing (channelId);
create index listingOfVariant on listing (variantId, channelId) where variantId is not null;
create index listingUnlinked on listing (channelId, id) where variantId is null;

-- How far a list of the channel was read. The position is the connector's own.
create table channelCursor (
  channelId integer not null references channel (id),
  list text not null check (list in ('orders', 'listings')), -- 'orders' | 'listings'
  position text not null check (json_valid(position)), -- Json
  reachedAt integer, -- Instant
  readAt integer not null, -- Instant
  commandId integer not null references command (id),
  primary key (channelId, list)
) strict, without rowid;

-- Every version of an order the channel ever showed us, by digest; the bodies lie beside it and can be erased.
create table channelPayload (
  id integer primary key autoincrement,
  channelId integer not null references channel (id),
  externalId text not null,
  digest text not null,
  modifiedAt integer not null, -- Instant
  fetchedAt integer not null, -- Instant
  commandId integer not null references command (id),
  unique (channelId, externalId, digest)
) strict;

create index channelPayloadNewest on channelPayload (channelId, modifiedAt);

create trigger channelPayloadIsFinal before update on channelPayload
begin select raise(abort, 'what a channel answered is never changed'); end;

create trigger channelPayloadStays before delete on channelPayload
begin select raise(abort, 'what a channel answered is never forgotten; its body may be'); end;

-- The answer as it came, deflated.
create table channelPayloadBody (
  payloadId integer primary key references channelPayload (id),
  body blob not null
) strict;

-- Orders that could not be taken, until they can: the review inbox.
create table channelTrouble (
  channelId integer not null references channel (id),
  externalId text not null,
  problem text not null check (json_valid(problem)), -- Json
  since integer not null, -- Instant
  commandId integer not null references command (id),
  primary key (channelId, externalId)
) strict, without rowid;

-- One round of a channel, as it ended.
create table syncRun (
  id integer primary key autoincrement,
  channelId integer not null references channel (id),
  startedAt integer not null, -- Instant
  endedAt integer not null, -- Instant
  pulled integer not null,
  sent integer not null,
  -- The fault that ended it; null when the channel answered all we asked.
  fault text, -- Json
  faultsInARow integer not null,
  nextTryAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create index syncRunOfChannel on syncRun (channelId, id);

-- Variants whose availability moved in this transaction, while some channel is told of stock. Emptied before every commit.
create table availabilityNews (
  variantId integer primary key
) strict;

create trigger availabilityBegins after insert on stockLevel
when new.onHand - new.onHold - new.allocated <> 0 and exists (select 1 from channel where sendsStock = 1)
begin
  -- Not "or ignore": an upsert outside decides for the statements of its triggers too.
  insert into availabilityNews (variantId)
  select new.variantId where not exists (select 1 from availabilityNews where variantId = new.variantId);
end;

create trigger availabilityMoves after update on stockLevel
when new.onHand - new.onHold - new.allocated <> old.onHand - old.onHold - old.allocated
  and exists (select 1 from channel where sendsStock = 1)
begin
  -- Not "or ignore": an upsert outside decides for the statements of its triggers too.
  insert into availabilityNews (variantId)
  select new.variantId where not exists (select 1 from availabilityNews where variantId = new.variantId);
end;

create trigger availabilityMovesWithItsPlace after update of sellable, blocked on location
when (new.sellable <> old.sellable or new.blocked <> old.blocked) and exists (select 1 from channel where sendsStock = 1)
begin
  insert into availabilityNews (variantId)
  select variantId from stockLevel where locationId = new.id and variantId not in (select variantId from availabilityNews);
end;
