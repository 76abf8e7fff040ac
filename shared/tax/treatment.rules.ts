/**
 * How the law looks at a sale or a purchase. Zero-rated and exempt are both without tax and never the same: the first is a
 * taxed sale, the second is none, and papers ask for each apart.
 */
export const treatments = ['taxed', 'zero', 'exempt', 'reverseCharge', 'outOfScope', 'marketplace'] as const;
export type Treatment = (typeof treatments)[number];

/** Who pays the tax of a row to the state; nobody where there is none. */
export type TaxOwner = 'shop' | 'buyer' | 'marketplace' | 'nobody';

export const taxOwner: Record<Treatment, TaxOwner> = {
  taxed: 'shop',
  zero: 'nobody',
  exempt: 'nobody',
  reverseCharge: 'buyer',
  outOfScope: 'nobody',
  marketplace: 'marketplace',
};
