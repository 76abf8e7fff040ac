-- A second person read an entry: who wrote it is in its command, who reviewed it here. Taken back it stays, as it was.

create table entryReview (
  id integer primary key autoincrement,
  entryId integer not null references journalEntry (id),
  reviewedAt integer not null, -- Instant
  takenBackById integer references command (id),
  commandId integer not null references command (id)
) strict;

create unique index entryReviewStanding on entryReview (entryId) where takenBackById is null;

create trigger entryReviewIsFinal before update of id, entryId, reviewedAt, commandId on entryReview
begin select raise(abort, 'a review is taken back, never edited'); end;
create trigger entryReviewIsTakenBackOnce before update of takenBackById on entryReview when old.takenBackById is not null
begin select raise(abort, 'a review is taken back once'); end;
create trigger entryReviewStays before delete on entryReview
begin select raise(abort, 'a review is taken back, never removed'); end;

-- What somebody wrote by hand is little beside what documents post, and is asked for by itself.
create index journalEntryByHand on journalEntry (postedOn, id) where ruleId = 'manual';
