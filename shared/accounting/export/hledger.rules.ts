import { minorDigits } from '../../units/currency.ts';
import type { Day } from '../../units/day.ts';
import { decimalText, quantityPlaces } from '../../units/decimal.ts';
import { type Minor, minor } from '../../units/minor.ts';
import type { AccountType } from '../account-role.rules.ts';
import { type AccountBalance, bookEvents, type ExportAccount, type ExportBook, type ExportEntry, memoText, payeeOf, plainText, rootName } from './book.rules.ts';
import type { ExportMovement, LotStep } from './lots.rules.ts';
import { moneyText, openingLegs, WrittenBalances } from './written-balance.rules.ts';

/**
 * The books as a plain-text journal that hledger and ledger both read in their strictest mode: the format stands indented
 * under its commodity and the type under its account, because each tool refuses the other's one-line form. The code leads
 * every leaf, so leaf names are unique. Balances of every account are asserted at every month's end. Goods are commodities
 * on accounts below Inventory, each change of a lot at its total price, so that `bal -B` is what the inventory is worth.
 */
export function* hledgerJournal(book: ExportBook): Generator<string> {
  const page = new Page(book);
  yield page.declarations();
  yield page.opening();
  for (const event of bookEvents(book)) {
    if ('assertOn' in event) yield page.assertions(event.assertOn, event.balances);
    else if ('movement' in event) yield page.movement(event.movement);
    else yield page.entry(event.entry);
  }
}

/** The name an account has in the export: `Assets:1002 Bank deposits`. */
export const accountName = (account: ExportAccount): string =>
  `${rootName[account.type]}:${account.code} ${plainText(account.name)}`.trim();

const typeLetter: Record<AccountType, string> = { asset: 'A', liability: 'L', equity: 'E', income: 'R', expense: 'X' };

class Page {
  private readonly book: ExportBook;
  private readonly written: WrittenBalances;
  private readonly names: ReadonlyMap<number, string>;
  private readonly inventory: ExportAccount | undefined;
  private readonly declared = new Set<string>();

  constructor(book: ExportBook) {
    this.book = book;
    this.written = new WrittenBalances(book);
    this.names = new Map(book.accounts.map((account) => [account.id, accountName(account)]));
    this.inventory = book.accounts.find(({ id }) => id === book.stock?.ledgerAccountId);
  }

  declarations(): string {
    const { book } = this;
    const accounts = book.accounts.map((account) => `account ${accountName(account)}\n    ; type:${typeLetter[account.type]}\n`);
    const goods = (book.stock?.variants ?? []).map(({ id }) => `account ${this.goods(id)}\n    ; type:A\n`);
    const variants = (book.stock?.variants ?? []).map(({ id, sku }) => `commodity "V${id}"\n    ; ${plainText(sku)}\n`);
    const currency = this.once(book.currency, commodityText(book.currency));
    return `; Shopwright journal ${book.from} to ${book.to}\n\n${currency}\n${accounts.join('')}${goods.join('')}\n${variants.join('')}\n${this.payee('shop')}`;
  }

  opening(): string {
    const legs = openingLegs(this.book);
    const before = this.currencies(legs);
    const text = legs.map((leg) => line(this.name(leg.ledgerAccountId), this.written.write(leg))).join('');
    const entry = text === '' ? '' : `${before}${this.book.from} * (opening) shop\n${text}\n`;
    return entry + (this.book.stock?.opening ?? []).map((lot) => this.lot(this.book.from, `lot ${lot.id}`, this.countedLot(lot))).join('');
  }

  entry(entry: ExportEntry): string {
    const before = this.currencies(entry.postings) + this.payee(payeeOf(entry));
    const head = `${entry.postedOn} * (${entry.number}) ${payeeOf(entry)}\n    ; ${memoText(entry)}\n`;
    return `${before}${head}${entry.postings.map((leg) => line(this.name(leg.ledgerAccountId), this.written.write(leg))).join('')}\n`;
  }

  movement(movement: ExportMovement): string {
    this.written.lots.count(movement);
    return movement.changes.map((change) => this.lot(movement.on, `${movement.kind} ${movement.id} lot ${change.id}`, this.written.lots.apply(change))).join('');
  }

  assertions(on: Day, balances: readonly AccountBalance[]): string {
    const accounts = balances.flatMap((row) => this.written.of(row).map((money) => asserted(this.name(row.ledgerAccountId), moneyText({ ...money, amount: minor(0) }), moneyText(money))));
    const goods = this.written.lots.takeMoved().map(({ variantId, quantity }) => asserted(this.goods(variantId), goodsText(variantId, 0), goodsText(variantId, quantity)));
    const lines = [...accounts, ...goods];
    return lines.length === 0 ? '' : `${on} * (balances) shop\n${lines.join('')}\n`;
  }

  private countedLot(lot: Parameters<WrittenBalances['lots']['apply']>[0]): LotStep {
    this.written.lots.count(lot);
    return this.written.lots.apply(lot);
  }

  /** What moves between the money and the goods of the inventory account. */
  private lot(on: Day, says: string, { change, before, after, carried }: LotStep): string {
    if (change.quantity === 0 && carried === 0) return '';
    const whole = carried !== 0 && Math.sign(change.quantity) !== Math.sign(carried);
    const goods = whole ? this.priced(change.variantId, -before.quantity, -before.value) + this.priced(change.variantId, after.quantity, after.value) : this.priced(change.variantId, change.quantity, carried);
    const money = line(this.name(this.book.stock?.ledgerAccountId ?? 0), moneyText({ currency: this.book.currency, amount: minor(-carried) }));
    return `${on} * (goods) shop\n    ; ${says}\n${goods}${money}\n`;
  }

  private priced(variantId: number, quantity: number, value: number): string {
    if (quantity === 0) return '';
    return line(this.goods(variantId), `${goodsText(variantId, quantity)} @@ ${moneyText({ currency: this.book.currency, amount: minor(Math.abs(value)) })}`);
  }

  /** Every variant on an account of its own: ledger walks all lots of an account for each of its postings. */
  private goods(variantId: number): string {
    return this.inventory ? `${accountName(this.inventory)}:${this.inventory.code} goods V${variantId}` : '';
  }

  private name(ledgerAccountId: number): string {
    return this.names.get(ledgerAccountId) ?? '';
  }

  private payee(name: string): string {
    return this.once(`payee ${name}`, `payee ${name}\n\n`);
  }

  private currencies(legs: readonly { currency: string | null; foreignAmount: Minor | null }[]): string {
    return legs.map(({ currency }) => (currency === null ? '' : this.once(currency, `${commodityText(currency)}\n`))).join('');
  }

  private once(name: string, text: string): string {
    if (this.declared.has(name)) return '';
    this.declared.add(name);
    return text;
  }
}

function commodityText(currency: string): string {
  const digits = minorDigits(currency);
  // A whole format would read "1,000." in hledger and "1,000" in ledger, and each takes the other's for something else.
  return `commodity ${currency}\n${digits === 0 ? '' : `    format 1,000.${'0'.repeat(digits)} ${currency}\n`}`;
}

const goodsText = (variantId: number, quantity: number): string => `${decimalText(quantity, quantityPlaces)} "V${variantId}"`;
const line = (account: string, amount: string): string => `    ${account}  ${amount}\n`;
const asserted = (account: string, nothing: string, amount: string): string => line(account, `${nothing} = ${amount}`);
