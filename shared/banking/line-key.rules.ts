import type { StatementLine } from './statement.rules.ts';

/** What makes a line the same line in another file: the bank's id and the amount, else its day and all it says. */
export const contentOf = ({ externalId, bookedOn, amount, payee, text, reference, counterparty }: StatementLine): string =>
  externalId === null ? ['c', bookedOn, amount, payee, text, reference, counterparty].join('\u001f') : ['i', externalId, amount].join('\u001f');

/** Equal lines of one file are told apart by their number: the second coffee of a day is not the first. */
export function numbered(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return nth === 1 ? key : `${key}#${nth}`;
  });
}
