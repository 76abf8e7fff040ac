import type { Core } from '../../main/app/core.ts';

const owner = { userId: 1, role: 'owner', deviceId: null, via: 'cli' } as const;

/** A lot five hundred customers have of: what a recall has to list. Answers its id. */
export function sellOfOneLot(core: Core, customerIds: readonly number[], sales = 500): number {
  const command = (method: string, input: object) => core.command(owner, method, input) as Record<string, number>;
  const { raw } = core.writer;
  const locationId = Number(raw.prepare("select min(id) from location where kind <> 'inTransit'").pluck().get());
  const { results } = core.command(owner, 'product.importBatch', { items: [{ name: '保温奶 Milk', state: 'active', variants: [{ sku: 'RECALLED' }] }] }) as unknown as { results: { value: { variants: { id: number }[] } }[] };
  const variantId = results[0]!.value.variants[0]!.id;
  command('lot.track', { variantId, tracking: 'lot' });
  command('stock.receive', { locationId, lines: [{ variantId, quantity: sales * 1_000, value: sales * 500, lots: [{ code: 'L-2026-03', quantity: sales * 1_000 }] }] });
  for (let sale = 0; sale < sales; sale += 1) {
    const customerId = customerIds[(sale * 17) % customerIds.length]!;
    command('order.sell', { customerId, lines: [{ variantId, quantity: 1_000, unitPrice: 100_000 }], locationId, account: 'bank', method: 'card' });
  }
  return Number(raw.prepare("select id from lot where code = 'L-2026-03'").pluck().get());
}
