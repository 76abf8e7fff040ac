-- What the shop sells: products, their variants, codes and prices, and the history of all of it.

create table category (
  id integer primary key autoincrement,
  parentId integer references category (id),
  name text not null check (length(name) > 0),
  -- Kept by triggers: how many products are in it.
  products integer not null default 0 check (products >= 0)
) strict;

create unique index categoryName on category (coalesce(parentId, 0), name);
create index categoryParent on category (parentId);

create table taxClass (
  id integer primary key autoincrement,
  code text not null unique check (length(code) > 0),
  name text not null
) strict;

-- Every product has a class from its first day; what it means in a country are the rates.
insert into taxClass (code, name) values ('standard', 'Standard');

-- A rate holds from its day until the next one of the same place; region '' is the whole country.
create table taxRate (
  id integer primary key autoincrement,
  taxClassId integer not null references taxClass (id),
  country text not null check (length(country) = 2),
  region text not null default '',
  rate integer not null check (rate >= 0), -- RatePpm
  validFromOn text not null, -- Day
  unique (taxClassId, country, region, validFromOn)
) strict;

-- sortName is the name as lists order it: lower case, Chinese by its pinyin.
create table product (
  id integer primary key autoincrement,
  name text not null check (length(name) > 0),
  sortName text not null,
  description text not null default '',
  state text not null check (state in ('draft', 'active', 'archived')), -- 'draft' | 'active' | 'archived'
  categoryId integer references category (id),
  taxClassId integer not null references taxClass (id),
  createdAt integer not null -- Instant
) strict;

create index productName on product (sortName, id);
create index productState on product (state, sortName, id);
create index productCategory on product (categoryId, sortName, id);
create index productTaxClass on product (taxClassId);

create trigger productCounts after insert on product when new.categoryId is not null
begin update category set products = products + 1 where id = new.categoryId; end;
create trigger productCountsMove after update of categoryId on product when new.categoryId is not old.categoryId
begin
  update category set products = products - 1 where id = old.categoryId;
  update category set products = products + 1 where id = new.categoryId;
end;
create trigger productCountsEnd after delete on product when old.categoryId is not null
begin update category set products = products - 1 where id = old.categoryId; end;

create table variant (
  id integer primary key autoincrement,
  productId integer not null references product (id),
  sku text not null unique check (length(sku) > 0),
  optionValues text not null default '{}' check (json_valid(optionValues)), -- Json
  unitOfMeasure text not null default 'piece',
  unitDecimals integer not null default 0 check (unitDecimals between 0 and 3),
  weightGrams integer not null default 0 check (weightGrams >= 0),
  state text not null default 'active' check (state in ('active', 'archived')), -- 'active' | 'archived'
  position integer not null
) strict;

create index variantProduct on variant (productId, position);
create index variantSkuAnyCase on variant (sku collate nocase);

-- A GTIN is stored with fourteen digits, whatever was printed; a code names one variant and how much of it a scan means.
create table barcode (
  id integer primary key autoincrement,
  variantId integer not null references variant (id),
  code text not null unique check (length(code) > 0),
  kind text not null check (kind in ('gtin', 'text')), -- 'gtin' | 'text'
  packQuantity integer not null default 1000 check (packQuantity > 0) -- Quantity
) strict;

create index barcodeVariant on barcode (variantId);

create table tag (
  id integer primary key autoincrement,
  name text not null unique check (length(name) > 0)
) strict;

create table productTag (
  productId integer not null references product (id),
  tagId integer not null references tag (id),
  primary key (productId, tagId)
) strict, without rowid;

create index productTagTag on productTag (tagId, productId);

-- A price holds from its instant until the next one of the same currency; an amount of null takes the price away.
create table price (
  id integer primary key autoincrement,
  variantId integer not null references variant (id),
  currency text not null check (length(currency) = 3),
  amount integer check (amount >= 0), -- UnitPrice
  validFromAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create index priceOfVariant on price (variantId, currency, validFromAt, id);

create trigger priceIsFinal before update on price
begin select raise(abort, 'a price is history; set a new one'); end;

create trigger priceStays before delete on price
begin select raise(abort, 'a price is history; set a new one'); end;

-- What master data said before. subjectId is the row of the table named by kind.
create table fieldHistory (
  id integer primary key autoincrement,
  kind text not null,
  subjectId integer not null,
  field text not null,
  oldValue text not null, -- Json
  newValue text not null, -- Json
  commandId integer not null references command (id)
) strict;

create index fieldHistorySubject on fieldHistory (kind, subjectId, id);

create trigger fieldHistoryIsFinal before update on fieldHistory
begin select raise(abort, 'history is never changed'); end;

create trigger fieldHistoryStays before delete on fieldHistory
begin select raise(abort, 'history is never changed'); end;

-- rowid is the product's id. Text is prepared with a space around every Han character, so one or two of them are found.
create virtual table productSearch using fts5 (
  words,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);
