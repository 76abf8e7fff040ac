-- A price for some days: of named goods, in named channels. A draft is a plan; armed, it is one of the prices a buyer may have.

create table promotion (
  id integer primary key autoincrement,
  name text not null check (length(name) > 0),
  firstOn text not null, -- Day
  lastOn text not null check (lastOn >= firstOn), -- Day
  -- One of the two: so much off each one's own price, or one price for all of them, in the base currency.
  percentOff integer check (percentOff between 1 and 1000000), -- RatePpm
  amount integer check (amount >= 0), -- UnitPrice
  -- Promised of each of the goods; null where nothing is.
  units integer check (units > 0), -- Quantity
  commandId integer not null references command (id),
  check ((percentOff is null) <> (amount is null))
) strict;

create index promotionByLastDay on promotion (lastOn);

create table promotionVariant (
  promotionId integer not null references promotion (id),
  variantId integer not null references variant (id),
  primary key (promotionId, variantId)
) strict, without rowid;

create index promotionOfVariant on promotionVariant (variantId);

-- Where it holds; everywhere, and by hand too, where none is named.
create table promotionChannel (
  promotionId integer not null references promotion (id),
  channelId integer not null references channel (id),
  primary key (promotionId, channelId)
) strict, without rowid;

-- A promotion was armed: who said so, and why although more was promised than is kept.
create table promotionArming (
  id integer primary key autoincrement,
  promotionId integer not null references promotion (id),
  armedAt integer not null, -- Instant
  reason text not null default '',
  commandId integer not null references command (id),
  disarmedAt integer, -- Instant
  disarmCommandId integer references command (id),
  check ((disarmedAt is null) = (disarmCommandId is null))
) strict;

create unique index promotionArmedOnce on promotionArming (promotionId) where disarmedAt is null;
create index promotionArmingOf on promotionArming (promotionId);

-- What was known of each of the goods when it was armed.
create table promotionArmingLine (
  promotionArmingId integer not null references promotionArming (id),
  variantId integer not null references variant (id),
  -- The variant's own price; null where it has none and needs none.
  base integer check (base >= 0), -- UnitPrice
  price integer not null check (price >= 0), -- UnitPrice
  -- The least it might be by the margin floor; null where none held.
  lowest integer, -- UnitPrice
  -- What was kept for it, or available where it holds everywhere, less what others like it promise.
  covered integer not null, -- Quantity
  check (lowest is null or price >= lowest),
  primary key (promotionArmingId, variantId)
) strict, without rowid;

create trigger promotionIsDisarmedFirst before update on promotion
when exists (select 1 from promotionArming where promotionId = old.id and disarmedAt is null)
begin select raise(abort, 'an armed promotion is disarmed before it is changed'); end;
create trigger promotionKeepsItsGoods before delete on promotionVariant
when exists (select 1 from promotionArming where promotionId = old.promotionId and disarmedAt is null)
begin select raise(abort, 'an armed promotion is disarmed before it is changed'); end;
create trigger promotionTakesNoGoods before insert on promotionVariant
when exists (select 1 from promotionArming where promotionId = new.promotionId and disarmedAt is null)
begin select raise(abort, 'an armed promotion is disarmed before it is changed'); end;
create trigger promotionKeepsItsChannels before delete on promotionChannel
when exists (select 1 from promotionArming where promotionId = old.promotionId and disarmedAt is null)
begin select raise(abort, 'an armed promotion is disarmed before it is changed'); end;
create trigger promotionTakesNoChannels before insert on promotionChannel
when exists (select 1 from promotionArming where promotionId = new.promotionId and disarmedAt is null)
begin select raise(abort, 'an armed promotion is disarmed before it is changed'); end;

create trigger promotionArmingKeepsItself before update of id, promotionId, armedAt, reason, commandId on promotionArming
begin select raise(abort, 'what was armed stays as it was; it is disarmed'); end;
create trigger promotionIsDisarmedOnce before update of disarmedAt, disarmCommandId on promotionArming when old.disarmedAt is not null
begin select raise(abort, 'a promotion is disarmed once'); end;
create trigger promotionArmingStays before delete on promotionArming
begin select raise(abort, 'what was armed is disarmed, never removed'); end;
create trigger promotionArmingLineIsFinal before update on promotionArmingLine
begin select raise(abort, 'what a promotion was armed with is final'); end;
create trigger promotionArmingLineStays before delete on promotionArmingLine
begin select raise(abort, 'what a promotion was armed with is final'); end;
