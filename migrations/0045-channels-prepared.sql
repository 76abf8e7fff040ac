-- Where a shop puts all its orders together in a file before the first of them can be read, it says how far that is.

alter table orderReading add column prepared integer check (prepared >= 0);
