import type { Reading } from '../catalog/scan.rules.ts';
import type { Tracking } from '../inventory/lot.rules.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { receivedOf, type ReceivingStep } from './receiving.rules.ts';

/** What a scan means, as the shop answers it. */
export interface ReadGoods {
  readonly reading: Pick<Reading, 'kind' | 'lot' | 'serial' | 'bestBeforeOn' | 'expiresOn'>;
  /** The lot or number in the code; of a code that names no goods, the code as it stands. */
  readonly code: string | null;
  readonly found: { readonly id: number; readonly tracking: Tracking; readonly quantity: Quantity } | null;
  /** What is known under that code; how much of it is here is kept from who counts it blind. */
  readonly lots: readonly { readonly variantId: number; readonly code: string; readonly tracking: Tracking; readonly onHand?: Quantity | undefined }[];
}

/** How many of some goods are expected: null where nobody said, undefined where they do not belong here. */
export type Expected = (variantId: number) => Quantity | null | undefined;

/** Refused: the goods or the piece are put aside. */
type Refused = { says: 'unknown' } | { says: 'notOrdered'; variantId: number } | { says: 'twice' | 'here'; variantId: number; code: string };

/** Taken: a piece, one more than expected, one whose lot must be said, goods whose numbers follow, or a lot that was said. */
export type Taken = { says: 'taken' | 'beyond' | 'lotWanted' | 'numbersWanted' | 'named'; step: ReceivingStep };

/** What a scan does to a delivery. A code that names no goods is the lot or the number of those in the hand. */
export function answerScan(read: ReadGoods, steps: readonly ReceivingStep[], expected: Expected, damaged: boolean): Refused | Taken {
  const goods = goodsMeant(read, steps.at(-1), expected);
  if (goods === undefined) return { says: 'unknown' };
  const { variantId, tracking } = goods;
  const wanted = expected(variantId);
  if (wanted === undefined) return { says: 'notOrdered', variantId };
  const { reading, found, code } = read;
  const expiresOn = reading.expiresOn ?? reading.bestBeforeOn;
  const step: ReceivingStep = { variantId, tracking, quantity: found?.quantity ?? quantity(0), damaged, ...(code !== null && { lot: code }), ...(expiresOn && { expiresOn }) };
  if (tracking === 'none') return counted(steps, { variantId, tracking, quantity: step.quantity, damaged }, wanted);
  if (tracking === 'lot') return found ? counted(steps, step, wanted) : { says: 'named', step: namesOnly(step, read) };
  if (code === null || ((found || reading.kind === 'gs1') && reading.serial === undefined)) return { says: 'numbersWanted', step: { variantId, tracking, quantity: quantity(0), damaged } };
  if (steps.some((one) => one.variantId === variantId && one.lot === code && one.quantity > 0)) return { says: 'twice', variantId, code };
  if (read.lots.some((lot) => lot.variantId === variantId && (lot.onHand ?? 0) > 0)) return { says: 'here', variantId, code };
  return counted(steps, { ...step, quantity: quantity(1000) }, wanted);
}

/** The goods a scan is about. What looks like a product's code is never a lot or a number nobody knew: goods nobody entered would vanish in it. */
function goodsMeant({ reading, found, lots }: ReadGoods, last: ReceivingStep | undefined, expected: Expected): { variantId: number; tracking: Tracking } | undefined {
  if (found) return { variantId: found.id, tracking: found.tracking };
  const inHand = last && last.tracking !== 'none' ? last : undefined;
  const named = reading.kind === 'text' || reading.lot !== undefined || reading.serial !== undefined || reading.expiresOn !== undefined || reading.bestBeforeOn !== undefined;
  if (inHand && (named || lots.some((lot) => lot.variantId === inHand.variantId))) return inHand;
  const pieces = lots.filter((lot) => lot.tracking === 'serial' && expected(lot.variantId) !== undefined);
  return pieces.length === 1 ? pieces[0] : undefined;
}

/** A code of days alone names no lot. */
function namesOnly({ lot: asItStands, ...step }: ReceivingStep, { reading }: ReadGoods): ReceivingStep {
  const lot = reading.kind === 'gs1' ? reading.lot : asItStands;
  return { ...step, ...(lot !== undefined && { lot }) };
}

function counted(steps: readonly ReceivingStep[], step: ReceivingStep, wanted: Quantity | null): Taken {
  const goods = receivedOf([...steps, step].filter((one) => one.variantId === step.variantId))[0];
  if ((goods?.unnamed ?? 0) > 0) return { says: 'lotWanted', step };
  return { says: wanted !== null && (goods?.quantity ?? 0) > wanted ? 'beyond' : 'taken', step };
}
