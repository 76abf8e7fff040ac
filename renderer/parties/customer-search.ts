/** The state of the customers' list as it stands in the address. */
export interface CustomerSearch {
  readonly text?: string;
  readonly customer?: number;
}

export function readCustomerSearch(raw: Record<string, unknown>): CustomerSearch {
  const { text, customer } = raw;
  return { ...(typeof text === 'string' && text !== '' && { text }), ...(typeof customer === 'number' && { customer }) };
}
