-- How sure goods of a class are to be there: of a hundred deliveries so many come before the shelf is empty.
create table classServiceLevel (
  valueClass text not null check (valueClass in ('A', 'B', 'C')), -- 'A' | 'B' | 'C'
  demandClass text not null check (demandClass in ('X', 'Y', 'Z')), -- 'X' | 'Y' | 'Z'
  percent integer not null check (percent in (80, 90, 95, 98, 99)),
  primary key (valueClass, demandClass)
) strict, without rowid;

-- What sells most is to be missed least; the more its weeks differ, the more each per cent costs in safety stock.
insert into classServiceLevel (valueClass, demandClass, percent) values
  ('A', 'X', 98), ('A', 'Y', 98), ('A', 'Z', 95),
  ('B', 'X', 95), ('B', 'Y', 95), ('B', 'Z', 90),
  ('C', 'X', 90), ('C', 'Y', 90), ('C', 'Z', 80);
