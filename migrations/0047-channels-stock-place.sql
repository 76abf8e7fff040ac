-- A shop with several places of its own: the one its stock is told to and read from, by its own name for it and as its owner reads
-- it. Null: an item's only one.
alter table channel add column stockPlace text check (length(stockPlace) > 0);
alter table channel add column stockPlaceName text check (length(stockPlaceName) > 0 and (stockPlace is null) = (stockPlaceName is null));

-- How a listing's stock is kept there: one kind more is no new form of the file.
alter table listing rename column stockKeeping to keptBefore;
alter table listing add column stockKeeping text not null default 'none' check (length(stockKeeping) > 0); -- 'own' | 'shared' | 'several' | 'elsewhere' | 'none'
update listing set stockKeeping = keptBefore;
alter table listing drop column keptBefore;
-- There it always meant several places, not one level of several variants; and which of their levels was noted is not known.
update listing set stockKeeping = 'several', remoteStock = null
where stockKeeping = 'shared' and channelId in (select id from channel where kind = 'shopify');

-- outbox.problem: 'timeout' | 'rateLimited' | 'unauthorised' | 'refused' | 'broken' | 'unreachable' | 'wrongAnswer' | 'untrusted' | 'notCounted' | 'severalPlaces' | 'notAtPlace' | 'orderClosed' | 'noAnswer' | 'beyondPaid' | 'otherCurrency' | 'leftBehind' | 'disconnected' | 'restored' | 'toldBefore'
-- channelDifference.cause: 'unknown' | 'notCounted' | 'severalPlaces' | 'notAtPlace' | 'setAside' | 'heldBack' | 'ordersUnread' | 'gone' | 'unreadable' | 'missing' | 'undated'
