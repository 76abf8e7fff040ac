import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';

export interface ForeignShop extends TestShop {
  supplierId: number;
  customerId: number;
  variantId: number;
}

/** A shop with goods, a supplier and a customer, whose books are kept in a currency. */
export function newForeignShop(baseCurrency = 'CNY', overrides: Parameters<typeof newShop>[0] = {}): ForeignShop {
  const shop = newShop({ baseCurrency, ...overrides });
  shop.call('location.create', { name: '店面', kind: 'shop', negativePolicy: 'refuse', sellable: true });
  const { supplierId } = shop.call('supplier.create', { name: 'Hook & Line Ltd', paymentDays: 30, leadTimeDays: 5 });
  const { customerId } = shop.call('customer.create', { name: 'Anna Berg', kind: 'person' });
  const made = shop.call('product.create', { name: 'ROD', state: 'active', variants: [{ sku: 'ROD', prices: [{ currency: baseCurrency, amount: unitPrice(1_000_000) }] }] });
  shop.call('stock.openingBatch', { items: [{ sku: 'ROD', quantity: pieces(10_000), value: minor(10_000) }] });
  return Object.assign(shop, { supplierId, customerId, variantId: made.variants[0]!.id });
}

export const keepRate = (shop: TestShop, currency: string, onDay: string, numerator: number, denominator: number): number =>
  shop.call('exchangeRate.add', { currency, onDay: day(onDay), numerator, denominator }).exchangeRateId;

/** A bill for a cost, without tax, dated today. */
export const billIn = (shop: ForeignShop, currency: string, number: string, net: number, billedOn: string): number =>
  shop.call('supplierBill.record', { supplierId: shop.supplierId, supplierNumber: number, billedOn: day(billedOn), currency, lines: [{ kind: 'expense', text: 'freight', net: minor(net), tax: minor(0) }] }).supplierBillId;

/** An order for one piece, without tax, in minor units of a currency. */
export const orderIn = (shop: ForeignShop, currency: string, amount: number): number =>
  shop.call('order.create', {
    customerId: shop.customerId, currency,
    lines: [{ variantId: shop.variantId, quantity: pieces(1), unitPrice: unitPrice(amount * 10 ** (4 - minorDigits(currency))), taxRate: ratePpm(0) }],
  }).orderId;

/** A bank account in a currency, on a ledger account of its own. */
export const bankIn = (shop: TestShop, currency: string, code: string): { bankAccountId: number; ledgerAccountId: number } => {
  const { bankAccountId } = shop.call('bankAccount.add', { name: `${currency} bank`, currency, newAccount: { code, name: `${currency} bank` } });
  return { bankAccountId, ledgerAccountId: shop.call('bankAccount.list', undefined).rows.find(({ id }) => id === bankAccountId)!.ledgerAccountId };
};

/** What each role holds, debit positive. */
export function byRole(shop: TestShop, ...roles: string[]): Record<string, number> {
  const sum = shop.raw.prepare('select coalesce(sum(amount), 0) from posting join accountRole using (ledgerAccountId) where role = ?').pluck();
  return Object.fromEntries(roles.map((role) => [role, Number(sum.get(role))]));
}

export const noonOf = (daysAfterOpening: number): number => openingTime + daysAfterOpening * 24 * 3600_000;
