import type { AccountRole } from '../accounting/entry.rules.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { Quantity } from '../units/quantity.ts';
import type { UnitCost } from './cost-layer.rules.ts';

/** Where a loss may be posted; a gain always goes to stockGain. Source: DOMAIN §5 "scrap, stocktake loss, shrinkage". */
export const lossRoles = ['stockLossScrap', 'stockLossShrinkage', 'stockLossCount', 'stockLossOwnUse', 'stockLossSample'] as const satisfies readonly AccountRole[];
export type LossRole = (typeof lossRoles)[number];

/** The reasons every shop begins with; their words are the program's own. A shop adds, renames and retires as it likes. */
export const firstReasons = ['damage', 'expired', 'shrinkage', 'miscounted', 'ownUse', 'sample'] as const;
export type FirstReason = (typeof firstReasons)[number];

/** Why a document of its own takes goods out for good; no shop chooses, renames or retires these, and each is told by the program's words. */
export const documentReasons = ['returnedToSupplier', 'sentBackToCustomer', 'repair'] as const;
export type DocumentReason = (typeof documentReasons)[number];

/** What goods found are worth: the variant's latest cost, else what somebody says. Null when neither is known. Source: DOMAIN "Costing". */
export function gainValue(found: Quantity, latest: UnitCost | null, said: Minor | null): Minor | null {
  return latest ? minor(mulDiv(latest.value, found, latest.quantity)) : said;
}
