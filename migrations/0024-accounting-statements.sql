-- What statements need beside the kept days: results by channel, and the closings that move results into equity.

-- Kept: the postings on result accounts that name a channel, by account, channel and day; debit positive (INV-L4).
create table channelDay (
  ledgerAccountId integer not null references ledgerAccount (id),
  dayOn text not null, -- Day
  channelId integer not null,
  amount integer not null, -- Minor
  primary key (ledgerAccountId, dayOn, channelId)
) strict, without rowid;

insert into channelDay (ledgerAccountId, dayOn, channelId, amount)
select p.ledgerAccountId, p.postedOn, p.channelId, sum(p.amount)
from posting p join ledgerAccount a on a.id = p.ledgerAccountId
where p.channelId is not null and a.type in ('income', 'expense')
group by p.ledgerAccountId, p.postedOn, p.channelId;

create trigger postingCountsForItsChannel after insert on posting
when new.channelId is not null and (select type from ledgerAccount where id = new.ledgerAccountId) in ('income', 'expense')
begin
  insert into channelDay (ledgerAccountId, dayOn, channelId, amount)
  values (new.ledgerAccountId, new.postedOn, new.channelId, new.amount)
  on conflict (ledgerAccountId, dayOn, channelId) do update set amount = amount + excluded.amount;
end;

-- One closing of the result through a day, undone by another row that names it.
create table resultClosing (
  id integer primary key autoincrement,
  throughOn text not null, -- Day
  profit integer not null, -- Minor
  takesBackId integer unique references resultClosing (id),
  reason text not null,
  recordedAt integer not null, -- Instant
  commandId integer not null references command (id)
) strict;

create trigger resultClosingIsFinal before update on resultClosing
begin select raise(abort, 'a closing of the result is taken back by another, never edited'); end;

create trigger resultClosingStays before delete on resultClosing
begin select raise(abort, 'a closing of the result is taken back by another, never removed'); end;
