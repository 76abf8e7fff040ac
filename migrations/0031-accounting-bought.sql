-- Kept: what buying put on the inventory account by day, less what it took off (INV-L4). A budget asks for it by month, and a shop
-- that buys much has many such entries.
create table boughtDay (
  dayOn text not null, -- Day
  ledgerAccountId integer not null references ledgerAccount (id),
  amount integer not null, -- Minor
  primary key (dayOn, ledgerAccountId)
) strict, without rowid;

insert into boughtDay (dayOn, ledgerAccountId, amount)
select e.postedOn, p.ledgerAccountId, sum(p.amount)
from journalEntry e indexed by journalEntryOfPurchases cross join posting p
where e.sourceKind in ('goodsReceipt', 'purchaseReturn', 'supplierBill', 'landedCost') and e.postedAt is not null
  and p.entryId = e.id and p.ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory')
group by e.postedOn, p.ledgerAccountId;

drop index journalEntryOfPurchases;

create trigger purchaseEntryCounts after update of postedAt on journalEntry
when new.postedAt is not null and new.sourceKind in ('goodsReceipt', 'purchaseReturn', 'supplierBill', 'landedCost')
begin
  insert into boughtDay (dayOn, ledgerAccountId, amount)
  select new.postedOn, p.ledgerAccountId, sum(p.amount) from posting p
  where p.entryId = new.id and p.ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory')
  group by p.ledgerAccountId
  on conflict (dayOn, ledgerAccountId) do update set amount = amount + excluded.amount;
end;
