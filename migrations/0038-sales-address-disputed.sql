-- No parcel leaves unseen for an address its channel has changed meanwhile.
insert into checkRule (code, name, conditions, fix) values
  ('addressDisputed', '', '[{"fact":"addressDisputed","operator":"is","value":1}]', 'look');
