import { addDays } from '../../units/calendar.ts';
import { minorDigits } from '../../units/currency.ts';
import type { Day } from '../../units/day.ts';
import { decimalText, quantityPlaces } from '../../units/decimal.ts';
import { minor } from '../../units/minor.ts';
import { type AccountBalance, bookEvents, type ExportAccount, type ExportBook, type ExportEntry, memoText, payeeOf, plainText, rootName } from './book.rules.ts';
import { type ExportMovement, isDraw, type LotState, type LotStep } from './lots.rules.ts';
import { moneyText, openingLegs, WrittenBalances } from './written-balance.rules.ts';

/**
 * The books for beancount. Every part of an account name starts with a capital Latin letter or a digit there, so the code
 * leads and Chinese may follow: `Assets:1002-银行存款`. A balance directive holds at the start of its day, hence the day after.
 *
 * Goods are commodities in lots. A draw is a transaction of its own that names no cost: beancount takes the oldest lot, works
 * out what the units cost and compares with our figure, so it proves the cost of goods by itself. A lot of ours keeps a whole
 * value and beancount's divides evenly; where they part, what is left of the lot is written anew. So every draw differs by
 * at most half a minor unit, which is the tolerance the file asks for.
 */
export function* beancountJournal(book: ExportBook): Generator<string> {
  const page = new Page(book);
  yield page.declarations();
  yield page.opening();
  for (const event of bookEvents(book)) {
    if ('assertOn' in event) yield page.assertions(addDays(event.assertOn, 1), event.balances);
    else if ('movement' in event) yield page.movement(event.movement);
    else yield page.entry(event.entry);
  }
}

/** The name an account has in the export. */
export function accountName(account: ExportAccount): string {
  const words = plainText(account.name).replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `${rootName[account.type]}:${account.code}${words === '' ? '' : `-${words}`}`;
}

class Page {
  private readonly book: ExportBook;
  private readonly written: WrittenBalances;
  private readonly names: ReadonlyMap<number, string>;

  constructor(book: ExportBook) {
    this.book = book;
    this.written = new WrittenBalances(book);
    this.names = new Map(book.accounts.map((account) => [account.id, accountName(account)]));
  }

  declarations(): string {
    const { currency, stock, from, to, accounts } = this.book;
    const digits = minorDigits(currency);
    // A hair more than half: a third of a cent is not a decimal number, so an exact half may come out a little above.
    const tolerance = `${digits === 0 ? '0.5' : `0.${'0'.repeat(digits)}5`}0000001`;
    const options = [
      `option "title" "Shopwright ${from} to ${to}"`,
      `option "operating_currency" "${currency}"`,
      `option "inferred_tolerance_multiplier" "0.50000001"`,
      `option "inferred_tolerance_default" "${currency}:${tolerance}"`,
    ];
    const opens = accounts.map((account) => `${from} open ${accountName(account)}\n`);
    const goods = stock ? ['Goods', 'Owed'].map((part) => `${from} open ${this.goods(part === 'Owed')} "FIFO"\n`) : [];
    const variants = (stock?.variants ?? []).map(({ id, sku }) => `${from} commodity V${id}\n  sku: "${plainText(sku)}"\n`);
    return `${options.join('\n')}\n\n${opens.join('')}${goods.join('')}\n${variants.join('')}\n`;
  }

  opening(): string {
    const { book } = this;
    const lines = openingLegs(book).map((leg) => line(this.name(leg.ledgerAccountId), this.written.write(leg)));
    const entry = lines.length === 0 ? '' : transaction(book.from, 'opening', lines);
    const lots = (book.stock?.opening ?? []).map((lot) => {
      this.written.lots.count(lot);
      return this.lot(book.from, 'opening', this.written.lots.apply(lot));
    });
    return entry + lots.join('');
  }

  entry(entry: ExportEntry): string {
    const lines = entry.postings.map((leg) => line(this.name(leg.ledgerAccountId), this.written.write(leg)));
    return `${entry.postedOn} * "${payeeOf(entry)}" "${memoText(entry)}"\n  number: "${entry.number}"\n${lines.join('')}\n`;
  }

  movement(movement: ExportMovement): string {
    this.written.lots.count(movement);
    return movement.changes.map((change) => this.lot(movement.on, `${movement.kind} ${movement.id}`, this.written.lots.apply(change))).join('');
  }

  assertions(on: Day, balances: readonly AccountBalance[]): string {
    const money = balances.flatMap((row) => this.written.of(row).map((amount) => {
      // Without a tolerance of its own a balance may be a whole minor unit off.
      return `${on} balance ${line(this.name(row.ledgerAccountId), moneyText(amount).replace(' ', ' ~ 0 ')).trimStart()}`;
    }));
    const goods = this.written.lots.takeMoved().map(({ variantId, quantity }) => `${on} balance ${this.inventory()}  ${decimalText(quantity, quantityPlaces)} ~ 0 V${variantId}\n`);
    return `${money.join('')}${goods.join('')}\n`;
  }

  /** A change of a lot: a draw that beancount prices itself, or goods put down at their whole value. */
  private lot(on: Day, says: string, step: LotStep): string {
    const { change, before, after, carried, even } = step;
    if (change.quantity === 0 && carried === 0) return '';
    const money = line(this.inventory(), moneyText({ currency: this.book.currency, amount: minor(-carried) }));
    if (!isDraw(before, after)) return transaction(on, says, [this.take(step, before.quantity), this.put(step, after), money]);
    const draw = transaction(on, says, [this.take(step, -change.quantity), money]);
    if (even || after.quantity === 0) return draw;
    return draw + transaction(on, `${says}, what is left`, [this.take({ ...step, oldest: false }, after.quantity), this.put(step, after)]);
  }

  private take({ change, oldest }: LotStep, quantity: number): string {
    if (quantity === 0) return '';
    return line(this.goods(change.owed), `${this.units(change.variantId, -quantity)} {${oldest ? '' : `"L${change.id}"`}}`);
  }

  private put({ change }: LotStep, { quantity, value }: LotState): string {
    if (quantity === 0) return '';
    const worth = moneyText({ currency: this.book.currency, amount: minor(Math.abs(value)) });
    return line(this.goods(change.owed), `${this.units(change.variantId, quantity)} {{${worth}, ${change.on}, "L${change.id}"}}`);
  }

  private units(variantId: number, quantity: number): string {
    return `${decimalText(quantity, quantityPlaces)} V${variantId}`;
  }

  private name(ledgerAccountId: number): string {
    return this.names.get(ledgerAccountId) ?? '';
  }

  private inventory(): string {
    return this.name(this.book.stock?.ledgerAccountId ?? 0);
  }

  private goods(owed: boolean): string {
    return `${this.inventory()}:${owed ? 'Owed' : 'Goods'}`;
  }
}

const transaction = (on: Day, says: string, lines: readonly string[]): string => `${on} * "shop" "${says}"\n${lines.join('')}\n`;
const line = (account: string, amount: string): string => `  ${account}  ${amount}\n`;
