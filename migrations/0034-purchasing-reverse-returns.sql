-- Goods whose bill we owe the tax of go back: at which rate (null where the bills of a line do not agree), on what, and how much less is owed.

alter table purchaseReturnLine add column reverseRate integer; -- RatePpm
alter table purchaseReturnLine add column reverseNet integer not null default 0; -- Minor
alter table purchaseReturnLine add column reverseTax integer not null default 0; -- Minor
