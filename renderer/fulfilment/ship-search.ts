export const shipViews = ['waves', 'pack', 'parcels', 'labels', 'notices'] as const;
export type ShipView = (typeof shipViews)[number];

export interface ShipSearch {
  readonly view?: ShipView;
  /** The dialog that builds a wave stands open. */
  readonly build?: boolean;
  readonly parcel?: number;
}

export const readShipSearch = ({ view, build, parcel }: Record<string, unknown>): ShipSearch => ({
  ...(shipViews.includes(view as ShipView) && { view: view as ShipView }),
  ...(build === true && { build }),
  ...(typeof parcel === 'number' && { parcel }),
});

export interface PackSearch {
  readonly tote?: number;
}

export const readPackSearch = ({ tote }: Record<string, unknown>): PackSearch => (typeof tote === 'number' ? { tote } : {});
