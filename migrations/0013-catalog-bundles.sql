-- What is sold as one and consists of other goods. A bundle has no stock of its own: it is there as often as its components are.

create table bundleComponent (
  bundleVariantId integer not null references variant (id),
  variantId integer not null references variant (id) check (variantId <> bundleVariantId),
  -- In one bundle.
  quantity integer not null check (quantity > 0), -- Quantity
  primary key (bundleVariantId, variantId)
) strict, without rowid;

create index bundleComponentIn on bundleComponent (variantId, bundleVariantId);

create trigger bundleOfBundles before insert on bundleComponent
when exists (select 1 from bundleComponent where bundleVariantId = new.variantId or variantId = new.bundleVariantId)
begin select raise(abort, 'a bundle consists of goods, not of bundles'); end;

create trigger bundleHasNoStock before insert on stockMovement when exists (select 1 from bundleComponent where bundleVariantId = new.variantId)
begin select raise(abort, 'a bundle has no stock of its own'); end;

-- Channels are told of a bundle when what it consists of changes.
create trigger bundleGainsComponent after insert on bundleComponent when exists (select 1 from channel where sendsStock = 1)
begin
  insert into availabilityNews (variantId) select new.bundleVariantId where not exists (select 1 from availabilityNews where variantId = new.bundleVariantId);
end;
create trigger bundleLosesComponent after delete on bundleComponent when exists (select 1 from channel where sendsStock = 1)
begin
  insert into availabilityNews (variantId) select old.bundleVariantId where not exists (select 1 from availabilityNews where variantId = old.bundleVariantId);
end;
