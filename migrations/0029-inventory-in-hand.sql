-- Goods in a customer's hand are sold whatever the book says, also where it refuses to go below zero: such a place is short by name,
-- until what is there covers it again.
create table soldInHand (
  id integer primary key autoincrement,
  variantId integer not null references variant (id),
  locationId integer not null references location (id),
  openedAt integer not null, -- Instant
  closedAt integer, -- Instant
  commandId integer not null references command (id)
) strict;

create index soldInHandOpen on soldInHand (variantId, locationId) where closedAt is null;
create index soldInHandBy on soldInHand (commandId);

create trigger soldInHandStays before delete on soldInHand
begin select raise(abort, 'what was sold in the hand is a fact'); end;
create trigger soldInHandKeepsItself before update of id, variantId, locationId, openedAt, commandId on soldInHand
begin select raise(abort, 'what was sold in the hand is a fact'); end;

drop trigger stockLevelStartsCovered;
drop trigger stockLevelStaysCovered;

create trigger stockLevelStartsCovered after insert on stockLevel
when new.onHand - new.onHold - new.allocated < 0
  and (select negativePolicy from location where id = new.locationId) = 'refuse'
  and not exists (select 1 from soldInHand where variantId = new.variantId and locationId = new.locationId and closedAt is null)
begin select raise(abort, 'this location has not that much available'); end;

create trigger stockLevelStaysCovered after update on stockLevel
when new.onHand - new.onHold - new.allocated < 0
  and new.onHand - new.onHold - new.allocated < old.onHand - old.onHold - old.allocated
  and (select negativePolicy from location where id = new.locationId) = 'refuse'
  and not exists (select 1 from soldInHand where variantId = new.variantId and locationId = new.locationId and closedAt is null)
begin select raise(abort, 'this location has not that much available'); end;

create trigger soldInHandIsCovered after update on stockLevel
when new.onHand - new.onHold - new.allocated >= 0 and old.onHand - old.onHold - old.allocated < 0
begin
  update soldInHand set closedAt = (select recordedAt from command order by id desc limit 1)
  where variantId = new.variantId and locationId = new.locationId and closedAt is null;
end;
