import { budgetLeft, type BudgetUse, type Guard, guardSays, monthOf } from '../../shared/accounting/budget.rules.ts';
import { monthEnd } from '../../shared/accounting/fiscal-period.rules.ts';
import { lineFigures } from '../../shared/purchasing/purchase-order.rules.ts';
import { costOf } from '../../shared/purchasing/receipt.rules.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { goodsBudget } from '../accounting/budget.queries.ts';
import { inputTaxIsDeductible } from '../accounting/input-tax.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { linesOfOrder, type OrderRow } from './purchase-order.statements.ts';

const expectedElsewhere = read((db, p: { own: number; from: Day; to: Day }) =>
  db
    .selectFrom('purchaseOrder as o')
    .innerJoin('purchaseOrderLine as l', 'l.purchaseOrderId', 'o.id')
    .select(['l.price', 'l.taxRate', 'l.open'])
    .where('o.status', 'in', ['ordered', 'partlyReceived'])
    .where('o.expectedOn', '>=', p.from)
    .where('o.expectedOn', '<=', p.to)
    .where('o.id', '<>', p.own)
    .where('l.open', '>', quantity(0)),
);

export interface OrderBudget extends BudgetUse {
  monthOn: Day;
  code: string;
  guard: Guard;
  left: Minor;
  says: 'pass' | 'ask' | 'refuse';
}

/**
 * What an order would take of the budget for goods of the month they should come in: budget − what the books have bought −
 * what other placed orders still expect then − this one. Null where the month has no budget.
 */
export function budgetOfOrder(reader: Reader, { id, expectedOn }: Pick<OrderRow, 'id' | 'expectedOn'>): OrderBudget | null {
  const monthOn = monthOf(expectedOn);
  const month = goodsBudget(reader, monthOn);
  if (!month) return null;
  const digits = minorDigits(getShop(reader).baseCurrency);
  const deductible = inputTaxIsDeductible(reader, expectedOn);
  const cost = (line: { price: UnitPrice; taxRate: RatePpm }, open: Quantity): Minor => costOf(lineFigures(line, open, digits), deductible);
  const { budget, actual, guard, code } = month;
  const ordered = sumMinor(expectedElsewhere.all(reader, { own: id, from: monthOn, to: monthEnd(monthOn) }).map((line) => cost(line, line.open)));
  const own = sumMinor(linesOfOrder(reader, id).map((line) => cost(line, line.open)));
  const use = { budget, actual, ordered, own };
  return { ...use, monthOn, code, guard, left: budgetLeft(use), says: guardSays(guard, use) };
}
