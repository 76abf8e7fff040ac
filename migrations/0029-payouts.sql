-- What channels paid out and why: a settlement and its lines as the channel told them, and how each line meets the books.
-- What was told is a fact; how it is understood may change until the settlement is finished, and its entry then stands for it.

create table settlement (
  id integer primary key autoincrement,
  channelId integer not null references channel (id),
  -- The channel's own number, else a digest of what it says: the same settlement again is the same one.
  externalId text not null check (length(externalId) > 0),
  source text not null check (source in ('file', 'person')), -- 'file' | 'person'
  profile text not null default '',
  fileName text not null default '',
  contentHash text not null,
  currency text not null check (length(currency) = 3),
  fromOn text, -- Day
  throughOn text, -- Day
  paidOn text not null, -- Day
  -- What was sent to the bank; negative where the channel takes money from it.
  payout integer not null, -- Minor
  -- The channel's ids of the movements that sent it, so that sheets that overlap count them once.
  sentReferences text not null default '[]' check (json_valid(sentReferences)), -- Json
  -- One unit of its currency is rateTop/rateBottom units of the shop's.
  rateTop integer not null default 1 check (rateTop > 0),
  rateBottom integer not null default 1 check (rateBottom > 0),
  recordedAt integer not null, -- Instant
  -- While it is finished: when, on which day of the books, by which entry, and what was sent to the bank in the shop's currency.
  finishedAt integer, -- Instant
  postedOn text, -- Day
  entryId integer references journalEntry (id),
  basePayout integer, -- Minor
  takenBackById integer references command (id),
  commandId integer not null references command (id),
  check ((finishedAt is null) = (postedOn is null) and (finishedAt is null) = (basePayout is null)),
  check (entryId is null or finishedAt is not null),
  check (takenBackById is null or finishedAt is null)
) strict;

create unique index settlementOnce on settlement (channelId, externalId) where takenBackById is null;
create index settlementNewest on settlement (paidOn, id) where takenBackById is null;
create index settlementOpen on settlement (paidOn, id) where takenBackById is null and finishedAt is null;

create trigger settlementKeepsItself before update of
  id, channelId, externalId, source, profile, fileName, contentHash, currency, fromOn, throughOn, paidOn, payout, sentReferences, recordedAt, commandId on settlement
begin select raise(abort, 'what a channel settled is never edited'); end;
create trigger settlementKeepsItsRate before update of rateTop, rateBottom on settlement when old.finishedAt is not null
begin select raise(abort, 'a finished settlement keeps its rate'); end;
create trigger settlementIsTakenBackOnce before update of takenBackById on settlement when old.takenBackById is not null
begin select raise(abort, 'a settlement is taken back once'); end;
create trigger settlementStays before delete on settlement
begin select raise(abort, 'a settlement is taken back, never removed'); end;

create table settlementLine (
  id integer primary key autoincrement,
  settlementId integer not null references settlement (id),
  lineNo integer not null check (lineNo >= 1),
  kind text not null check (kind in ('sale', 'refund', 'fee', 'feeTax', 'advertising', 'shippingLabel', 'reserveHeld', 'reserveReleased', 'chargeback', 'taxCollected', 'taxWithheld', 'adjustment')), -- 'sale' | 'refund' | 'fee' | 'feeTax' | 'advertising' | 'shippingLabel' | 'reserveHeld' | 'reserveReleased' | 'chargeback' | 'taxCollected' | 'taxWithheld' | 'adjustment'
  feeKind text check (feeKind in ('commission', 'payment', 'fulfilment', 'storage', 'subscription', 'other')), -- 'commission' | 'payment' | 'fulfilment' | 'storage' | 'subscription' | 'other'
  -- In the settlement's currency; what raises the payout is positive.
  amount integer not null check (amount <> 0), -- Minor
  occurredOn text, -- Day
  -- The order's number as the channel writes it, the channel's id of this movement, and of the one it is about.
  orderRef text not null default '',
  reference text not null default '',
  about text not null default '',
  -- How the channel calls it, or what a person noted.
  label text not null default '',
  byPerson integer not null check (byPerson in (0, 1)),
  -- How it is understood: whose clearing it settles and how that was found, or which role of account it belongs to.
  orderId integer references salesOrder (id),
  foundBy text check (foundBy in ('number', 'reference', 'amount', 'learned', 'person')), -- 'number' | 'reference' | 'amount' | 'learned' | 'person'
  role text,
  -- What of it belongs to the role, where only a part does.
  rest integer, -- Minor
  -- A person knows that the books have less of the order, and leaves it open there.
  leftOnOrder integer not null default 0 check (leftOnOrder in (0, 1)),
  -- While the settlement is finished: the line in the shop's currency, and what of it settled the order's clearing.
  base integer, -- Minor
  toOrder integer, -- Minor
  orderCostId integer references orderCost (id),
  commandId integer not null references command (id),
  unique (settlementId, lineNo),
  check ((kind = 'fee') = (feeKind is not null)),
  check ((base is null) = (toOrder is null)),
  check (rest is null or (role is not null and orderId is not null)),
  check (toOrder is null or toOrder = 0 or orderId is not null)
) strict;

create index settlementLineOfOrder on settlementLine (orderId) where orderId is not null;
create index settlementLineByReference on settlementLine (reference) where reference <> '';
create index settlementLineAbout on settlementLine (about) where about <> '';
create index settlementLineNamed on settlementLine (label, kind) where role is not null;

create trigger settlementLineIsFinal before update of
  id, settlementId, lineNo, kind, feeKind, amount, occurredOn, orderRef, reference, about, label, byPerson, commandId on settlementLine
begin select raise(abort, 'what a channel settled is never edited'); end;
create trigger settlementLineIsUnderstood before update of orderId, foundBy, role, rest, leftOnOrder, base, toOrder, orderCostId on settlementLine
when exists (select 1 from settlement where id = old.settlementId and (finishedAt is not null or takenBackById is not null))
begin select raise(abort, 'a finished settlement is reopened, never edited'); end;
create trigger settlementLineStays before delete on settlementLine
when old.byPerson = 0 or exists (select 1 from settlement where id = old.settlementId and (finishedAt is not null or takenBackById is not null))
begin select raise(abort, 'what a channel settled is never removed'); end;
