-- Kept: open items by the day they were first on their account, for every day of the books: what is open, since when and with which
-- channel is read in a few rows, however many items there are.

alter table openItem add column sinceOn text not null default ''; -- Day
alter table openItem add column lastOn text not null default ''; -- Day
-- 0 where no posting of it names a channel.
alter table openItem add column channelId integer not null default 0;

update openItem set (sinceOn, lastOn, channelId) = (
  select min(p.postedOn), max(p.postedOn), coalesce(max(p.channelId), 0) from posting p
  where p.itemKind = openItem.itemKind and p.itemId = openItem.itemId and +p.ledgerAccountId = openItem.ledgerAccountId);

-- The oldest first; one that is settled stays where it was, because an earlier day still asks for it.
create index openItemBySince on openItem (ledgerAccountId, sinceOn, itemId, itemKind);

-- What the postings of a day changed of the items that began on another (or the same) day: their balance, and how many of them are
-- open. Summed through a day it says what was open at its end (INV-L4).
create table openDay (
  ledgerAccountId integer not null references ledgerAccount (id),
  channelId integer not null,
  sinceOn text not null, -- Day
  postedOn text not null, -- Day
  amount integer not null, -- Minor
  items integer not null,
  primary key (ledgerAccountId, channelId, sinceOn, postedOn)
) strict, without rowid;

insert into openDay (ledgerAccountId, channelId, sinceOn, postedOn, amount, items)
select o.ledgerAccountId, o.channelId, o.sinceOn, d.postedOn, sum(d.amount), sum((d.after <> 0) - (d.after - d.amount <> 0))
from (
  select p.ledgerAccountId, p.itemKind, p.itemId, p.postedOn, sum(p.amount) as amount,
    sum(sum(p.amount)) over (partition by p.ledgerAccountId, p.itemKind, p.itemId order by p.postedOn) as after
  from posting p join ledgerAccount a on a.id = p.ledgerAccountId where a.control is not null and p.itemId is not null
  group by p.ledgerAccountId, p.itemKind, p.itemId, p.postedOn
) d join openItem o on o.ledgerAccountId = d.ledgerAccountId and o.itemKind = d.itemKind and o.itemId = d.itemId
group by 1, 2, 3, 4;

drop trigger postingCountsItsItem;
create trigger postingCountsItsItem after insert on posting
when new.itemId is not null and (select control from ledgerAccount where id = new.ledgerAccountId) is not null
begin
  -- As postings come, each on the item's last day or after it.
  insert into openDay (ledgerAccountId, channelId, sinceOn, postedOn, amount, items)
  select new.ledgerAccountId, coalesce(o.channelId, new.channelId, 0), coalesce(o.sinceOn, new.postedOn), new.postedOn, new.amount,
    (coalesce(o.balance, 0) + new.amount <> 0) - (coalesce(o.balance, 0) <> 0)
  from (select 1) left join openItem o on o.ledgerAccountId = new.ledgerAccountId and o.itemKind = new.itemKind and o.itemId = new.itemId
  where o.itemId is null or (new.postedOn >= o.lastOn and coalesce(new.channelId, 0) <= o.channelId)
  on conflict (ledgerAccountId, channelId, sinceOn, postedOn) do update set amount = amount + excluded.amount, items = items + excluded.items;

  -- One that comes late, or is the first to name a channel: whatever the item counted for is taken out and counted again.
  insert into openDay (ledgerAccountId, channelId, sinceOn, postedOn, amount, items)
  select ledgerAccountId, channelId, sinceOn, postedOn, -amount, (after - amount <> 0) - (after <> 0) from (
    select o.ledgerAccountId, o.channelId, o.sinceOn, p.postedOn, sum(p.amount) as amount, sum(sum(p.amount)) over (order by p.postedOn) as after
    from openItem o cross join posting p on p.itemKind = o.itemKind and p.itemId = o.itemId and +p.ledgerAccountId = o.ledgerAccountId and (p.entryId <> new.entryId or p.lineNo <> new.lineNo)
    where o.ledgerAccountId = new.ledgerAccountId and o.itemKind = new.itemKind and o.itemId = new.itemId and (new.postedOn < o.lastOn or coalesce(new.channelId, 0) > o.channelId)
    group by p.postedOn
  ) where true
  on conflict (ledgerAccountId, channelId, sinceOn, postedOn) do update set amount = amount + excluded.amount, items = items + excluded.items;
  insert into openDay (ledgerAccountId, channelId, sinceOn, postedOn, amount, items)
  select ledgerAccountId, channelId, sinceOn, postedOn, amount, (after <> 0) - (after - amount <> 0) from (
    select o.ledgerAccountId, max(o.channelId, coalesce(new.channelId, 0)) as channelId, min(o.sinceOn, new.postedOn) as sinceOn, p.postedOn, sum(p.amount) as amount, sum(sum(p.amount)) over (order by p.postedOn) as after
    from openItem o cross join posting p on p.itemKind = o.itemKind and p.itemId = o.itemId and +p.ledgerAccountId = o.ledgerAccountId
    where o.ledgerAccountId = new.ledgerAccountId and o.itemKind = new.itemKind and o.itemId = new.itemId and (new.postedOn < o.lastOn or coalesce(new.channelId, 0) > o.channelId)
    group by p.postedOn
  ) where true
  on conflict (ledgerAccountId, channelId, sinceOn, postedOn) do update set amount = amount + excluded.amount, items = items + excluded.items;

  insert into openItem (ledgerAccountId, itemKind, itemId, balance, foreignBalance, sinceOn, lastOn, channelId)
  values (new.ledgerAccountId, new.itemKind, new.itemId, new.amount, coalesce(new.foreignAmount, 0), new.postedOn, new.postedOn, coalesce(new.channelId, 0))
  on conflict (ledgerAccountId, itemKind, itemId) do update set balance = balance + excluded.balance, foreignBalance = foreignBalance + excluded.foreignBalance,
    sinceOn = min(sinceOn, excluded.sinceOn), lastOn = max(lastOn, excluded.lastOn), channelId = max(channelId, excluded.channelId);
end;
