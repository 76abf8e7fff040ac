import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import type { Tx } from '../database/handles.ts';
import { matchOrCreateCustomer } from '../parties/match.service.ts';

/** Whose order it is: found by e-mail, phone, then name and postcode, else a new customer; nobody's when the channel does not say. */
export function customerOfImport(tx: Tx, item: ImportedOrder): { customerId: number | null; created: boolean } {
  const { customer, recipient } = item;
  const name = customer?.name.trim() || recipient?.recipient || '';
  if (!customer || name === '') return { customerId: null, created: false };
  return matchOrCreateCustomer(tx, { name, email: customer.email, phone: customer.phone, address: addressOf(recipient) });
}

/** An address without a country cannot be kept on a card; the parcel's own label still has it. */
function addressOf(recipient: ImportedOrder['recipient']) {
  if (!recipient || recipient.country.length !== 2) return null;
  const { phone: _phone, email: _email, ...place } = recipient;
  return { ...place, kind: 'shipping' as const };
}
