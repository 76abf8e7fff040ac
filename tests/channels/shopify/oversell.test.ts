import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { runs } from '../../support/soak.ts';
import { newShopBeside } from '../connected-shop.ts';
import { startShopify } from './outside.ts';
import { schemaIsHere } from './schema.ts';

const minute = 60_000;
const onShelf = 20;

/** `sellBefore` counts the questions of a round: before these, somebody buys there. */
type Deed = { kind: 'sync'; sellBefore: number[] } | { kind: 'sell' } | { kind: 'lose' };

/** Whether any level that was set there covered a piece already sold; `tamper` changes what is sent. */
async function coversASale(deeds: readonly Deed[], tamper = (body: string) => body): Promise<boolean> {
  const at = await newShopBeside('shopify', startShopify);
  const listingId = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 7 });
  at.shop.call('product.importBatch', { items: [{ name: 'Lure', variants: [{ sku: 'A' }] }] });
  at.shop.call('stock.openingBatch', { items: [{ sku: 'A', quantity: pieces(onShelf), value: minor(8000) }] });
  const channelId = await at.connect(at.outside);
  let left = onShelf;
  let covered = false;
  let asked = 0;
  let sellBefore: readonly number[] = [];
  const sell = () => {
    if ((at.outside.level(listingId) ?? 0) < 1 || left < 1) return;
    at.outside.buy({ lines: [{ listingId, pieces: 1 }], paid: true });
    left -= 1;
  };
  const { fetch } = at.setting.platform;
  at.setting.platform = {
    ...at.setting.platform,
    fetch: async (request) => {
      asked += 1;
      if (sellBefore.includes(asked)) sell();
      const answer = await fetch({ ...request, ...(request.body !== undefined && { body: tamper(request.body) }) });
      const isSet = request.body?.includes('mutation setLevels') === true && answer.text.includes('"userErrors":[]');
      if (isSet && (at.outside.level(listingId) ?? 0) > left) covered = true;
      return answer;
    },
  };
  const { digest } = at.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 });
  at.shop.call('channel.switchOn', { channelId, capability: 'stock', digest });
  for (const deed of deeds) {
    at.advance(minute);
    if (deed.kind === 'sell') sell();
    else if (deed.kind === 'lose' && left > 0) {
      at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: pieces(-1) }] });
      left -= 1;
    } else if (deed.kind === 'sync') {
      asked = 0;
      ({ sellBefore } = deed);
      await at.sync();
      sellBefore = [];
    }
  }
  at.shop.check();
  await at.close();
  return covered;
}

describe.skipIf(!schemaIsHere)('no level of ours covers a piece sold there', () => {
  test('however sales there and losses here fall between the questions of a round', async () => {
    const deed = fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('sync' as const), sellBefore: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }) }) },
      { weight: 2, arbitrary: fc.constant({ kind: 'sell' as const }) },
      { weight: 2, arbitrary: fc.constant({ kind: 'lose' as const }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 7 }), async (deeds) => {
        expect(await coversASale(deeds)).toBe(false);
      }),
      { numRuns: runs(5, 800, 'days of sales there and losses here, no level covering a sale'), seed: 5 },
    );
  });

  test('without comparing, the very first sale between looking and setting would be covered', async () => {
    const careless = (body: string) => body.replace(/"changeFromQuantity":\d+/g, '"changeFromQuantity":null');
    const days = [3, 4, 5].map((question): Deed[] => [{ kind: 'sync', sellBefore: [question] }]);
    const outcomes = [];
    for (const day of days) outcomes.push(await coversASale(day, careless));
    expect(outcomes).toContain(true);
  });
});
