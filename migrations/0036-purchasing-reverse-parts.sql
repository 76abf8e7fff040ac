-- Goods of a bill whose tax we owe went back or never came: which part of the bill that was, and how much less is owed and got
-- back for it. A return that is taken back adds the opposite.

create table billReversePart (
  id integer primary key autoincrement,
  supplierBillId integer not null references supplierBill (id),
  -- The document: a line of a return, or a claim for goods that never came.
  purchaseReturnLineId integer references purchaseReturnLine (id),
  supplierClaimId integer references supplierClaim (id),
  net integer not null check (net <> 0), -- Minor
  tax integer not null, -- Minor
  commandId integer not null references command (id),
  check ((purchaseReturnLineId is null) <> (supplierClaimId is null))
) strict;

create index billReversePartOf on billReversePart (supplierBillId);
create index billReversePartOfReturn on billReversePart (purchaseReturnLineId) where purchaseReturnLineId is not null;
create index billReversePartOfClaim on billReversePart (supplierClaimId) where supplierClaimId is not null;

create trigger billReversePartIsFinal before update on billReversePart
begin select raise(abort, 'a part of a bill is taken back by another row, never edited'); end;

create trigger billReversePartStays before delete on billReversePart
begin select raise(abort, 'a part of a bill is never removed'); end;

-- Goods that went back before: the first bill of their line whose tax we owe; of a bill cancelled since, nothing is owed.
insert into billReversePart (supplierBillId, purchaseReturnLineId, net, tax, commandId)
select min(bill.id), line.id, line.reverseNet, line.reverseTax, back.commandId
from purchaseReturnLine line
join purchaseReturn back on back.id = line.purchaseReturnId
join supplierBillMatch match on match.purchaseReceiptLineId = line.purchaseReceiptLineId
join supplierBillLine billed on billed.id = match.supplierBillLineId
join supplierBill bill on bill.id = billed.supplierBillId
where line.reverseNet <> 0 and back.cancelledAt is null and bill.cancelledAt is null and bill.reverseRate is not null
group by line.id;
