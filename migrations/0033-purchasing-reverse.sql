-- A bill from abroad says no tax and the buyer owes it: at which rate, and how much, on both sides of the return.

alter table supplierBill add column reverseRate integer; -- RatePpm
alter table supplierBill add column reverseTax integer not null default 0; -- Minor

create trigger supplierBillKeepsItsReverse before update of reverseRate, reverseTax on supplierBill
begin select raise(abort, 'what a bill says about tax is taken back with it, never edited'); end;
