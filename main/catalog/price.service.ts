import type { NewPrice } from '../../shared/catalog/price.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { requireAboveFloor } from './margin.queries.ts';
import { priceAt } from './price.queries.ts';
import { getVariant } from './variant.queries.ts';

interface PriceRow {
  variantId: number;
  currency: string;
  amount: UnitPrice | null;
  validFromAt: Instant;
}

const insertRow = write((db, p: PriceRow & { commandId: number }) =>
  db.insertInto('price').values({
    variantId: p.variantId,
    currency: p.currency,
    amount: p.amount,
    validFromAt: p.validFromAt,
    commandId: p.commandId,
  }),
);

export const setPrices = (tx: Tx, { items }: { items: NewPrice[] }) => ({
  results: items.map((item) =>
    tx.attempt(() => {
      getVariant(tx, item.variantId);
      return { before: setPrice(tx, item).before };
    }),
  ),
});

/**
 * Sets a price from an instant on; the rows before it stay. A price that already holds then is not written again. Every way to a
 * price comes through here: the screen, a sheet, a channel's catalogue, the API.
 * @throws Refusal `price.underFloor`
 */
export function setPrice(tx: Tx, { variantId, currency, amount, validFromAt = tx.now }: NewPrice): { before: UnitPrice | null; changed: boolean } {
  const before = priceAt(tx, variantId, currency, validFromAt);
  if (before === amount) return { before, changed: false };
  if (amount !== null) requireAboveFloor(tx, { variantId, currency, price: amount, soldAt: 'anywhere' });
  insertRow.run(tx, { variantId, currency, amount, validFromAt, commandId: tx.commandId });
  tx.changed('variant', variantId);
  return { before, changed: true };
}
