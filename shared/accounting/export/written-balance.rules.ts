import { minorDigits } from '../../units/currency.ts';
import { decimalText } from '../../units/decimal.ts';
import { type Minor, minor } from '../../units/minor.ts';
import { type AccountBalance, type ExportBook, isPriced } from './book.rules.ts';
import { LotBook } from './lots.rules.ts';

export interface Money {
  currency: string;
  amount: Minor;
}

/** An amount as every ledger tool reads it: with exactly the currency's decimals, or half a cent would pass. */
export const moneyText = ({ currency, amount }: Money): string => `${decimalText(amount, minorDigits(currency))} ${currency}`;

/**
 * What a tool that keeps every currency and all goods apart holds on each account, from the balance that was kept: less what
 * was written in another currency or as goods, which it counts in its own units.
 */
export class WrittenBalances {
  readonly lots = new LotBook();
  private readonly foreign = new Map<number, Map<string, { amount: number; base: number }>>();
  private readonly book: ExportBook;

  constructor(book: ExportBook) {
    this.book = book;
  }

  /** How a leg is written: its own currency at a total price, or only the base currency. */
  write(leg: { ledgerAccountId: number; amount: Minor; currency: string | null; foreignAmount: Minor | null }): string {
    const base = moneyText({ currency: this.book.currency, amount: leg.amount });
    if (!isPriced(leg, this.book.currency)) return base;
    const byCurrency = this.foreign.get(leg.ledgerAccountId) ?? new Map<string, { amount: number; base: number }>();
    const sum = byCurrency.get(leg.currency) ?? { amount: 0, base: 0 };
    byCurrency.set(leg.currency, { amount: sum.amount + leg.foreignAmount, base: sum.base + leg.amount });
    this.foreign.set(leg.ledgerAccountId, byCurrency);
    const price = moneyText({ currency: this.book.currency, amount: minor(Math.abs(leg.amount)) });
    return `${moneyText({ currency: leg.currency, amount: leg.foreignAmount })} @@ ${price}`;
  }

  /** The amounts an account holds where its kept balance is `balance`: the base currency first. */
  of({ ledgerAccountId, balance }: AccountBalance): Money[] {
    const foreign = [...(this.foreign.get(ledgerAccountId) ?? [])];
    const elsewhere = foreign.reduce((sum, [, { base }]) => sum + base, 0);
    const onGoods = ledgerAccountId === this.book.stock?.ledgerAccountId ? this.lots.carried : 0;
    return [
      { currency: this.book.currency, amount: minor(balance - elsewhere - onGoods) },
      ...foreign.map(([currency, { amount }]) => ({ currency, amount: minor(amount) })),
    ];
  }
}

/** The legs that open the books: what an account held in another currency in that, the rest in the base currency. */
export function openingLegs({ opening, openingForeign, currency }: ExportBook) {
  return opening.flatMap(({ ledgerAccountId, balance }) => {
    const foreign = openingForeign.filter((row) => row.ledgerAccountId === ledgerAccountId && isPriced(row, currency));
    const rest = minor(balance - foreign.reduce((sum, { amount }) => sum + amount, 0));
    return [...foreign, ...(rest === 0 ? [] : [{ ledgerAccountId, amount: rest, currency: null, foreignAmount: null }])];
  });
}
