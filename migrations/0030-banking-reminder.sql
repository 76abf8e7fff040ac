-- Reminders of what customers owe past the due day: after how many days, what was sent, and who is left alone for now.

create table reminderLevel (
  no integer primary key check (no between 1 and 3),
  -- Past the due day.
  days integer not null check (days > 0),
  -- Named in the letter.
  fee integer not null default 0 check (fee >= 0) -- Minor
) strict;

insert into reminderLevel (no, days) values (1, 7), (2, 21), (3, 35);

-- One reminder of one invoice, as it was when it was sent.
create table reminder (
  id integer primary key autoincrement,
  orderId integer not null references salesOrder (id),
  customerId integer references customer (id),
  levelNo integer not null check (levelNo between 1 and 3),
  sentOn text not null, -- Day
  dueOn text not null, -- Day
  overdueDays integer not null check (overdueDays > 0),
  open integer not null check (open > 0), -- Minor
  fee integer not null check (fee >= 0), -- Minor
  -- By mail, through a notice; or by hand: a letter, a call.
  sentBy text not null check (sentBy in ('mail', 'hand')), -- 'mail' | 'hand'
  noticeId integer references notice (id),
  withdrawnById integer references command (id),
  commandId integer not null references command (id),
  check ((noticeId is not null) = (sentBy = 'mail'))
) strict;

create unique index reminderOnce on reminder (orderId, levelNo) where withdrawnById is null;
create index reminderOfCustomer on reminder (customerId, id);

create trigger reminderKeepsItself before update of id, orderId, customerId, levelNo, sentOn, dueOn, overdueDays, open, fee, sentBy, noticeId, commandId on reminder
begin select raise(abort, 'a reminder is withdrawn, never edited'); end;
create trigger reminderIsWithdrawnOnce before update of withdrawnById on reminder when old.withdrawnById is not null
begin select raise(abort, 'a reminder is withdrawn once'); end;
create trigger reminderStays before delete on reminder
begin select raise(abort, 'a reminder is withdrawn, never removed'); end;

create table reminderPause (
  id integer primary key autoincrement,
  customerId integer not null references customer (id),
  reason text not null,
  pausedAt integer not null, -- Instant
  endedById integer references command (id),
  commandId integer not null references command (id)
) strict;

create unique index reminderPauseOnce on reminderPause (customerId) where endedById is null;

create trigger reminderPauseKeepsItself before update of id, customerId, reason, pausedAt, commandId on reminderPause
begin select raise(abort, 'a pause ends, it is never edited'); end;
create trigger reminderPauseEndsOnce before update of endedById on reminderPause when old.endedById is not null
begin select raise(abort, 'a pause ends once'); end;
create trigger reminderPauseStays before delete on reminderPause
begin select raise(abort, 'a pause ends, it is never removed'); end;
