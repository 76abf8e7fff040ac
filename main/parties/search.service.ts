import { indexText } from '../../shared/catalog/search-text.rules.ts';
import type { Address } from '../../shared/parties/customer.contract.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import type { KeyedContact } from './contact.service.ts';
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
    for (const id of dirty) indexCard(tx, { ...requireCustomer(tx, id), contacts: contactsOf(tx, id), addresses: addressesOf(tx, id) });
    dirty.clear();
  });
}

export const forgetWords = (tx: Tx, customerId: number): void => void removeWords.run(tx, { customerId });

interface Card {
  id: number;
  name: string;
  number: string;
  taxNumber: string | null;
  contacts: readonly KeyedContact[];
  addresses: readonly Pick<Required<Address>, 'recipient' | 'company' | 'city' | 'postcode'>[];
}

/** Makes a card findable whose parts are at hand. */
export const indexCard = (tx: Tx, card: Card): void => void saveWords.run(tx, { customerId: card.id, words: wordsOf(card) });

function wordsOf({ name, number, taxNumber, contacts, addresses }: Card): string {
  const reached = contacts.flatMap(({ kind, value, key }) => (kind === 'phone' ? [value.replace(/\D/g, ''), (key ?? '').slice(1)] : [value]));
  const places = addresses.flatMap(({ recipient, company, city, postcode }) => [recipient, company, city, postcode]);
  return indexText(...new Set([name, number, taxNumber ?? '', ...reached, ...places]));
}
