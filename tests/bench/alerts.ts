import type { Core } from '../../main/app/core.ts';
import { dispatch } from '../../main/app/dispatch.ts';
import type { Connection } from '../../main/database/connection.ts';
import type { Actor } from '../../main/database/handles.ts';
import { instant } from '../../shared/units/instant.ts';
import { handAlertLevel } from './hand/stock-alert.ts';
import { type Compared, compare, type Rounds } from './measure.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };

/** As many goods as a small shop watches. */
export const watchedSkus = 10_000;

const [never, always] = [0, 1_000_000_000];

interface Watched {
  locationId: number;
  variantIds: readonly number[];
}

const levelOf = (variantId: number, locationId: number, low: number) => ({ variantId, locationId, low, high: null });

/** Levels of every variant, a tenth of them low. */
export function watchGoods(core: Core, { locationId, goods }: { locationId: number; goods: readonly { variantId: number }[] }): Watched {
  const variantIds = goods.slice(0, watchedSkus).map(({ variantId }) => variantId);
  core.command(owner, 'stockAlert.setLevels', { items: variantIds.map((variantId, index) => levelOf(variantId, locationId, index % 10 === 0 ? always : never)) });
  return { locationId, variantIds };
}

/** One level rises above its stock and falls below it again; at each turn every level there is is held against its stock. */
export function alertTurns(program: Connection, hand: Connection, { locationId }: Watched, levels: { program: number; hand: number }, now: number) {
  const byHand = handAlertLevel(hand.raw);
  const level = (variantId: number, turn: number) => levelOf(variantId, locationId, turn % 2 === 0 ? always : never);
  const key = (variantId: number, turn: number): string => `level ${variantId} ${turn}`;
  return {
    program: (turn: number) => dispatch(program, owner, 'stockAlert.setLevels', { items: [level(levels.program, turn)] }, instant(now + turn * 1_000), key(levels.program, turn)).result,
    hand: (turn: number) => byHand(level(levels.hand, turn), now + turn * 1_000, key(levels.hand, turn)),
  };
}

/** Both ways write to one file, each to the level of a variant of its own. */
export async function benchAlerts(core: Core, now: number, shop: Parameters<typeof watchGoods>[1], plan: Rounds): Promise<{ skus: number; compared: Compared }> {
  const watched = watchGoods(core, shop);
  const turns = alertTurns(core.writer, core.writer, watched, { program: watched.variantIds[1]!, hand: watched.variantIds[2]! }, now);
  return { skus: watched.variantIds.length, compared: await compare([{ name: 'Shopwright', run: turns.program }, { name: 'hand-written', run: turns.hand }], plan) };
}
