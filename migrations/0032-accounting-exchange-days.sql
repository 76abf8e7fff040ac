-- Kept: what entries that move anything but goods among the assets exchanged, by day, for the cash flow of any days.

-- The shape names every asset account an entry moved, goods apart, in the order of their ids, each with the side it moved to: '12+ 31-'.
-- Whether an account is money is said by the chart's layout, which is no part of the file; a shape says which entries moved any of it (INV-L4).
create table exchangeDay (
  dayOn text not null, -- Day
  shape text not null,
  ledgerAccountId integer not null references ledgerAccount (id),
  debit integer not null, -- Minor
  credit integer not null, -- Minor
  primary key (dayOn, shape, ledgerAccountId)
) strict, without rowid;

insert into exchangeDay (dayOn, shape, ledgerAccountId, debit, credit)
select p.postedOn, moved.shape, p.ledgerAccountId, sum(max(p.amount, 0)), sum(max(-p.amount, 0))
from (
  select entryId, group_concat(ledgerAccountId || iif(net > 0, '+', '-'), ' ' order by ledgerAccountId) as shape from (
    select m.entryId, m.ledgerAccountId, sum(m.amount) as net from posting m join ledgerAccount a on a.id = m.ledgerAccountId
    where a.type = 'asset' and a.control is not 'inventory' group by m.entryId, m.ledgerAccountId having sum(m.amount) <> 0
  ) group by entryId
) moved cross join posting p on p.entryId = moved.entryId
group by 1, 2, 3;

create trigger entryCountsForItsShape after update of postedAt on journalEntry when new.postedAt is not null
begin
  insert into exchangeDay (dayOn, shape, ledgerAccountId, debit, credit)
  select new.postedOn, moved.shape, p.ledgerAccountId, sum(max(p.amount, 0)), sum(max(-p.amount, 0))
  from (
    select group_concat(ledgerAccountId || iif(net > 0, '+', '-'), ' ' order by ledgerAccountId) as shape from (
      select m.ledgerAccountId, sum(m.amount) as net from posting m join ledgerAccount a on a.id = m.ledgerAccountId
      where m.entryId = new.id and a.type = 'asset' and a.control is not 'inventory' group by m.ledgerAccountId having sum(m.amount) <> 0
    )
  ) moved cross join posting p on p.entryId = new.id
  where moved.shape is not null
  group by p.ledgerAccountId
  on conflict (dayOn, shape, ledgerAccountId) do update set debit = debit + excluded.debit, credit = credit + excluded.credit;
end;
