-- What a channel said of an address a person completed since: the same said again does not take the completed one away.
alter table orderRecipient add column theirs text;

-- Cash goes back in coins there are, as it came: what was handed out more or less than the amount.
alter table refund add column cashRounding integer not null default 0 check (cashRounding = 0 or (account = 'till' and amount + cashRounding >= 0)); -- Minor
