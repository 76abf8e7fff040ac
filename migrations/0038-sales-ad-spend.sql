-- What advertising cost in some days, for one channel or the whole shop, for a campaign or none. A figure of the analysis: its
-- bill is posted like any other, nothing of it is posted from here.
create table adSpend (
  id integer primary key autoincrement,
  -- Null is every order of these days.
  channelId integer references channel (id),
  campaignId integer references campaign (id),
  fromOn text not null, -- Day
  throughOn text not null check (throughOn >= fromOn), -- Day
  -- Without tax; negative where some of it was given back.
  amount integer not null check (amount <> 0), -- Minor
  note text not null,
  commandId integer not null references command (id),
  withdrawnAt integer, -- Instant
  withdrawCommandId integer references command (id),
  check ((withdrawnAt is null) = (withdrawCommandId is null))
) strict;

create index adSpendStanding on adSpend (throughOn) where withdrawnAt is null;

create trigger adSpendKeepsItself before update of id, channelId, campaignId, fromOn, throughOn, amount, note, commandId on adSpend
begin select raise(abort, 'what advertising cost is withdrawn, never edited'); end;
create trigger adSpendStays before delete on adSpend
begin select raise(abort, 'what advertising cost is withdrawn, never removed'); end;
