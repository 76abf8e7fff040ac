-- Names and descriptions are compared with a channel as well. What is compared is for the program to know from now on, so that one
-- more is no new form of the file. A check is no part of a table that can be changed, so it is written anew with what it holds.

create temp table keptDifference as select * from channelDifference;
drop table channelDifference;

create table channelDifference (
  id integer primary key autoincrement,
  channelId integer not null references channel (id),
  subject text not null check (length(subject) > 0), -- 'level' | 'price' | 'offered' | 'name' | 'description' | 'listing' | 'order'
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
  -- What an order says of itself, whether a listing is on sale, or where its words differ, on either side.
  ourWord text,
  theirWord text,
  since integer not null, -- Instant
  seenAt integer not null, -- Instant
  commandId integer not null references command (id),
  unique (channelId, subject, externalId)
) strict;

insert into channelDifference select * from temp.keptDifference;
drop table temp.keptDifference;
