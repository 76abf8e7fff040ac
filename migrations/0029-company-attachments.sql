-- Papers beside what they prove: a bill's PDF, a receipt's photo. The file lies beside the shop's file under its hash.

create table attachment (
  id integer primary key autoincrement,
  kind text not null check (kind in ('journalEntry', 'supplierBill', 'bankLine')), -- 'journalEntry' | 'supplierBill' | 'bankLine'
  itemId integer not null,
  hash text not null check (length(hash) = 64),
  type text not null check (type in ('pdf', 'jpeg', 'png', 'webp', 'gif')), -- 'pdf' | 'jpeg' | 'png' | 'webp' | 'gif'
  name text not null check (length(trim(name)) > 0),
  bytes integer not null check (bytes > 0),
  attachedAt integer not null, -- Instant
  removedById integer references command (id),
  commandId integer not null references command (id)
) strict;

create index attachmentOf on attachment (kind, itemId, id) where removedById is null;
create unique index attachmentOnce on attachment (kind, itemId, hash) where removedById is null;

create trigger attachmentKeepsItself before update of id, kind, itemId, hash, type, name, bytes, attachedAt, commandId on attachment
begin select raise(abort, 'a paper is taken away and attached again, never edited'); end;
create trigger attachmentStays before delete on attachment
begin select raise(abort, 'a paper is taken away, never removed'); end;
