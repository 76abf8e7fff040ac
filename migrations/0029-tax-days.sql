-- Kept: what tax lines come to, by day and by all a paper tells them apart by.

-- The lines of one tax point and one day of the books, which differ where a document came after its period was filed (INV-T1).
create table taxDay (
  taxPointOn text not null, -- Day
  postedOn text not null, -- Day
  direction text not null check (direction in ('output', 'input', 'cost', 'marketplace')), -- 'output' | 'input' | 'cost' | 'marketplace'
  treatment text not null check (treatment in ('taxed', 'zero', 'exempt', 'reverseCharge', 'outOfScope', 'marketplace', 'adjustment', 'settlement', 'unsorted')), -- 'taxed' | 'zero' | 'exempt' | 'reverseCharge' | 'outOfScope' | 'marketplace' | 'adjustment' | 'settlement' | 'unsorted'
  country text not null,
  region text not null,
  -- −1 where the lines have no one rate.
  rate integer not null, -- RatePpm
  base integer not null, -- Minor
  tax integer not null, -- Minor
  lines integer not null,
  primary key (taxPointOn, postedOn, direction, treatment, country, region, rate)
) strict, without rowid;

-- Late documents, and tax that was settled: few, and asked for by the day of the books.
create index taxDayApart on taxDay (postedOn) where taxPointOn <> postedOn or treatment = 'settlement';

insert into taxDay (taxPointOn, postedOn, direction, treatment, country, region, rate, base, tax, lines)
select line.taxPointOn, entry.postedOn, line.direction, line.treatment, line.country, line.region, coalesce(line.rate, -1), sum(line.base), sum(line.tax), count(*)
from taxLine line join journalEntry entry on entry.id = line.entryId
group by 1, 2, 3, 4, 5, 6, 7;

create trigger taxLineCountsForItsDay after insert on taxLine
begin
  insert into taxDay (taxPointOn, postedOn, direction, treatment, country, region, rate, base, tax, lines)
  values (new.taxPointOn, (select postedOn from journalEntry where id = new.entryId), new.direction, new.treatment, new.country, new.region, coalesce(new.rate, -1), new.base, new.tax, 1)
  on conflict (taxPointOn, postedOn, direction, treatment, country, region, rate)
  do update set base = base + excluded.base, tax = tax + excluded.tax, lines = lines + 1;
end;
