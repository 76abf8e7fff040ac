import { afterAll, beforeAll, expect, test } from 'vitest';
import { methods } from '../../main/app/methods.ts';
import { registry } from '../../main/app/registry.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { fieldReaders, type Role, roles } from '../../shared/contract/role.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { smallestInput } from '../support/sample.ts';

/** What one rod cost: no other figure of the shop has these digits. */
const cost = 7_654_321;
let shop: SellingShop;

/** A rod bought for the canary, sold and shipped; one more on the shelf; one lost. */
beforeAll(() => {
  shop = newSellingShop();
  const { variants } = shop.call('product.create', { name: 'Canary', state: 'active', variants: [{ sku: 'CANARY', prices: [{ currency: 'CNY', amount: 9_000_000 as never }] }] });
  const variantId = variants[0]!.id;
  shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId, quantity: pieces(3), value: minor(3 * cost) }] });
  const { orderId } = shop.call('order.create', { lines: [{ variantId, quantity: pieces(1) }] });
  shop.call('shipment.ship', { orderId });
  shop.call('order.sell', { lines: [{ variantId, quantity: pieces(1) }] });
});
afterAll(() => shop.close());

/** Every answer a role gets, whatever it asks with small inputs about records 1 to 8. */
function answersTo(role: Role): Map<string, string> {
  const answers = new Map<string, string>();
  for (const method of methods.values()) {
    if (!(method.name in registry.queries) || !method.roles.includes(role)) continue;
    for (let id = 1; id <= 8; id += 1) {
      try {
        const input = method.input && smallestInput(method.input, id);
        answers.set(`${method.name} ${id}`, JSON.stringify(shop.as(role).call(method.name as 'shop.get', input as never)) ?? '');
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
  }
  return answers;
}

/** The cost of one, two or three, as it stands or as part of a text. */
const tells = (answer: string): boolean => [1, 2, 3].some((count) => answer.includes(String(count * cost)) || answer.includes((count * cost / 100).toFixed(2)));

test.each(roles.filter((role) => !fieldReaders.cost.includes(role)))('nothing a %s can ask tells what a rod cost', (role) => {
  const answers = answersTo(role);
  expect(answers.size).toBeGreaterThan(20);
  expect([...answers].filter(([, answer]) => tells(answer)).map(([name]) => name)).toEqual([]);
});

test('the owner finds it in several places, so the canary sings', () => {
  const singing = new Set([...answersTo('owner')].filter(([, answer]) => tells(answer)).map(([name]) => name.split(' ')[0]));
  expect(singing.size).toBeGreaterThan(3);
});
