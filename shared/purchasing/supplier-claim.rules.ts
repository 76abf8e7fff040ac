/** Why a supplier owes us something: fewer, more, damaged or wrong goods, goods sent back, goods billed that never came. */
export const claimKinds = ['short', 'over', 'damaged', 'wrong', 'returned', 'undelivered'] as const;
export type ClaimKind = (typeof claimKinds)[number];
