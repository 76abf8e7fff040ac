/** Why two customers may be one, the strongest first. Source: DOMAIN §4 "Intake". */
export const matchKinds = ['email', 'phone', 'namePostcode'] as const;
export type MatchKind = (typeof matchKinds)[number];

/** A known customer that has something in common with the one before us. */
export interface MatchCandidate {
  customerId: number;
  by: MatchKind;
  /** What they have in common: the normalised address, number, or name and postcode. */
  key: string;
}

export interface CustomerMatch extends MatchCandidate {
  /** Others that fit as well; they may be the same person twice. */
  others: number[];
}

/**
 * The customer meant: by e-mail, else by phone, else by name and postcode. Of several that fit equally the oldest, so that
 * the same order always finds the same customer; the others are named.
 */
export function matchCustomer(candidates: readonly MatchCandidate[]): CustomerMatch | undefined {
  const by = matchKinds.find((kind) => candidates.some((candidate) => candidate.by === kind));
  const fitting = candidates.filter((candidate) => candidate.by === by).sort((a, b) => a.customerId - b.customerId);
  const [oldest] = fitting;
  if (!oldest) return undefined;
  const others = new Set(fitting.map(({ customerId }) => customerId).filter((id) => id !== oldest.customerId));
  return { ...oldest, others: [...others] };
}
