-- From which place an order leaves, and what that weighs: parcels, cost, and how far it is.

create table shipFromRule (
  id integer primary key check (id = 1),
  -- What decides between ways that leave equally little behind; the others break its ties in this order.
  prefers text not null default 'parcels' check (prefers in ('parcels', 'cost', 'distance')) -- 'parcels' | 'cost' | 'distance'
) strict;

insert into shipFromRule (id) values (1);

-- What a parcel costs at a place besides its carriage: hands, box, the way to the counter.
create table shipFromPlace (
  locationId integer primary key references location (id),
  handling integer not null check (handling >= 0), -- Minor
  commandId integer not null references command (id)
) strict;

-- How far a place is from where parcels go; the most exact row holds.
create table shipFromDistance (
  locationId integer not null references location (id),
  country text not null check (length(country) = 2),
  postcodeFrom text not null default '',
  postcodeTo text not null default '',
  kilometres integer not null check (kilometres >= 0),
  primary key (locationId, country, postcodeFrom),
  check (length(postcodeFrom) = length(postcodeTo) and postcodeFrom <= postcodeTo)
) strict, without rowid;
