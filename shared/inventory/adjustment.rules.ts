import type { AccountRole } from '../accounting/entry.rules.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { Quantity } from '../units/quantity.ts';
import type { UnitCost } from './cost-layer.rules.ts';

/** Why stock is adjusted by decision, and where a loss of that kind is posted; a gain always goes to stockGain. */
export const adjustmentReasons = {
  damage: 'stockLossScrap',
  expired: 'stockLossScrap',
  shrinkage: 'stockLossShrinkage',
  miscounted: 'stockLossCount',
  ownUse: 'stockLossOwnUse',
  sample: 'stockLossSample',
} as const satisfies Record<string, AccountRole>;

export type AdjustmentReason = keyof typeof adjustmentReasons;

/** What goods found are worth: the variant's latest cost, else what somebody says. Null when neither is known. Source: DOMAIN "Costing". */
export function gainValue(found: Quantity, latest: UnitCost | null, said: Minor | null): Minor | null {
  return latest ? minor(mulDiv(latest.value, found, latest.quantity)) : said;
}
