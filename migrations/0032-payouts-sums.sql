-- Kept: what the lines of each kind of a settlement come to, so that a list of payouts reads no line (INV-P1).
create table settlementSum (
  settlementId integer not null references settlement (id),
  kind text not null, -- 'sale' | 'refund' | 'fee' | 'feeTax' | 'advertising' | 'shippingLabel' | 'reserveHeld' | 'reserveReleased' | 'chargeback' | 'taxCollected' | 'taxWithheld' | 'adjustment'
  amount integer not null, -- Minor
  primary key (settlementId, kind)
) strict, without rowid;

insert into settlementSum (settlementId, kind, amount) select settlementId, kind, sum(amount) from settlementLine group by 1, 2;

create trigger settlementLineCounts after insert on settlementLine
begin
  insert into settlementSum (settlementId, kind, amount) values (new.settlementId, new.kind, new.amount)
  on conflict (settlementId, kind) do update set amount = amount + excluded.amount;
end;
create trigger settlementLineCountsNoMore after delete on settlementLine
begin update settlementSum set amount = amount - old.amount where settlementId = old.settlementId and kind = old.kind; end;
