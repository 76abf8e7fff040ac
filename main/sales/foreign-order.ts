import { foreignMove, homeRows, homeShare, type TwoAmounts } from '../../shared/accounting/foreign-item.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Exchanged } from '../../shared/sales/payment.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import { decimalText } from '../../shared/units/decimal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { mulDiv, mulFraction } from '../../shared/units/mul-div.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { convertTotal, type ForeignDocument, foreignItemOf, type ForeignTotal, moneyAccount, openInBoth, worthOn } from '../accounting/foreign-item.service.ts';
import { rateText } from '../../shared/accounting/exchange-rate.rules.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { linesOf } from './order-line.statements.ts';
import { getOrderRow, type OrderRow, stillToShip } from './order-record.ts';
import type { PlacedCharge, PlacedLine } from './place-order.service.ts';

interface ForeignRows {
  currency: string;
  on: Day;
  lines: readonly PlacedLine[];
  charges: readonly PlacedCharge[];
  total: Minor;
}

/**
 * An order's rows in the base currency: its total converted by the rate of its day, the rows sharing it; prices and discounts at
 * the same ratio, for reading. @throws Refusal rate.missing, currency.worthNothing
 */
export function rowsInHome(tx: Tx, { currency, on, lines, charges, total }: ForeignRows): { lines: PlacedLine[]; charges: PlacedCharge[]; total: Minor; foreign: ForeignTotal } {
  const foreign = convertTotal(tx, { currency, total, on });
  const rows = [...lines, ...charges].flatMap(({ net, tax }) => [net, tax]);
  const home = homeRows(rows, foreign.foreignTotal, foreign.homeTotal);
  const figures = (index: number) => {
    const [net, tax] = [home[index * 2] ?? minor(0), home[index * 2 + 1] ?? minor(0)];
    return { net, tax, gross: minor(net + tax) };
  };
  const top = BigInt(foreign.homeTotal) * 10n ** BigInt(minorDigits(currency));
  const bottom = BigInt(foreign.foreignTotal) * 10n ** BigInt(minorDigits(shopOf(tx).baseCurrency));
  const inHome = (line: PlacedLine, index: number): PlacedLine => ({
    ...line, ...figures(index),
    discount: minor(mulDiv(line.discount, foreign.homeTotal, foreign.foreignTotal)),
    unitPrice: unitPrice(mulFraction(line.unitPrice, { top, bottom })),
  });
  return { lines: lines.map(inHome), charges: charges.map((charge, index) => ({ ...charge, ...figures(lines.length + index) })), total: foreign.homeTotal, foreign };
}

/** What the customer still pays, in both currencies: exactly what the books hold open where nothing else is to come. */
function dueInBoth(reader: Reader, order: OrderRow, { total }: ForeignDocument): TwoAmounts {
  const toShip = stillToShip(reader, order, linesOf.all(reader, { orderId: order.id }));
  const home = minor(order.receivable + toShip - order.deposits);
  if (toShip === 0 && order.deposits === 0) return { home, foreign: openInBoth(reader, 'accountsReceivable', { kind: 'salesOrder', id: order.id }).foreign };
  return { home, foreign: home <= 0 ? minor(0) : foreignMove(home, { home: minor(0), foreign: minor(0) }, total) };
}

/** What of an order in another currency is still to pay, in that; zero where it is in the base currency. */
export function dueInForeign(reader: Reader, orderId: number): Minor {
  const document = foreignItemOf(reader, 'salesOrder', orderId);
  return document ? dueInBoth(reader, getOrderRow(reader, orderId), document).foreign : minor(0);
}

/** An order in another currency as its page shows it; null where it is in the base currency. */
export function foreignOfOrder(reader: Reader, orderId: number) {
  const document = foreignItemOf(reader, 'salesOrder', orderId);
  if (!document) return null;
  const { currency, foreignTotal, rate, rateOn } = document;
  return { currency, total: foreignTotal, due: dueInForeign(reader, orderId), rate: rateText(rate), rateOn };
}

export interface ForeignMoney {
  /** In the order's currency, with the fee. */
  amount: Minor;
  fee: Minor;
  account: string;
  /** What came in the base currency, with the fee, where a bank or a customer exchanged it. */
  worth?: Minor;
  ledgerAccountId?: number;
  occurredAt: Instant;
}

/**
 * A payment of an order in another currency: what it takes of the order at the order's own rate, and what it was worth when it came.
 * @throws Refusal foreign.tooMuch, foreign.tooSmall, foreign.account, rate.missing
 */
export function exchangedPayment(tx: Tx, order: OrderRow, document: ForeignDocument, money: ForeignMoney): { amount: Minor; fee: Minor; exchanged: Exchanged } {
  const { currency, number } = document;
  if (money.account !== 'bank' && money.account !== 'till') throw new Refusal('foreign.account', { currency });
  const due = dueInBoth(tx, order, document);
  const told = (one: Minor): string => decimalText(one, minorDigits(currency));
  if (money.amount > due.foreign || money.fee > (money.worth ?? money.amount)) throw new Refusal('foreign.tooMuch', { number, currency, open: told(due.foreign), asked: told(money.amount) });
  const amount = homeShare(money.amount, due, document.total);
  if (amount === undefined) throw new Refusal('foreign.tooSmall', { currency });
  // The receivable moves by exactly what was paid; a deposit is kept in the base currency alone.
  const receivable = order.deposits === 0 && amount <= order.receivable ? { receivable: { currency, amount: money.amount } } : {};
  const { fee: kept, ...came } = moneyThatCame(tx, currency, money);
  // At the order's rate a payment may be worth less than its own fee is today; what is over is a loss of the exchange.
  const fee = minor(Math.min(kept, amount));
  return { amount, fee, exchanged: { ...came, ...receivable } };
}

/** Money of the order's currency is on the account that holds it; a till, and a shop without one, have it in the base currency. */
function moneyThatCame(tx: Tx, currency: string, { amount, fee, worth, account, ledgerAccountId, occurredAt }: ForeignMoney): { worth: Minor; fee: Minor; foreign?: NonNullable<Exchanged['foreign']> } {
  if (worth !== undefined) return { worth: minor(worth - fee), fee };
  const on = dayOf(occurredAt, shopOf(tx).timeZone);
  const worthOf = (one: Minor): Minor => (one === 0 ? minor(0) : worthOn(tx, one, currency, on));
  const net = minor(amount - fee);
  const came = { worth: worthOf(net), fee: worthOf(fee) };
  const holds = account === 'till' ? undefined : moneyAccount(tx, currency, ledgerAccountId);
  return holds === undefined ? came : { ...came, foreign: { currency, amount: net, ledgerAccountId: holds } };
}
