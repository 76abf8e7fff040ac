import { indexText } from '../../shared/catalog/search-text.rules.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { addressesOf, contactsOf, requireCustomer } from './customer.queries.ts';

const saveWords = write((db, p: { customerId: number; words: string }) =>
  db.replaceInto('customerSearch').values({ rowid: p.customerId, words: p.words }),
);

const removeWords = write((db, p: { customerId: number }) => db.deleteFrom('customerSearch').where('rowid', '=', p.customerId));

const dirtyKey = Symbol('customers to index');

/** Keeps a customer findable: the words are written anew once, before the commit, however many parts of the card changed. */
export function indexCustomer(tx: Tx, customerId: number): void {
  const dirty = tx.once(dirtyKey, () => new Set<number>());
  dirty.add(customerId);
  tx.beforeCommit(dirtyKey, () => {
    for (const id of dirty) saveWords.run(tx, { customerId: id, words: wordsOf(tx, id) });
    dirty.clear();
  });
}

export const forgetWords = (tx: Tx, customerId: number): void => void removeWords.run(tx, { customerId });

function wordsOf(tx: Tx, customerId: number): string {
  const { name, number, taxNumber } = requireCustomer(tx, customerId);
  const contacts = contactsOf(tx, customerId).flatMap(({ kind, value, key }) => (kind === 'phone' ? [value.replace(/\D/g, ''), (key ?? '').slice(1)] : [value]));
  const places = addressesOf(tx, customerId).flatMap(({ recipient, company, city, postcode }) => [recipient, company, city, postcode]);
  return indexText(...new Set([name, number, taxNumber ?? '', ...contacts, ...places]));
}
