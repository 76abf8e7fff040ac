-- The lines of an order that were sold as one: which bundle, how many of it, and what one was sold for.

create table orderLineBundle (
  orderLineId integer primary key references orderLine (id),
  bundleVariantId integer not null references variant (id),
  -- Which of the order's bundles; two lines of one bundle are two.
  bundleNo integer not null,
  sku text not null,
  name text not null,
  quantity integer not null check (quantity > 0), -- Quantity
  unitPrice integer not null -- UnitPrice
) strict;

create index orderLineBundleOf on orderLineBundle (bundleVariantId);
