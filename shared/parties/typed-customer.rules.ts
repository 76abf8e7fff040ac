import { phoneKey } from './contact-key.rules.ts';

export interface TypedName {
  readonly name: string;
  /** As it was written; nothing where there is none that can be dialled. */
  readonly phone?: string;
}

const numberLike = /\+?\d[\d\s\-()./]{5,}\d/u;
/** Fewer digits than this are the number of a room or a year. */
const leastDigits = 7;

/** What somebody typed for a customer nobody knows yet: a name, a telephone number, or both. A number alone is the card's name too. */
export function typedCustomer(text: string, country: string): TypedName {
  const typed = text.normalize('NFKC').trim();
  const phone = numberLike.exec(typed)?.[0];
  if (phone === undefined || phone.replaceAll(/\D/g, '').length < leastDigits || phoneKey(phone, country) === undefined) return { name: typed };
  const name = typed.replace(phone, ' ').replaceAll(/\s+/g, ' ').replaceAll(/^[\s,;·，；、]+|[\s,;·，；、]+$/g, '');
  return { name: name === '' ? phone : name, phone };
}
