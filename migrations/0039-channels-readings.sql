-- The first reading of a channel's orders: how far it is, and whether a person stopped it. What came stays, and so does the
-- place where it goes on.

create table orderReading (
  channelId integer primary key references channel (id),
  startedAt integer not null, -- Instant
  -- Versions of orders that came so far.
  read integer not null check (read >= 0),
  -- How many there are in all, as the shop last counted them; null where it does not say.
  total integer check (total >= read),
  state text not null check (state in ('reading', 'stopped', 'done')), -- 'reading' | 'stopped' | 'done'
  changedAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;
