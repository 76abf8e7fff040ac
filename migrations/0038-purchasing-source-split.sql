-- Goods that are bought from two suppliers at once: this part of what is needed from this one, the rest from the best of the others.
create table sourceSplit (
  variantId integer primary key references variant (id),
  supplierId integer not null references supplier (id),
  share integer not null check (share between 50000 and 950000) -- RatePpm
) strict;
