import { expect, test } from 'vitest';
import { SheetProblem } from '../../shared/contract/sheet.ts';
import { openingOfRow } from '../../shared/inventory/opening-sheet.rules.ts';

test('a row of opening stock says what it has and what it is worth, in all or for each', () => {
  expect(openingOfRow({ sku: 'HOOK', quantity: '12', value: '34.56' }, 'CNY')).toEqual({ sku: 'HOOK', quantity: 12_000, value: 34_56 });
  expect(openingOfRow({ sku: 'LINE', quantity: '0.35', cost: '12.3456', location: ' Cellar ' }, 'CNY')).toEqual({
    sku: 'LINE',
    quantity: 350,
    value: 4_32,
    location: 'Cellar',
  });
  expect(openingOfRow({ sku: 'ROD', quantity: '3', cost: '1200' }, 'JPY')).toMatchObject({ value: 3_600 });
});

test.each([
  [{ quantity: '1', value: '1' }, 'sku'],
  [{ sku: 'A', quantity: 'many', value: '1' }, 'quantity'],
  [{ sku: 'A', quantity: '1' }, 'cost'],
  [{ sku: 'A', quantity: '1', value: '1.234' }, 'value'],
])('an unreadable cell is named: %o', (row, column) => {
  expect(() => openingOfRow(row, 'CNY')).toThrow(expect.objectContaining({ name: SheetProblem.prototype.name, column }));
});
