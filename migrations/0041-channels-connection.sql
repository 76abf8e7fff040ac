-- An address in a local network is connected to only where the owner said that the shop answers there.
alter table channel add column localNetwork integer not null default 0 check (localNetwork in (0, 1));

-- Nobody was asked until now: an address that says itself that it is local was meant so.
update channel set localNetwork = 1
where exists (
  select 1 from (select substr(url, instr(url, '://') + 3) as rest)
  where rest glob 'localhost' or rest glob 'localhost[:/]*'
     or rest glob '127.[0-9]*' or rest glob '10.[0-9]*' or rest glob '192.168.[0-9]*'
     or rest glob '172.1[6-9].[0-9]*' or rest glob '172.2[0-9].[0-9]*' or rest glob '172.3[01].[0-9]*'
     or (rest not glob '*/*' and (rest glob '*.local' or rest glob '*.local:[0-9]*'))
);
