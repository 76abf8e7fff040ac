-- Which connector speaks with a shop is for the program to know: a connector more is no new form of the file.
alter table channel rename column kind to kindBefore;
-- Until now there was one kind.
alter table channel add column kind text not null default 'woocommerce' check (length(kind) > 0);
alter table channel drop column kindBefore;
