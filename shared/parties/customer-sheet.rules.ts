import { cellText, type NumberedRow, readCell, type ReadGroup, type SheetRow, SheetProblem } from '../contract/sheet.ts';
import { type Address, type Contact, type NewCustomer, zNewCustomer } from './customer.contract.ts';

const addressColumns = ['company', 'line1', 'line2', 'city', 'region', 'postcode'] as const;

/** One row as one customer. @throws SheetProblem naming the column and what is wrong with it */
export function customerOfRow(row: SheetRow): NewCustomer {
  const contacts = (['email', 'phone'] as const).flatMap((kind): Contact[] => {
    const value = cellText(row, kind);
    return value ? [{ kind, value }] : [];
  });
  const address = addressOf(row);
  const note = cellText(row, 'note');
  return {
    name: nameOf(row),
    ...(contacts.length > 0 && { contacts }),
    ...(address && { addresses: [address] }),
    ...(note && { note }),
  };
}

/** A full name, or its parts in the order of their script: 王小明, Ada Lovelace. */
function nameOf(row: SheetRow): string {
  const [first, last] = [cellText(row, 'firstName'), cellText(row, 'lastName')];
  const whole = cellText(row, 'name');
  if (whole !== undefined || (first === undefined && last === undefined)) return whole ?? readCell(row, 'name');
  const parts = [first, last].filter((part) => part !== undefined);
  return /\p{Script=Han}/u.test(parts.join('')) ? parts.toReversed().join('') : parts.join(' ');
}

/** An address needs its country: a postcode means nothing without it. */
function addressOf(row: SheetRow): Address | undefined {
  const parts = Object.fromEntries(addressColumns.flatMap((column) => {
    const text = cellText(row, column);
    return text === undefined ? [] : [[column, text]];
  }));
  if (Object.keys(parts).length === 0) return undefined;
  const country = readCell(row, 'country').toUpperCase();
  if (!/^[A-Z]{2}$/.test(country)) throw new SheetProblem('country', 'unknown');
  return { kind: 'shipping', country, ...parts };
}

/** A row of a customer sheet; every row is somebody. */
export function readCustomer(rows: readonly NumberedRow[]): ReadGroup<NewCustomer> {
  const [{ number, cells }] = rows as [NumberedRow];
  try {
    return { item: parsedCustomer(customerOfRow(cells)), partRows: [number], speakerRow: number, problems: [] };
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error;
    return { item: undefined, partRows: [], speakerRow: number, problems: [{ number, problem: error }] };
  }
}

/** @throws SheetProblem for the first column the contract does not take */
function parsedCustomer(customer: NewCustomer): NewCustomer {
  const parsed = zNewCustomer.safeParse(customer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SheetProblem(String(issue?.path.at(-1) ?? 'name'), issue?.code === 'too_big' ? 'tooLong' : 'notAllowed');
}
