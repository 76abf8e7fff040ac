-- Nothing stays blocked for ever: how long goods of held orders are kept, and after how long somebody is told. A shop that is
-- older than these rules has none of them and is told so once; no goods are set free that nobody asked to.

alter table stockSetting add column heldHours integer check (heldHours between 1 and 8760);
alter table stockSetting add column tellHours integer check (tellHours between 1 and 8760);
-- Whether somebody decided how long goods are kept, also where that is for ever.
alter table stockSetting add column keepingDecided integer not null default 0 check (keepingDecided in (0, 1));

create index allocationByAge on allocation (allocatedAt);
create index stockLevelHeld on stockLevel (variantId, locationId) where onHold <> 0;
