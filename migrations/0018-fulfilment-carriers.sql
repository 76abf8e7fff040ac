-- Who carries parcels, what they ask for it, and numbers they gave in advance.

create table carrier (
  id integer primary key autoincrement,
  code text not null unique check (length(code) > 0),
  name text not null check (length(name) > 0),
  -- How its numbers look: # a digit, @ a letter, * either; several separated by spaces.
  numberForms text not null default '',
  checkRule text not null default 'none' check (checkRule in ('none', 'ups', 's10', 'mod7', 'fedex')), -- 'none' | 'ups' | 's10' | 'mod7' | 'fedex'
  -- Where a parcel is looked up; {number} stands for its number.
  linkTemplate text not null default '' check (linkTemplate = '' or linkTemplate like 'https://%{number}%'),
  blocked integer not null default 0 check (blocked in (0, 1))
) strict;

insert into carrier (code, name, numberForms, checkRule, linkTemplate) values
  ('ups', 'UPS', '1Z****************', 'ups', 'https://www.ups.com/track?tracknum={number}'),
  ('post', 'Post', '@@#########@@', 's10', 'https://www.17track.net/en/track?nums={number}'),
  ('fedex', 'FedEx', '############', 'fedex', 'https://www.fedex.com/fedextrack/?trknbr={number}'),
  ('usps', 'USPS', '9#####################', 'none', 'https://tools.usps.com/go/TrackConfirmAction?tLabels={number}'),
  ('dhl', 'DHL Express', '##########', 'mod7', 'https://www.dhl.com/en/express/tracking.html?AWB={number}'),
  ('sf', '顺丰速运', 'SF############# SF############', 'none', 'https://www.sf-express.com/chn/sc/waybill/waybill-detail/{number}'),
  ('yto', '圆通速递', 'YT#############', 'none', 'https://www.yto.net.cn/tracesimple.html?num={number}'),
  ('zto', '中通快递', '78############ 75############ 76############', 'none', 'https://www.zto.com/express/expressCheck.html?txtBill={number}'),
  ('sto', '申通快递', '77#############', 'none', 'https://www.sto.cn/query/express?num={number}'),
  ('yunda', '韵达快递', '43############# 46#############', 'none', 'https://www.yundaex.com/cn/query.php?num={number}'),
  ('jd', '京东快递', 'JD*************', 'none', 'https://www.jdl.com/orderSearch/?waybillCodes={number}'),
  ('tcat', '黑貓宅急便', '90##########', 'none', 'https://www.t-cat.com.tw/Inquire/Trace.aspx?no={number}');

create table carrierService (
  id integer primary key autoincrement,
  carrierId integer not null references carrier (id),
  name text not null check (length(name) > 0),
  -- Cubic centimetres that count as a kilogram; null where size does not matter.
  cubicPerKilo integer check (cubicPerKilo > 0),
  heaviestGrams integer check (heaviestGrams > 0),
  longestMm integer check (longestMm > 0),
  days integer check (days >= 0),
  -- What a parcel takes by default: the saving is measured against it.
  usual integer not null default 0 check (usual in (0, 1)),
  blocked integer not null default 0 check (blocked in (0, 1)),
  commandId integer not null references command (id),
  unique (carrierId, name)
) strict;

create unique index carrierServiceUsual on carrierService (usual) where usual = 1;

-- A row of a rate table: where to, up to which weight, at what price; above the row before, each begun step may cost more.
create table carrierRate (
  carrierServiceId integer not null references carrierService (id),
  rowNo integer not null,
  zone text not null check (length(zone) > 0),
  country text not null check (length(country) = 2 or country = '*'),
  -- The first signs of the postcodes it is for, both included; empty for all of the country.
  postcodeFrom text not null default '',
  postcodeTo text not null default '',
  upToGrams integer not null check (upToGrams > 0),
  price integer not null check (price >= 0), -- Minor
  stepGrams integer check (stepGrams > 0),
  stepPrice integer check (stepPrice >= 0), -- Minor
  primary key (carrierServiceId, rowNo),
  check ((stepGrams is null) = (stepPrice is null)),
  check (length(postcodeFrom) = length(postcodeTo) and postcodeFrom <= postcodeTo)
) strict, without rowid;

-- Numbers a carrier gave in advance, so that a parcel can be labelled without asking anybody.
create table waybill (
  id integer primary key autoincrement,
  carrierId integer not null references carrier (id),
  number text not null check (length(number) > 0),
  parcelId integer unique references parcel (id),
  usedAt integer, -- Instant
  withdrawn integer not null default 0 check (withdrawn in (0, 1)),
  commandId integer not null references command (id),
  unique (carrierId, number),
  check ((parcelId is null) = (usedAt is null)),
  check (withdrawn = 0 or parcelId is null)
) strict;

create index waybillFree on waybill (carrierId, id) where parcelId is null and withdrawn = 0;
