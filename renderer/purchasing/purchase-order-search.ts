export const orderViews = ['open', 'late', 'unbilled', 'all'] as const;
export type OrderView = (typeof orderViews)[number];

/** The state of the orders' list as it stands in the address. */
export interface PurchaseOrderSearch {
  readonly view?: OrderView;
  readonly text?: string;
}

export function readPurchaseOrderSearch(raw: Record<string, unknown>): PurchaseOrderSearch {
  const view = orderViews.find((one) => one === raw['view']);
  const { text } = raw;
  return { ...(view && { view }), ...(typeof text === 'string' && text !== '' && { text }) };
}
