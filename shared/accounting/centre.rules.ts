/** What a result is read by beside its account: where it was sold, where it happened, what it was for. Managerial accounting's cost centres. */
export const centreKinds = ['channel', 'location', 'campaign'] as const;
export type CentreKind = (typeof centreKinds)[number];

export const isCentreKind = (by: string): by is CentreKind => centreKinds.some((kind) => kind === by);

/** The centres of one line; a kind that is not named belongs to none, which a statement shows as such. */
export interface Centres {
  channelId?: number | null | undefined;
  locationId?: number | null | undefined;
  campaignId?: number | null | undefined;
}

/** The field a kind is named by. */
export const centreField = { channel: 'channelId', location: 'locationId', campaign: 'campaignId' } as const satisfies Record<CentreKind, keyof Centres>;

/** The named centres of a line alone, for what is kept of it; a line that names none keeps nothing. */
export function namedCentres(of: Centres): { [Field in keyof Centres]: number } {
  const named: { [Field in keyof Centres]: number } = {};
  for (const field of Object.values(centreField)) {
    const id = of[field];
    if (id !== null && id !== undefined) named[field] = id;
  }
  return named;
}
