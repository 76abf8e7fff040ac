-- A phone that was paired with this shop: a device with a key of its own, for one person. The key itself is on the phone only.
create table phone (
  deviceId integer primary key references device (id),
  userId integer not null references user (id),
  keyHash text not null unique,
  pairedAt integer not null, -- Instant
  lastUsedAt integer, -- Instant
  revokedAt integer -- Instant
) strict;

create trigger phoneStaysRevoked before update on phone when old.revokedAt is not null
begin select raise(abort, 'a revoked phone is paired again, never let back in'); end;
