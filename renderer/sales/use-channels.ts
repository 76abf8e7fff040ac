import { useMemo } from 'react';
import { useQueryOf } from '../client/use-shop.tsx';

export interface ChannelName {
  readonly name: string;
  /** Two letters, or one Chinese character: how a channel is marked in a list. */
  readonly mark: string;
}

const han = /\p{Script=Han}/u;

/** "Shopify" → "Sh", "抖店" → "抖". */
export const markOf = (name: string): string => (han.test(name) ? (name.match(han)?.[0] ?? '') : name.slice(0, 2));

/** The channels by id, for lists that show where an order came from. */
export function useChannels(): ReadonlyMap<number, ChannelName> {
  const list = useQueryOf('channel.list', undefined);
  return useMemo(() => new Map((list.data?.channels ?? []).map(({ id, name }) => [id, { name, mark: markOf(name) }])), [list.data]);
}
