/** The state of the suppliers' list as it stands in the address. */
export interface SupplierSearch {
  readonly text?: string;
  readonly supplier?: number;
}

export function readSupplierSearch(raw: Record<string, unknown>): SupplierSearch {
  const { text, supplier } = raw;
  return { ...(typeof text === 'string' && text !== '' && { text }), ...(typeof supplier === 'number' && { supplier }) };
}
