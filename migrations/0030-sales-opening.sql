-- What a customer still owed when the books began: an order taken over whose goods left before, and the invoice it stands for.

create table openingInvoice (
  orderId integer primary key references salesOrder (id),
  issuedOn text not null, -- Day
  dueOn text not null, -- Day
  commandId integer not null references command (id)
) strict;

create trigger openingInvoiceIsFinal before update on openingInvoice
begin select raise(abort, 'an opening is taken back, never edited'); end;
create trigger openingInvoiceStays before delete on openingInvoice
begin select raise(abort, 'an opening is taken back, never removed'); end;
