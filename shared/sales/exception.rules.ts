/** What a person must look at, and what the program proposes to do about it (D5). The order itself is never refused for it. */
export const exceptionFixes = {
  unknownSku: 'mapLine',
  roundingTooLarge: 'compareWithChannel',
  changedAfterShipment: 'compareWithChannel',
  finishedElsewhere: 'shipHere',
  cancelledAfterShipment: 'refundOrReturn',
  refundExceedsCaptured: 'compareWithChannel',
  refundBeyondBase: 'compareWithChannel',
  overpaid: 'refundSurplus',
  shortPick: 'countBin',
  stuckParcel: 'askCarrier',
} as const;

export type ExceptionKind = keyof typeof exceptionFixes;
export type ExceptionFix = (typeof exceptionFixes)[ExceptionKind];

export const exceptionKinds = Object.keys(exceptionFixes) as ExceptionKind[];
