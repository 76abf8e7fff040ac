import { readCell, type SheetRow, SheetProblem } from '../contract/sheet.ts';
import type { Address, Contact, NewCustomer } from './customer.contract.ts';

/** The columns of a customer sheet; `name` must be there. */
export const customerColumns = ['name', 'email', 'phone', 'company', 'line1', 'line2', 'city', 'region', 'postcode', 'country', 'note'] as const;

const addressColumns = ['company', 'line1', 'line2', 'city', 'region', 'postcode'] as const;

/** One row as one customer. @throws SheetProblem naming the column and what is wrong with it */
export function customerOfRow(row: SheetRow): NewCustomer {
  const contacts = (['email', 'phone'] as const).flatMap((kind): Contact[] => {
    const value = row[kind]?.trim();
    return value ? [{ kind, value }] : [];
  });
  const address = addressOf(row);
  const note = row['note']?.trim();
  return {
    name: readCell(row, 'name'),
    ...(contacts.length > 0 ? { contacts } : {}),
    ...(address ? { addresses: [address] } : {}),
    ...(note ? { note } : {}),
  };
}

/** An address needs its country: a postcode means nothing without it. */
function addressOf(row: SheetRow): Address | undefined {
  const parts = Object.fromEntries(addressColumns.flatMap((column) => (row[column]?.trim() ? [[column, row[column].trim()]] : [])));
  if (Object.keys(parts).length === 0) return undefined;
  const country = readCell(row, 'country').toUpperCase();
  if (!/^[A-Z]{2}$/.test(country)) throw new SheetProblem('country', 'unknown');
  return { kind: 'shipping', country, ...parts };
}
