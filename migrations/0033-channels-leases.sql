-- Goods leased to channels: what each may sell by itself while nobody can be asked; and goods kept for one channel until a day.

alter table channel add column leased integer not null default 0 check (leased in (0, 1));

-- What a person chose for one variant, otherwise than for the channel as a whole.
create table leaseChoice (
  channelId integer not null references channel (id),
  variantId integer not null references variant (id),
  leased integer not null check (leased in (0, 1)),
  primary key (channelId, variantId)
) strict, without rowid;

-- What a leased listing can still sell that the book does not know yet, at most.
create table listingLease (
  listingId integer primary key references listing (id),
  channelId integer not null references channel (id),
  variantId integer not null references variant (id),
  exposure integer not null check (exposure >= 0), -- Quantity
  -- What it shows; empty while nobody can know.
  level integer check (level >= 0), -- Quantity
  -- A level read while no write was open; it counts once the orders behind it are read.
  shown integer check (shown >= 0), -- Quantity
  -- Until then a write whose answer never came may still be carried out.
  openUntil integer -- Instant
) strict;

create index listingLeaseOfVariant on listingLease (variantId);
create index listingLeaseOfChannel on listingLease (channelId);

create table stockFence (
  channelId integer not null references channel (id),
  variantId integer not null references variant (id),
  -- Still kept: what the channel sells is taken off.
  quantity integer not null check (quantity > 0), -- Quantity
  -- The last day it is kept.
  until text not null, -- Day
  commandId integer not null references command (id),
  primary key (channelId, variantId)
) strict, without rowid;

create index stockFenceOfVariant on stockFence (variantId);

-- More is leased than there is, by so much: goods in the hand were sold, a count found less, a channel gave more than it was given.
create table leaseShort (
  variantId integer primary key references variant (id),
  pieces integer not null check (pieces > 0), -- Quantity
  since integer not null, -- Instant
  commandId integer not null references command (id)
) strict;
