import type { Migrations } from '../../main/database/migrate.ts';

/** A small shop's schema through its history, made up: what is tested is the way from one to the next. */
const first = `
create table migration (number integer primary key, name text not null, digest text not null) strict;
create table command (id integer primary key autoincrement, hash text not null, recordedAt integer not null) strict;
create table article (id integer primary key autoincrement, code text not null unique, price integer not null) strict;
create table sale (id integer primary key autoincrement, articleId integer not null references article (id), pieces integer not null) strict;
create trigger saleIsFinal before update on sale begin select raise(abort, 'a sale is never changed'); end;
`;

/** Splits the price out of the article, as real migrations do: new table, rows copied, old one gone. */
const second = `
create table price (articleId integer primary key references article (id), amount integer not null check (amount >= 0)) strict;
insert into price (articleId, amount) select id, price from article;
alter table article drop column price;
`;

const third = 'alter table sale add column soldOn text;';

export const versions: Migrations[] = [
  { '0001-first': first },
  { '0001-first': first, '0002-price': second },
  { '0001-first': first, '0002-price': second, '0003-day': third },
];

const named = (name: string, text: string): Migrations => ({ '0001-first': first, [`0002-${name}`]: text });

/** Second versions that must not come through. */
export const failing: Record<string, Migrations> = {
  'a mistake in its SQL': named('broken', `${second} create table oops (`),
  'a row the new rule refuses': named('strict', 'create table price (amount integer not null check (amount > 1000)) strict; insert into price select price from article;'),
  'sales that would be lost': named('loss', 'drop trigger saleIsFinal; delete from sale where id = 2;'),
  'rows that would point nowhere': named('dangling', 'pragma defer_foreign_keys = on; create table note (id integer primary key, articleId integer references article (id) deferrable initially deferred) strict; insert into note values (1, 99);'),
};
