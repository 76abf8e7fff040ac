-- Goods that are to be there more or less surely than their class says.
create table variantServiceLevel (
  variantId integer primary key references variant (id),
  percent integer not null check (percent in (80, 90, 95, 98, 99))
) strict;
