-- Money a supplier held for us when the books began is a prepayment too: its source is the row of the opening that says so.

create table supplierPrepaymentNext (
  id integer primary key autoincrement,
  supplierId integer not null references supplier (id),
  sourceKind text not null check (sourceKind in ('supplierPayment', 'supplierBill', 'openingRow')), -- 'supplierPayment' | 'supplierBill' | 'openingRow'
  sourceId integer not null,
  amount integer not null check (amount <> 0), -- Minor
  postedOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

insert into supplierPrepaymentNext select * from supplierPrepayment;
drop table supplierPrepayment;
alter table supplierPrepaymentNext rename to supplierPrepayment;

create index supplierPrepaymentOf on supplierPrepayment (supplierId);
create index supplierPrepaymentOfOpening on supplierPrepayment (sourceId) where sourceKind = 'openingRow';
