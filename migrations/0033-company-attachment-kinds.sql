-- What a paper may lie beside is for the program to know: one kind more is no new form of the file. A check is no part of a
-- table that can be changed, so the table is written anew with what it holds.

create temp table keptAttachment as select * from attachment;
drop trigger attachmentStays;
drop table attachment;

create table attachment (
  id integer primary key autoincrement,
  kind text not null check (length(kind) > 0),
  itemId integer not null,
  hash text not null check (length(hash) = 64),
  type text not null check (type in ('pdf', 'jpeg', 'png', 'webp', 'gif')), -- 'pdf' | 'jpeg' | 'png' | 'webp' | 'gif'
  name text not null check (length(trim(name)) > 0),
  bytes integer not null check (bytes > 0),
  attachedAt integer not null, -- Instant
  removedById integer references command (id),
  commandId integer not null references command (id)
) strict;

insert into attachment (id, kind, itemId, hash, type, name, bytes, attachedAt, removedById, commandId)
  select id, kind, itemId, hash, type, name, bytes, attachedAt, removedById, commandId from temp.keptAttachment;
drop table temp.keptAttachment;

create index attachmentOf on attachment (kind, itemId, id) where removedById is null;
create unique index attachmentOnce on attachment (kind, itemId, hash) where removedById is null;

create trigger attachmentKeepsItself before update of id, kind, itemId, hash, type, name, bytes, attachedAt, commandId on attachment
begin select raise(abort, 'a paper is taken away and attached again, never edited'); end;
create trigger attachmentStays before delete on attachment
begin select raise(abort, 'a paper is taken away, never removed'); end;
