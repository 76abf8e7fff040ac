-- How a product is shown on one channel: what was published last, and beside it a draft that waits for a person.

create table channelCopy (
  channelId integer not null references channel (id),
  productId integer not null references product (id),
  -- Published last; where it is empty the product's own words hold there.
  name text check (length(name) > 0),
  description text,
  offered integer not null default 1 check (offered in (0, 1)),
  publishedAt integer, -- Instant
  publishedById integer references command (id),
  -- What waits to be published; empty where nothing does.
  draftName text check (length(draftName) > 0),
  draftDescription text,
  draftOffered integer check (draftOffered in (0, 1)),
  primary key (channelId, productId),
  check ((publishedAt is null) = (publishedById is null))
) strict, without rowid;

create index channelCopyOfProduct on channelCopy (productId);

-- The latest news about a product there, among all that was ever sent.
create index outboxOfCopy on outbox (channelId, key, id) where capability = 'listing';
