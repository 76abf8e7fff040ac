import { type Minor, minor } from '../units/minor.ts';
import { allocate } from '../units/allocate.ts';
import { mulDiv } from '../units/mul-div.ts';
import { credit, debit, type Leg } from './entry.rules.ts';

/** The same in the base currency and in the document's; signed alike. */
export interface TwoAmounts {
  home: Minor;
  foreign: Minor;
}

/**
 * How far an item moves in its own currency when it moves by `move` in the base currency: what is open follows the document's
 * own two totals, so that the move that closes the one closes the other, and no other move does.
 */
export function foreignMove(move: Minor, open: TwoAmounts, total: TwoAmounts): Minor {
  const left = open.home + move;
  if (left === 0) return minor(0 - open.foreign);
  const follows = mulDiv(left, total.foreign, total.home);
  return minor((follows === 0 ? Math.sign(left) : follows) - open.foreign);
}

/**
 * What a part paid in the item's own currency takes of it in the base currency, all amounts positive: its share by the
 * document's totals, the last part all that is left. Undefined where it is worth less than one minor unit of the books.
 * Source: DOMAIN "A part", IAS 21.28.
 */
export function homeShare(paid: Minor, open: TwoAmounts, total: TwoAmounts): Minor | undefined {
  if (paid === open.foreign) return open.home;
  const left = Math.min(open.home - 1, Math.max(1, mulDiv(open.foreign - paid, total.home, total.foreign)));
  const share = minor(open.home - left);
  return share > 0 && left > 0 ? share : undefined;
}

/** A document converted as a whole, its base allocated over its rows; negative rows (a rebate) keep their sign. Source: DOMAIN §5. */
export function homeRows(rows: readonly Minor[], foreignTotal: Minor, homeTotal: Minor): Minor[] {
  if (rows.every((row) => row >= 0)) return rows.length === 0 ? [] : allocate(homeTotal, rows);
  const shares = rows.map((row) => mulDiv(row, homeTotal, foreignTotal));
  const rest = homeTotal - shares.reduce((sum, share) => sum + share, 0);
  const largest = rows.reduce((at, row, index) => (Math.abs(row) > Math.abs(rows[at] ?? 0) ? index : at), 0);
  return shares.map((share, index) => minor(index === largest ? share + rest : share));
}

/** What an exchange gained (positive) or lost, on the account for it. Source: DOMAIN §5 "FX settlement": two roles. */
export const exchangeLegs = (gain: Minor): Leg[] => (gain === 0 ? [] : [gain > 0 ? credit('fxGain', gain) : debit('fxLoss', minor(-gain))]);
