import type Database from 'better-sqlite3';
import { indexText, sortName } from '../../../shared/catalog/search-text.rules.ts';
import { numberWriter, prepare } from './book.ts';

export interface HandBuyer {
  name: string;
  email: string;
  phone: string;
  postcode: string;
}

/**
 * The customer of an order: known by mail, phone, or name and postcode, else a new card that search finds. The words of the
 * index are prepared by the program's rule on both sides: they are no part of what is compared.
 */
export function customerFinder(raw: Database.Database): (buyer: HandBuyer, now: number) => { id: number; isNew: boolean } {
  const number = numberWriter(raw);
  const byContact = prepare(
    raw,
    `select k.customerId from customerContact k join customer c on c.id = k.customerId where k.kind = ? and k.key = ? and c.mergedIntoId is null`,
  ).pluck();
  const byAddress = prepare(
    raw,
    `select a.customerId from customerAddress a join customer c on c.id = a.customerId where a.key = ? and c.mergedIntoId is null`,
  ).pluck();
  const contacts = prepare(raw, 'select kind, key from customerContact where customerId = ?');
  const addresses = prepare(raw, 'select recipient, city, line1, postcode from customerAddress where customerId = ?');
  const insert = prepare(raw, `insert into customer (number, kind, name, sortName, createdAt) values (?, 'person', ?, ?, ?)`);
  const contact = prepare(raw, 'insert into customerContact (customerId, kind, value, key) values (?, ?, ?, ?)');
  const address = prepare(
    raw,
    `insert into customerAddress (customerId, kind, recipient, city, region, line1, postcode, country, key) values (?, 'shipping', ?, '杭州', '浙江', ?, ?, 'CN', ?)`,
  );
  const words = prepare(raw, 'replace into customerSearch (rowid, words) values (?, ?)');

  return ({ name, email, phone, postcode }, now) => {
    const addressKey = `CN ${postcode} ${name.toLowerCase().split(' ').sort().join(' ')}`;
    const phoneKey = `+86${phone}`;
    const known = (byContact.get('email', email) ?? byContact.get('phone', phoneKey) ?? byAddress.get(addressKey)) as number | undefined;
    if (known !== undefined) {
      // Whether the card lacks something the order brings; here it never does.
      if (contacts.all(known).length < 2 || addresses.all(known).length < 1) throw new Error('completed: not written by hand');
      return { id: known, isNew: false };
    }
    const called = number('customer');
    const id = Number(insert.run(called, name, sortName(name), now).lastInsertRowid);
    contact.run(id, 'email', email, email);
    contact.run(id, 'phone', phone, phoneKey);
    address.run(id, name, '文三路 18 号', postcode, addressKey);
    words.run(id, indexText(...new Set([name, called, '', email, phone, phoneKey.slice(1), name, '', '杭州', postcode])));
    return { id, isNew: true };
  };
}
