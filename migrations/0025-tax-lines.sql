-- Tax as facts: what a document taxed, at which rate, for whom, and the period it belongs to. Σ of an entry's lines = its postings on the tax accounts.

-- Whether the shop charges and deducts tax, from a day on. Without a row the chart's policy says it.
create table taxStatus (
  id integer primary key autoincrement,
  validFromOn text not null unique, -- Day
  status text not null check (status in ('registered', 'smallScale', 'unregistered')), -- 'registered' | 'smallScale' | 'unregistered'
  commandId integer not null references command (id)
) strict;

-- How often a return is due and when: one row, the shop's.
create table taxSetting (
  id integer primary key check (id = 1),
  paper text not null,
  periodMonths integer not null check (periodMonths in (1, 2, 3, 6, 12)),
  -- Which month a period of the year begins with.
  firstMonth integer not null check (firstMonth between 1 and 12),
  -- The return is due on this day of the month so many months after the period's last; day 31 is the last of any month.
  dueMonths integer not null check (dueMonths between 0 and 12),
  dueDay integer not null check (dueDay between 1 and 31)
) strict;

-- Whose tax a combined rate is: state, county, city. region '' is the whole country.
create table taxPart (
  id integer primary key autoincrement,
  country text not null check (length(country) = 2),
  region text not null default '',
  validFromOn text not null, -- Day
  name text not null check (length(trim(name)) > 0),
  rate integer not null check (rate > 0), -- RatePpm
  unique (country, region, validFromOn, name)
) strict;

-- A return as it was filed, or that one was taken back. lockedThroughOn is the last day of filed periods from then on.
create table taxFiling (
  id integer primary key autoincrement,
  kind text not null check (kind in ('file', 'withdraw')), -- 'file' | 'withdraw'
  fromOn text not null, -- Day
  throughOn text not null, -- Day
  paper text not null,
  boxes text not null, -- Json
  outputTax integer not null, -- Minor
  inputTax integer not null, -- Minor
  -- The last tax line there was: lines after it are what changed since.
  upToLineId integer not null,
  lockedThroughOn text, -- Day
  note text not null default '',
  recordedAt integer not null, -- Instant
  commandId integer not null references command (id),
  check (fromOn <= throughOn)
) strict;

create index taxFilingOfPeriod on taxFiling (throughOn, id);

create trigger taxFilingIsFinal before update on taxFiling
begin select raise(abort, 'a return is filed again, never edited'); end;

create trigger taxFilingStays before delete on taxFiling
begin select raise(abort, 'a filed return is taken back, never removed'); end;

-- `output` we owe, `input` we get back: these two are what the tax accounts hold. `cost` is tax we pay and do not get back,
-- `marketplace` tax somebody else collects and pays: both are told on papers and are no postings of ours.
create table taxLine (
  id integer primary key autoincrement,
  entryId integer not null references journalEntry (id),
  direction text not null check (direction in ('output', 'input', 'cost', 'marketplace')), -- 'output' | 'input' | 'cost' | 'marketplace'
  -- `adjustment` is written by hand, `settlement` moves what is owed to Tax payable and is on no paper, `unsorted` says no more than its tax.
  treatment text not null check (treatment in ('taxed', 'zero', 'exempt', 'reverseCharge', 'outOfScope', 'marketplace', 'adjustment', 'settlement', 'unsorted')), -- 'taxed' | 'zero' | 'exempt' | 'reverseCharge' | 'outOfScope' | 'marketplace' | 'adjustment' | 'settlement' | 'unsorted'
  country text not null,
  region text not null default '',
  taxClassId integer references taxClass (id),
  -- Null where a document's tax has no one rate.
  rate integer, -- RatePpm
  base integer not null, -- Minor
  tax integer not null, -- Minor
  taxPointOn text not null, -- Day
  check (treatment not in ('zero', 'exempt', 'outOfScope') or tax = 0)
) strict;

create index taxLineByDay on taxLine (taxPointOn, id);
create index taxLineOfEntry on taxLine (entryId);

-- Entries of before have their tax and no more than that.
insert into taxLine (entryId, direction, treatment, country, base, tax, taxPointOn)
select p.entryId, iif(r.role = 'outputTax', 'output', 'input'), 'unsorted', (select country from shop), 0, iif(r.role = 'outputTax', -sum(p.amount), sum(p.amount)), p.postedOn
from accountRole r join posting p on p.ledgerAccountId = r.ledgerAccountId
where r.role in ('outputTax', 'inputTax')
group by p.entryId, r.role having sum(p.amount) <> 0;

create trigger taxLineJoinsOpenEntry before insert on taxLine
when exists (select 1 from journalEntry where id = new.entryId and postedAt is not null)
begin select raise(abort, 'a tax line joins an open entry'); end;

create trigger taxLineIsFinal before update on taxLine
begin select raise(abort, 'a tax line is reversed, never edited'); end;

create trigger taxLineStays before delete on taxLine
begin select raise(abort, 'a tax line is reversed, never removed'); end;
