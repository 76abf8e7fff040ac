-- Which of our returns a channel's is: asked for there once, it is written down here once.

create table channelReturn (
  channelId integer not null references channel (id),
  externalId text not null,
  rmaId integer not null unique references rma (id),
  commandId integer not null references command (id),
  primary key (channelId, externalId)
) strict, without rowid;
