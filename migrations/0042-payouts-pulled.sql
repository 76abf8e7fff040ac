-- Whether a settlement was read from the channel itself: its words as a file's are, without the file.
alter table settlement add column pulled integer not null default 0 check (pulled in (0, 1)); -- 0 | 1

create trigger settlementKeepsHowItCame before update of pulled on settlement
begin select raise(abort, 'what a channel settled is never edited'); end;
create index settlementPulled on settlement (channelId, paidOn) where pulled = 1;
