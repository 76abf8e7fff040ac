-- Where the reading of a channel's payouts goes on, and whether it tells of any.

create table payoutReading (
  channelId integer primary key references channel (id),
  position text not null check (json_valid(position)), -- Json
  -- 'noAccount': the marketplace pays this shop nothing itself; 'notAllowed': our key may not see what it pays.
  state text not null check (state in ('reading', 'done', 'noAccount', 'notAllowed')), -- 'reading' | 'done' | 'noAccount' | 'notAllowed'
  -- The marketplace's own words where it does not let us.
  says text not null default '',
  -- Payouts that cannot be read, by number, as the last reading met them.
  unread text not null default '[]' check (json_valid(unread)), -- Json
  readAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;
