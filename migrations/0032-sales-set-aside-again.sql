-- How much of a parcel's line had been set aside for its order: taken back, as much is set aside again.
alter table shipmentLine add column setAside integer not null default 0 check (setAside >= 0 and setAside <= quantity); -- Quantity
