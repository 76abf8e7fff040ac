-- Every night both sides of a channel are compared: when that was done last, how much was compared, and what differs until it
-- is settled.

-- The shop's own name of the product a listing belongs to: one that cannot be read takes none of its listings off sale here.
alter table listing add column externalProductId text;

create table channelSweep (
  channelId integer primary key references channel (id),
  startedAt integer not null, -- Instant
  endedAt integer not null, -- Instant
  -- How many of each were compared.
  levels integer not null check (levels >= 0),
  prices integer not null check (prices >= 0),
  listings integer not null check (listings >= 0),
  orders integer not null check (orders >= 0),
  commandId integer not null references command (id)
) strict;

create table channelDifference (
  id integer primary key autoincrement,
  channelId integer not null references channel (id),
  subject text not null check (subject in ('level', 'price', 'offered', 'listing', 'order')), -- 'level' | 'price' | 'offered' | 'listing' | 'order'
  -- The listing or the order, by the channel's own name for it.
  externalId text not null,
  listingId integer references listing (id),
  name text not null,
  -- Why, where it is known: one kind more is no new form of the file.
  cause text not null check (length(cause) > 0), -- 'unknown' | 'notCounted' | 'setAside' | 'heldBack' | 'ordersUnread' | 'gone' | 'unreadable' | 'missing' | 'undated'
  ourLevel integer, -- Quantity
  theirLevel integer, -- Quantity
  ourPrice integer, -- UnitPrice
  theirPrice integer, -- UnitPrice
  -- What an order says of itself, or whether a listing is on sale, on either side.
  ourWord text,
  theirWord text,
  since integer not null, -- Instant
  seenAt integer not null, -- Instant
  commandId integer not null references command (id),
  unique (channelId, subject, externalId)
) strict;
