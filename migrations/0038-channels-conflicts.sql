-- What was changed here and at a channel since both were last settled: neither is written over the other until somebody says so.

-- What a channel says of a field, and what both said when they were last settled. subjectId is the listing of a price, the
-- product of words and of being on sale.
create table fieldSight (
  channelId integer not null references channel (id),
  field text not null check (field in ('price', 'name', 'description', 'offered')), -- 'price' | 'name' | 'description' | 'offered'
  subjectId integer not null,
  agreedOurs text not null check (json_valid(agreedOurs)), -- Json
  agreedTheirs text not null check (json_valid(agreedTheirs)), -- Json
  theirs text not null check (json_valid(theirs)), -- Json
  theirsAt integer not null, -- Instant
  primary key (channelId, field, subjectId)
) strict, without rowid;

-- Which side wins by itself, where the owner said so; a field without a row asks a person.
create table fieldRule (
  channelId integer not null references channel (id),
  field text not null check (field in ('price', 'name', 'description', 'offered', 'address')), -- 'price' | 'name' | 'description' | 'offered' | 'address'
  winner text not null check (winner in ('ours', 'theirs')), -- 'ours' | 'theirs'
  commandId integer not null references command (id),
  primary key (channelId, field)
) strict, without rowid;

-- One field in dispute, as it stands by its newest fact. subjectId is the order of an address.
create table fieldConflict (
  id integer primary key autoincrement,
  channelId integer not null references channel (id),
  field text not null check (field in ('price', 'name', 'description', 'offered', 'address')), -- 'price' | 'name' | 'description' | 'offered' | 'address'
  subjectId integer not null,
  state text not null check (state in ('open', 'settled')), -- 'open' | 'settled'
  factId integer references fieldConflictFact (id)
) strict;

create unique index fieldConflictOnce on fieldConflict (channelId, field, subjectId) where state = 'open';
create index fieldConflictOf on fieldConflict (channelId, field, subjectId, id);
create index fieldConflictState on fieldConflict (state, id);
create index fieldConflictOfChannel on fieldConflict (channelId, state, id);

-- What became of it, fact by fact. What an address says is personal: it stands with its order and can be erased there.
create table fieldConflictFact (
  id integer primary key autoincrement,
  conflictId integer not null references fieldConflict (id),
  kind text not null check (kind in ('raised', 'moved', 'settled', 'reopened')), -- 'raised' | 'moved' | 'settled' | 'reopened'
  agreedOurs text not null check (json_valid(agreedOurs)), -- Json
  agreedTheirs text not null check (json_valid(agreedTheirs)), -- Json
  ours text not null check (json_valid(ours)), -- Json
  -- When our side was changed, as far as that is written down, and where.
  oursAt integer, -- Instant
  oursFrom text not null check (oursFrom in ('draft', 'copy', 'product', 'price', 'priceList', 'order')), -- 'draft' | 'copy' | 'product' | 'price' | 'priceList' | 'order'
  theirs text not null check (json_valid(theirs)), -- Json
  theirsAt integer not null, -- Instant
  -- `reading`: the catalogue or order was read. `answer`: a push found it changed and was not carried out.
  theirsFrom text not null check (theirsFrom in ('reading', 'answer')), -- 'reading' | 'answer'
  -- How it was settled; `over`: both came to say the same, one went back, or nothing is shown there any more.
  outcome text check (outcome in ('ours', 'theirs', 'other', 'over')), -- 'ours' | 'theirs' | 'other' | 'over'
  settledBy text check (settledBy in ('person', 'rule', 'itself')), -- 'person' | 'rule' | 'itself'
  value text check (json_valid(value)), -- Json
  -- What reopening puts back here.
  before text check (json_valid(before)), -- Json
  at integer not null, -- Instant
  commandId integer not null references command (id),
  check ((kind = 'settled') = (outcome is not null)),
  check ((outcome is null) = (settledBy is null))
) strict;

create index fieldConflictFactOf on fieldConflictFact (conflictId, id);

create trigger fieldConflictFactIsFinal before update on fieldConflictFact
begin select raise(abort, 'what was said of a conflict is never changed'); end;

create trigger fieldConflictFactStays before delete on fieldConflictFact
begin select raise(abort, 'what was said of a conflict is never removed'); end;

-- When the draft was last written.
alter table channelCopy add column draftedAt integer; -- Instant

-- What its channel says now of an address that was changed here and there; empty where nothing is in dispute.
alter table orderRecipient add column newer text;
-- What stood here before somebody settled that; what opening it again puts back.
alter table orderRecipient add column older text;
