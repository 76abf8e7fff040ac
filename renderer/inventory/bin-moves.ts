import type { MovedGoods } from './move.store.ts';

export interface Goods extends Omit<MovedGoods, 'toBinId'> {
  readonly toBinId: number | null;
}

/** The same goods carried back. */
export const reversed = (goods: Goods): Goods => ({ ...goods, fromBinId: goods.toBinId, toBinId: goods.fromBinId });

/** What `stock.move` is asked to carry. */
export const moveOf = ({ variantId, quantity: amount, locationId, fromBinId, toBinId, lot }: Goods) => ({
  variantId,
  locationId,
  quantity: amount,
  ...(fromBinId !== null && { fromBinId }),
  ...(toBinId !== null && { toBinId }),
  ...(lot !== undefined && { lots: [{ code: lot, quantity: amount }] }),
});

/** One after another; when one is refused, those before it are taken back and the refusal goes on. */
export async function inTurn<Thing>(things: readonly Thing[], act: (thing: Thing) => Promise<unknown>, takeBack: (thing: Thing) => Promise<unknown>): Promise<void> {
  const done: Thing[] = [];
  try {
    for (const thing of things) {
      // Each is a command of its own, and the writer is one.
      // oxlint-disable-next-line no-await-in-loop
      await act(thing);
      done.unshift(thing);
    }
  } catch (problem) {
    // oxlint-disable-next-line no-await-in-loop
    for (const thing of done) await takeBack(thing);
    throw problem;
  }
}
