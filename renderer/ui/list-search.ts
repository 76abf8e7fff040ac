/** The state of a plain list as it stands in the address: what is searched and which record is open beside it. */
export interface ListSearch {
  readonly text?: string;
  readonly open?: number;
}

export function readListSearch(raw: Record<string, unknown>): ListSearch {
  const { text, open } = raw;
  return { ...(typeof text === 'string' && text !== '' && { text }), ...(typeof open === 'number' && { open }) };
}

export const withoutOpen = ({ text }: ListSearch): ListSearch => (text === undefined ? {} : { text });
