import { expect, test } from 'vitest';
import { typedCustomer } from '../../shared/parties/typed-customer.rules.ts';
import { skuOfMoment, typedGoods } from '../../shared/till/new-goods.rules.ts';
import { instant } from '../../shared/units/instant.ts';

test.each([
  ['吕小明', { name: '吕小明' }],
  ['吕小明 13800138000', { name: '吕小明', phone: '13800138000' }],
  ['138 0013 8000，吕小明', { name: '吕小明', phone: '138 0013 8000' }],
  ['１３８００１３８０００', { name: '13800138000', phone: '13800138000' }],
  ['Anna Lee +44 20 7946 0958', { name: 'Anna Lee', phone: '+44 20 7946 0958' }],
  ['Studio 54', { name: 'Studio 54' }],
  ['Room 2026 17', { name: 'Room 2026 17' }],
])('“%s” at the counter is a new customer with what it says', (text, told) => expect(typedCustomer(text, 'CN')).toEqual(told));

test.each([
  ['6901234569995', { code: '6901234569995', name: '' }],
  ['AB-12/3', { code: 'AB-12/3', name: '' }],
  ['浮漂', { code: '', name: '浮漂' }],
  ['float 3 g', { code: '', name: 'float 3 g' }],
  ['tea', { code: '', name: 'tea' }],
])('“%s” typed for goods nobody entered is a code or a name', (text, told) => expect(typedGoods(text)).toEqual(told));

test('goods without a code get a SKU of their moment, another one a second later', () => {
  const at = Date.UTC(2026, 10, 21, 2, 4);
  expect([skuOfMoment(instant(at), 'Asia/Shanghai'), skuOfMoment(instant(at + 1_000), 'Asia/Shanghai')]).toEqual(['N-261121-5QO', 'N-261121-5QP']);
});
