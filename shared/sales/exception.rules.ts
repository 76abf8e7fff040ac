import { type CheckFix, checkFixes } from './order-check.rules.ts';

/** What a person must look at, and what the program proposes to do about it (D5). The order itself is never refused for it. */
export const exceptionFixes = {
  unknownSku: 'mapLine',
  roundingTooLarge: 'compareWithChannel',
  changedAfterShipment: 'compareWithChannel',
  finishedElsewhere: 'shipHere',
  cancelledAfterShipment: 'refundOrReturn',
  refundExceedsCaptured: 'compareWithChannel',
  refundBeyondBase: 'compareWithChannel',
  refundUnconfirmed: 'refundOnChannel',
  overpaid: 'refundSurplus',
  // A rule says what it proposes itself.
  check: 'look',
  shortPick: 'countBin',
  stuckParcel: 'askCarrier',
} as const;

export type ExceptionKind = keyof typeof exceptionFixes;
export type ExceptionFix = (typeof exceptionFixes)[ExceptionKind];

/** Everything that may be proposed: by the program itself, or by a rule. */
export const proposals = [...new Set([...Object.values(exceptionFixes), ...checkFixes])] as (ExceptionFix | CheckFix)[];

export const exceptionKinds = Object.keys(exceptionFixes) as ExceptionKind[];
