-- Cost centres: where a result was sold (channel), where it happened (location) and what it was for (campaign).

create table campaign (
  id integer primary key autoincrement,
  name text not null unique check (length(trim(name)) > 0),
  fromOn text not null, -- Day
  toOn text check (toOn >= fromOn), -- Day
  archived integer not null default 0 check (archived in (0, 1)),
  commandId integer not null references command (id)
) strict;

create trigger campaignStays before delete on campaign
begin select raise(abort, 'a campaign is archived, never removed'); end;

-- Set when the line is posted, final with it: another centre is a reversal and a new entry.
alter table posting add column locationId integer references location (id);
alter table posting add column campaignId integer references campaign (id);

-- Kept: the postings on result accounts that name a centre, by account, kind of centre, day and centre; debit positive (INV-L4).
create table centreDay (
  ledgerAccountId integer not null references ledgerAccount (id),
  kind text not null check (kind in ('channel', 'location', 'campaign')), -- 'channel' | 'location' | 'campaign'
  dayOn text not null, -- Day
  centreId integer not null,
  amount integer not null, -- Minor
  primary key (ledgerAccountId, kind, dayOn, centreId)
) strict, without rowid;

insert into centreDay (ledgerAccountId, kind, dayOn, centreId, amount)
select ledgerAccountId, 'channel', dayOn, channelId, amount from channelDay;

drop trigger postingCountsForItsChannel;
drop table channelDay;

create trigger postingCountsForItsCentres after insert on posting
when coalesce(new.channelId, new.locationId, new.campaignId) is not null and (select type from ledgerAccount where id = new.ledgerAccountId) in ('income', 'expense')
begin
  insert into centreDay (ledgerAccountId, kind, dayOn, centreId, amount)
  select new.ledgerAccountId, named.kind, new.postedOn, named.centreId, new.amount
  from (
    select 'channel' as kind, new.channelId as centreId
    union all select 'location', new.locationId
    union all select 'campaign', new.campaignId
  ) named where named.centreId is not null
  on conflict (ledgerAccountId, kind, dayOn, centreId) do update set amount = amount + excluded.amount;
end;
