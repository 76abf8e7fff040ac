-- What other people's programs call things: columns and codes of voucher sheets, numbers a tax adviser gave, names of tax rates.
-- What is not set is as the program has it.
create table exportSetting (
  name text primary key,
  value text not null, -- Json
  commandId integer not null references command (id)
) strict, without rowid;
