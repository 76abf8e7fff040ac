-- What was marked as lying in a local network by how its address begins, now by its host: an address of IPv6, a folder behind a
-- name or capitals had kept some unmarked, and a name that only begins like an address was let in. What a person said stays.
create temp table localHost as
select id,
  case when authority glob '[[]*' then substr(authority, 1, instr(authority, ']')) else substr(authority, 1, instr(authority || ':', ':') - 1) end as host
from (
  select id, substr(rest, 1, instr(rest || '/', '/') - 1) as authority
  from (select id, lower(substr(url, instr(url, '://') + 3)) as rest from channel)
)
where id not in (select json_each.value from command, json_each(command.changes, '$.channel') where method = 'channel.setLocalNetwork');

update channel set localNetwork = 1
where id in (
  select id from localHost
  where host in ('localhost', '[::1]') or host glob '*.localhost' or host glob '*.local'
     or host glob '[[]f[cd][0-9a-f][0-9a-f]:*' or host glob '[[]fe[89ab][0-9a-f]:*'
     or (host glob '169.254.[0-9]*' and host not glob '*[^0-9.]*')
);

update channel set localNetwork = 0
where id in (select id from localHost where host glob '[0-9]*' and host glob '*[^0-9.]*' and host not glob '*.local' and host not glob '*.localhost');

drop table localHost;
