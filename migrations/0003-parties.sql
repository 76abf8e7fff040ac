-- Whom the shop deals with. Names, addresses and what we know of a person stand in this file only, never in the chain.

create table customer (
  id integer primary key autoincrement,
  number text not null unique,
  kind text not null check (kind in ('person', 'company')), -- 'person' | 'company'
  name text not null check (length(name) > 0),
  sortName text not null,
  taxNumber text,
  language text, -- 'en' | 'zh-Hans' | 'zh-Hant'
  note text not null default '',
  blocked integer not null default 0 check (blocked in (0, 1)),
  mergedIntoId integer references customer (id) check (mergedIntoId <> id),
  createdAt integer not null -- Instant
) strict;

create index customerName on customer (sortName, id) where mergedIntoId is null;
create index customerBlocked on customer (blocked, sortName, id) where mergedIntoId is null;
create index customerMergedInto on customer (mergedIntoId) where mergedIntoId is not null;

-- key is what two spellings of one address or number have in common; null when a value can match nobody (masked, too short).
create table customerContact (
  id integer primary key autoincrement,
  customerId integer not null references customer (id),
  kind text not null check (kind in ('email', 'phone')), -- 'email' | 'phone'
  value text not null check (length(value) > 0),
  key text
) strict;

create unique index customerContactOnce on customerContact (customerId, kind, coalesce(key, value));
create index customerContactKey on customerContact (kind, key) where key is not null;

-- raw is the address as it arrived; the parts are what we made of it.
create table customerAddress (
  id integer primary key autoincrement,
  customerId integer not null references customer (id),
  kind text not null check (kind in ('billing', 'shipping')), -- 'billing' | 'shipping'
  recipient text not null default '',
  company text not null default '',
  line1 text not null default '',
  line2 text not null default '',
  city text not null default '',
  region text not null default '',
  postcode text not null default '',
  country text not null check (length(country) = 2),
  raw text not null default '',
  key text
) strict;

create index customerAddressCustomer on customerAddress (customerId);
create index customerAddressKey on customerAddress (key) where key is not null;

-- The newest row of a purpose is what holds; the older ones prove what held when something was sent.
create table customerConsent (
  id integer primary key autoincrement,
  customerId integer not null references customer (id),
  purpose text not null check (purpose in ('email', 'sms', 'phone', 'post')), -- 'email' | 'sms' | 'phone' | 'post'
  given integer not null check (given in (0, 1)),
  occurredAt integer not null, -- Instant
  source text not null check (length(source) > 0),
  commandId integer not null references command (id)
) strict;

create index customerConsentLatest on customerConsent (customerId, purpose, id);

create trigger customerConsentIsFinal before update on customerConsent
begin select raise(abort, 'a consent is never rewritten; record the next one'); end;

-- moved says which rows went to the survivor, so that an unmerge can bring exactly those back.
create table customerMerge (
  id integer primary key autoincrement,
  customerId integer not null references customer (id),
  intoId integer not null references customer (id),
  moved text not null, -- Json
  mergedAt integer not null, -- Instant
  undoneAt integer, -- Instant
  commandId integer not null references command (id)
) strict;

create unique index customerMergeOpen on customerMerge (customerId) where undoneAt is null;

-- What a customer's card said before; erased with the person, which is why it is not in fieldHistory.
create table customerHistory (
  id integer primary key autoincrement,
  customerId integer not null references customer (id),
  field text not null,
  oldValue text not null, -- Json
  newValue text not null, -- Json
  commandId integer not null references command (id)
) strict;

create index customerHistoryCustomer on customerHistory (customerId, id);

-- rowid is the customer's id.
create virtual table customerSearch using fts5 (
  words,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);

-- Whom the shop buys from. Prices agreed with them, their papers and orders belong to purchasing.
create table supplier (
  id integer primary key autoincrement,
  code text not null check (length(code) > 0),
  name text not null check (length(name) > 0),
  sortName text not null,
  currency text not null check (length(currency) = 3),
  paymentDays integer not null check (paymentDays between 0 and 365),
  leadTimeDays integer not null check (leadTimeDays between 0 and 730),
  minimumOrder integer not null check (minimumOrder >= 0), -- Minor
  taxNumber text,
  contactName text not null default '',
  email text not null default '',
  phone text not null default '',
  address text not null default '',
  note text not null default '',
  blocked integer not null default 0 check (blocked in (0, 1)),
  createdAt integer not null -- Instant
) strict;

create unique index supplierCodeAnyCase on supplier (code collate nocase);
create index supplierName on supplier (sortName, id);

-- rowid is the supplier's id.
create virtual table supplierSearch using fts5 (
  words,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);
