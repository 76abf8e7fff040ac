-- What goods are sold for beside their own price, to whom, and how little they may earn.

create table customerGroup (
  id integer primary key autoincrement,
  name text not null unique check (length(name) > 0)
) strict;

create table customerGroupMember (
  customerGroupId integer not null references customerGroup (id),
  customerId integer not null references customer (id),
  primary key (customerGroupId, customerId)
) strict, without rowid;

create index customerGroupOfCustomer on customerGroupMember (customerId, customerGroupId);

-- Where several lists fit, the one with the highest priority wins, and of two alike the older one.
create table priceList (
  id integer primary key autoincrement,
  name text not null unique check (length(name) > 0),
  currency text not null check (length(currency) = 3),
  -- Null where everybody may have it.
  channelId integer references channel (id),
  customerGroupId integer references customerGroup (id),
  priority integer not null check (priority between 0 and 1000),
  validFromOn text, -- Day
  validThroughOn text, -- Day
  blocked integer not null default 0 check (blocked in (0, 1)),
  check (validFromOn is null or validThroughOn is null or validThroughOn >= validFromOn)
) strict;

-- From this quantity on: a price of its own, or so much off the variant's own price.
create table priceListRow (
  id integer primary key autoincrement,
  priceListId integer not null references priceList (id),
  variantId integer references variant (id),
  categoryId integer references category (id),
  collectionId integer references collection (id),
  minQuantity integer not null check (minQuantity >= 0), -- Quantity
  amount integer check (amount >= 0), -- UnitPrice
  percentOff integer check (percentOff between 0 and 1000000), -- RatePpm
  check ((variantId is not null) + (categoryId is not null) + (collectionId is not null) = 1),
  check ((amount is null) <> (percentOff is null)),
  check (amount is null or variantId is not null)
) strict;

create unique index priceListRowOnce on priceListRow (priceListId, coalesce(variantId, 0), coalesce(categoryId, 0), coalesce(collectionId, 0), minQuantity);
create index priceListRowOfVariant on priceListRow (variantId) where variantId is not null;
create index priceListRowOfCategory on priceListRow (categoryId) where categoryId is not null;
create index priceListRowOfCollection on priceListRow (collectionId) where collectionId is not null;

-- What a unit costs beside the goods themselves, in the base currency.
create table costPart (
  variantId integer not null references variant (id),
  kind text not null check (kind in ('freight', 'ads', 'packaging', 'other')), -- 'freight' | 'ads' | 'packaging' | 'other'
  amount integer not null check (amount >= 0), -- UnitPrice
  primary key (variantId, kind)
) strict, without rowid;

-- What a channel keeps of what the customer pays.
create table channelFee (
  channelId integer primary key references channel (id),
  rate integer not null check (rate between 0 and 999999) -- RatePpm
) strict;

-- The least that must be left of a net price after all its costs: of a variant, of a category and what is inside it, or of all.
create table marginFloor (
  id integer primary key autoincrement,
  variantId integer references variant (id),
  categoryId integer references category (id),
  rate integer not null check (rate between 0 and 999999), -- RatePpm
  check (variantId is null or categoryId is null)
) strict;

create unique index marginFloorOnce on marginFloor (coalesce(variantId, 0), coalesce(categoryId, 0));
