-- What banks and wallets say happened: accounts, statements, their lines, and how each line meets the books. Lines and matches
-- are facts: a statement is taken back and a match undone by a named command, never edited.

create table bankAccount (
  id integer primary key autoincrement,
  name text not null unique check (length(trim(name)) > 0),
  kind text not null check (kind in ('bank', 'alipay', 'wechat', 'paypal', 'stripe', 'wallet')), -- 'bank' | 'alipay' | 'wechat' | 'paypal' | 'stripe' | 'wallet'
  currency text not null check (length(currency) = 3),
  -- An IBAN or a number, without spaces.
  number text,
  ledgerAccountId integer not null unique references ledgerAccount (id),
  -- What the statement said at the end of this day, before the first line that is kept here.
  openedOn text, -- Day
  openingBalance integer not null default 0, -- Minor
  commandId integer not null references command (id)
) strict;

create unique index bankAccountNumber on bankAccount (number, currency) where number is not null;

create trigger bankAccountKeepsItsBooks before update of id, currency, ledgerAccountId on bankAccount
when exists (select 1 from bankLine where bankAccountId = old.id)
begin select raise(abort, 'an account with lines keeps its currency and its place in the books'); end;

-- One statement of one file. opening and closing are what it says of itself, null where it says nothing.
create table bankStatement (
  id integer primary key autoincrement,
  bankAccountId integer not null references bankAccount (id),
  fileName text not null,
  format text not null check (format in ('ofx', 'qif', 'camt053', 'mt940', 'csv')), -- 'ofx' | 'qif' | 'camt053' | 'mt940' | 'csv'
  profile text not null default '',
  number text not null default '',
  fromOn text, -- Day
  throughOn text, -- Day
  opening integer, -- Minor
  closing integer, -- Minor
  -- Lines in the file, and those that were not known before.
  lines integer not null check (lines >= 0),
  added integer not null check (added between 0 and lines),
  -- What its closing balance differs from the account's opening and all lines up to then: something between is missing.
  gap integer not null default 0, -- Minor
  importedAt integer not null, -- Instant
  takenBackById integer references command (id),
  commandId integer not null references command (id)
) strict;

create index bankStatementOf on bankStatement (bankAccountId, id);

create table bankLine (
  id integer primary key autoincrement,
  bankAccountId integer not null references bankAccount (id),
  bankStatementId integer not null references bankStatement (id),
  lineNo integer not null check (lineNo >= 1),
  bookedOn text not null, -- Day
  -- Money in positive, money out negative.
  amount integer not null check (amount <> 0), -- Minor
  -- The bank's own id, or a digest of what it says, with a number among equal ones: the same line of another file has the same.
  key text not null,
  externalId text,
  payee text not null default '',
  text text not null default '',
  reference text not null default '',
  counterparty text not null default '',
  -- Kept by triggers: what of the amount the books account for.
  matched integer not null default 0, -- Minor
  takenBackById integer references command (id),
  commandId integer not null references command (id),
  unique (bankStatementId, lineNo),
  check (matched = 0 or (matched > 0) = (amount > 0)),
  check (abs(matched) <= abs(amount)),
  check (takenBackById is null or matched = 0)
) strict;

create unique index bankLineOnce on bankLine (bankAccountId, key) where takenBackById is null;
create index bankLineByDay on bankLine (bankAccountId, bookedOn, id) where takenBackById is null;
create index bankLineOpen on bankLine (bankAccountId, bookedOn, id) where takenBackById is null and matched <> amount;

create trigger bankLineIsFinal before update of id, bankAccountId, bankStatementId, lineNo, bookedOn, amount, key, externalId, payee, text, reference, counterparty, commandId on bankLine
begin select raise(abort, 'what a bank said is never edited'); end;
create trigger bankLineStays before delete on bankLine
begin select raise(abort, 'a statement is taken back, never removed'); end;
create trigger bankLineIsTakenBackOnce before update of takenBackById on bankLine when old.takenBackById is not null
begin select raise(abort, 'a line is taken back once'); end;

-- One decision about one line, with all it posted and linked; `auto` where the books already had it and nobody was asked.
create table bankDecision (
  id integer primary key autoincrement,
  bankLineId integer not null references bankLine (id),
  kind text not null check (kind in ('person', 'auto')), -- 'person' | 'auto'
  -- What of the line it accounts for: the sum of its matches.
  amount integer not null check (amount <> 0), -- Minor
  decidedAt integer not null, -- Instant
  undoneById integer references command (id),
  commandId integer not null references command (id)
) strict;

create index bankDecisionOf on bankDecision (bankLineId, id);

create trigger bankDecisionCounts after insert on bankDecision
begin update bankLine set matched = matched + new.amount where id = new.bankLineId; end;
create trigger bankDecisionIsUndone after update of undoneById on bankDecision when old.undoneById is null and new.undoneById is not null
begin update bankLine set matched = matched - new.amount where id = new.bankLineId; end;
create trigger bankDecisionIsFinal before update of id, bankLineId, kind, amount, decidedAt, commandId on bankDecision
begin select raise(abort, 'a decision is undone, never edited'); end;
create trigger bankDecisionIsUndoneOnce before update of undoneById on bankDecision when old.undoneById is not null
begin select raise(abort, 'a decision is undone once'); end;
create trigger bankDecisionStays before delete on bankDecision
begin select raise(abort, 'a decision is undone, never removed'); end;

-- What was posted for a decision, to be taken back with it; kind is the document's table.
create table bankDecisionDocument (
  bankDecisionId integer not null references bankDecision (id),
  kind text not null check (kind in ('payment', 'refund', 'supplierPayment', 'supplierClaim', 'journalEntry')), -- 'payment' | 'refund' | 'supplierPayment' | 'supplierClaim' | 'journalEntry'
  documentId integer not null,
  primary key (bankDecisionId, kind, documentId)
) strict, without rowid;

create index bankDecisionDocumentOf on bankDecisionDocument (kind, documentId);

-- So much of a line is so much of a posting on the account's own place in the books.
create table bankMatch (
  id integer primary key autoincrement,
  bankDecisionId integer not null references bankDecision (id),
  bankLineId integer not null references bankLine (id),
  entryId integer not null,
  postingNo integer not null,
  amount integer not null check (amount <> 0), -- Minor
  undoneById integer references command (id),
  commandId integer not null references command (id),
  foreign key (entryId, postingNo) references posting (entryId, lineNo)
) strict;

create index bankMatchOfLine on bankMatch (bankLineId) where undoneById is null;
create index bankMatchOfPosting on bankMatch (entryId, postingNo) where undoneById is null;
create index bankMatchOfDecision on bankMatch (bankDecisionId);

create trigger bankMatchIsFinal before update of id, bankDecisionId, bankLineId, entryId, postingNo, amount, commandId on bankMatch
begin select raise(abort, 'a match is undone, never edited'); end;
create trigger bankMatchIsUndoneOnce before update of undoneById on bankMatch when old.undoneById is not null
begin select raise(abort, 'a match is undone once'); end;
create trigger bankMatchStays before delete on bankMatch
begin select raise(abort, 'a match is undone, never removed'); end;

-- Two postings on one account that take each other off: neither will ever stand on a statement. With a decision, money its
-- document had put on the general account and the decision placed where it really is; without one, an entry and its reversal.
create table bankNetting (
  id integer primary key autoincrement,
  bankDecisionId integer references bankDecision (id),
  entryId integer not null,
  postingNo integer not null,
  otherEntryId integer not null,
  otherPostingNo integer not null,
  -- Signed like the first; the other has the opposite.
  amount integer not null check (amount <> 0), -- Minor
  undoneById integer references command (id),
  commandId integer not null references command (id),
  foreign key (entryId, postingNo) references posting (entryId, lineNo),
  foreign key (otherEntryId, otherPostingNo) references posting (entryId, lineNo)
) strict;

create index bankNettingOf on bankNetting (entryId, postingNo) where undoneById is null;
create index bankNettingWith on bankNetting (otherEntryId, otherPostingNo) where undoneById is null;
create index bankNettingOfDecision on bankNetting (bankDecisionId) where bankDecisionId is not null;

create trigger bankNettingIsFinal before update of id, bankDecisionId, entryId, postingNo, otherEntryId, otherPostingNo, amount, commandId on bankNetting
begin select raise(abort, 'what takes each other off is undone, never edited'); end;
create trigger bankNettingStays before delete on bankNetting
begin select raise(abort, 'what takes each other off is undone, never removed'); end;

-- What was learned from decisions: lines of such a payee are usually that. Removed by a person, it is learned anew.
create table bankRule (
  id integer primary key autoincrement,
  -- The payee as it is compared: letters only.
  payeeKey text not null check (length(payeeKey) > 0),
  payee text not null,
  direction text not null check (direction in ('in', 'out')), -- 'in' | 'out'
  ledgerAccountId integer references ledgerAccount (id),
  supplierId integer references supplier (id),
  taxRate integer, -- RatePpm
  times integer not null default 1 check (times >= 1),
  removedById integer references command (id),
  commandId integer not null references command (id),
  check ((ledgerAccountId is null) <> (supplierId is null))
) strict;

create unique index bankRuleOnce on bankRule (payeeKey, direction) where removedById is null;

-- How the columns of a sheet with such headings were understood the last time.
create table bankMapping (
  bankAccountId integer not null references bankAccount (id),
  headings text not null,
  mapping text not null, -- Json
  primary key (bankAccountId, headings)
) strict, without rowid;

-- Statement and books were brought together through a day: a fact with its figures.
create table bankReconciliation (
  id integer primary key autoincrement,
  bankAccountId integer not null references bankAccount (id),
  throughOn text not null, -- Day
  statementBalance integer not null, -- Minor
  ledgerBalance integer not null, -- Minor
  -- In the books and not yet on a statement: ledgerBalance = statementBalance + outstanding.
  outstanding integer not null check (ledgerBalance = statementBalance + outstanding), -- Minor
  reconciledAt integer not null, -- Instant
  undoneById integer references command (id),
  commandId integer not null references command (id)
) strict;

create index bankReconciliationOf on bankReconciliation (bankAccountId, throughOn) where undoneById is null;

create trigger bankReconciliationIsFinal before update of id, bankAccountId, throughOn, statementBalance, ledgerBalance, outstanding, reconciledAt, commandId on bankReconciliation
begin select raise(abort, 'a reconciliation is undone, never edited'); end;
create trigger bankReconciliationIsUndoneOnce before update of undoneById on bankReconciliation when old.undoneById is not null
begin select raise(abort, 'a reconciliation is undone once'); end;
create trigger bankReconciliationStays before delete on bankReconciliation
begin select raise(abort, 'a reconciliation is undone, never removed'); end;
