-- Kept: what layers hold, by day, for the balance sheet of any day.

-- Σ of the changes of layers of a day (INV-S2); its running sum is what the stock was worth.
create table layerDay (
  dayOn text primary key, -- Day
  value integer not null -- Minor
) strict, without rowid;

insert into layerDay (dayOn, value) select postedOn, sum(value) from layerChange group by postedOn;

create trigger layerChangeCountsForItsDay after insert on layerChange
begin
  insert into layerDay (dayOn, value) values (new.postedOn, new.value)
  on conflict (dayOn) do update set value = value + excluded.value;
end;
