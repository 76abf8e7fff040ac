-- Within its month every entry has a number of its own, one after another, as it was posted (凭证号): a printed one stays what it is.

create table entryVoucher (
  entryId integer primary key references journalEntry (id),
  month text not null check (month glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  number integer not null check (number > 0),
  unique (month, number)
) strict;

create index entryVoucherByNumber on entryVoucher (number, month);

-- Entries of before are numbered as they were exported: by day.
insert into entryVoucher (entryId, month, number)
select id, substr(postedOn, 1, 7), row_number() over (partition by substr(postedOn, 1, 7) order by postedOn, id) from journalEntry;

create trigger journalEntryIsNumbered after update of postedAt on journalEntry when old.postedAt is null and new.postedAt is not null
begin
  insert into entryVoucher (entryId, month, number)
  select new.id, substr(new.postedOn, 1, 7), coalesce(max(number), 0) + 1 from entryVoucher where month = substr(new.postedOn, 1, 7);
end;

create trigger entryVoucherIsFinal before update on entryVoucher
begin select raise(abort, 'a voucher keeps its number'); end;
create trigger entryVoucherStays before delete on entryVoucher
begin select raise(abort, 'a voucher keeps its number'); end;
