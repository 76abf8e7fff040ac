-- How far what carriers said has been taken in: a parcel is silent only where others were heard of since.
create index trackingEventTime on trackingEvent (happenedAt);
