-- How far a channel's clock is from this computer's, as its answers said when they were last heard.

create table channelClock (
  channelId integer primary key references channel (id),
  -- Milliseconds its clock is ahead of ours; negative where it is behind.
  ahead integer not null,
  -- Since when it is so far that a person should know; null while it is not.
  since integer, -- Instant
  commandId integer not null references command (id)
) strict;
