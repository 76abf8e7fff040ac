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
  taxClassId integer not null references taxClass (id),
  createdAt integer not null -- Instant
) strict;

create index productName on product (sortName, id);
create index productState on product (state, sortName, id);
create index productTaxClass on product (taxClassId);

-- A product may be in several categories; it is one product all the same.
create table productCategory (
  productId integer not null references product (id),
  categoryId integer not null references category (id),
  primary key (productId, categoryId)
) strict, without rowid;

create index productCategoryInside on productCategory (categoryId, productId);

create trigger categoryCounts after insert on productCategory
begin update category set products = products + 1 where id = new.categoryId; end;
create trigger categoryCountsEnd after delete on productCategory
begin update category set products = products - 1 where id = old.categoryId; end;
create trigger productCategoryIsReplaced before update on productCategory
begin select raise(abort, 'a product leaves one category and enters another'); end;

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
  packQuantity integer not null default 1000 check (packQuantity > 0), -- Quantity
  -- Whose pack it is, where suppliers pack differently.
  supplierId integer references supplier (id)
) strict;

create index barcodeVariant on barcode (variantId);
create index barcodeSupplier on barcode (supplierId) where supplierId is not null;

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

-- What else is said of products: of all, or of those in a category and inside it.
create table attribute (
  id integer primary key autoincrement,
  name text not null unique check (length(name) > 0),
  kind text not null check (kind in ('text', 'number', 'choice')), -- 'text' | 'number' | 'choice'
  unit text not null default '',
  choices text not null default '[]' check (json_valid(choices)), -- Json
  categoryId integer references category (id)
) strict;

create index attributeCategory on attribute (categoryId);

-- A number stands as it is written shortest: 2.4, never 2.40.
create table productAttribute (
  productId integer not null references product (id),
  attributeId integer not null references attribute (id),
  value text not null check (length(value) > 0),
  primary key (productId, attributeId)
) strict, without rowid;

create index productAttributeUse on productAttribute (attributeId);

-- Which products have a value of a facet ('state', 'category', 'tag', 'attribute 3'), 8,192 of them to a page: kept by the
-- services, so that a hundred thousand products are counted by many values at once. See shared/catalog/bits.rules.ts.
create table facetPage (
  facet text not null,
  value text not null,
  page integer not null check (page >= 0),
  size integer not null check (size > 0),
  bits blob not null,
  primary key (facet, value, page)
) strict, without rowid;

-- A picture's file lies beside the shop, named by the SHA-256 of its bytes. Pictures that look alike differ in few of the
-- 64 bits of their look.
create table image (
  hash text primary key check (length(hash) = 64),
  kind text not null check (kind in ('jpeg', 'png', 'webp', 'gif', 'avif')), -- 'jpeg' | 'png' | 'webp' | 'gif' | 'avif'
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  bytes integer not null check (bytes > 0),
  look text not null check (length(look) = 16),
  commandId integer not null references command (id)
) strict;

create trigger imageIsFinal before update on image
begin select raise(abort, 'a picture is its bytes; add another one'); end;

-- The pictures of a product, the one with the lowest position first.
create table productImage (
  id integer primary key autoincrement,
  productId integer not null references product (id),
  hash text not null references image (hash),
  position integer not null,
  alt text not null default '',
  unique (productId, hash)
) strict;

create index productImageOrder on productImage (productId, position, id);
create index productImageHash on productImage (hash);

-- A question about products under a name: whoever counts, promotes or exports asks for it, and it is answered anew.
create table collection (
  id integer primary key autoincrement,
  name text not null unique check (length(name) > 0),
  filter text not null check (json_valid(filter)) -- Json
) strict;

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
