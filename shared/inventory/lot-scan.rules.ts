import { type KeptGoods, resolveKept } from '../catalog/kept-codes.rules.ts';
import type { Reading } from '../catalog/scan.rules.ts';
import type { Tracking } from './lot.rules.ts';

/** What a scan says of a lot or a piece: what the goods are followed by, where the code has it; of a code that names no goods, the code as it stands. */
export function lotSaid(reading: Pick<Reading, 'kind' | 'code' | 'lot' | 'serial'>, tracking: Tracking | undefined, text: string): string | null {
  if (tracking === undefined) return reading.serial ?? reading.lot ?? (reading.kind === 'text' ? reading.code : text);
  if (tracking === 'none') return null;
  return (tracking === 'serial' ? reading.serial : reading.lot) ?? null;
}

/** `lot.scan` among goods a device keeps. Which lots are in the house, it does not know: the shop looks when the goods are booked. */
export function scanKept<Goods extends KeptGoods & { readonly tracking: Tracking }>(goods: readonly Goods[], text: string, yearNow: number) {
  const { reading, found } = resolveKept(goods, text, yearNow);
  return { reading, found, code: lotSaid(reading, found?.tracking, text), lots: [] };
}
