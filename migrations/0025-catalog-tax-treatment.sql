-- What a tax class means to the law. Zero-rated and exempt goods have no tax both, and papers ask for each apart.
alter table taxClass add column treatment text not null default 'taxed' check (treatment in ('taxed', 'zero', 'exempt', 'reverseCharge', 'outOfScope'));

create trigger taxClassKeepsItsTreatment before update of treatment on taxClass
begin select raise(abort, 'a tax class that means something else is another class'); end;
