import { useCallback, useSyncExternalStore } from 'react';
import type { NotTaken, PhoneState } from './shop-client.ts';
import { useShopClient } from './use-shop.tsx';

export interface PhoneNow {
  readonly phone: PhoneState;
  readonly waiting: number;
  readonly refused: readonly NotTaken[];
  readonly known: boolean;
  readonly connected: boolean;
}

/** What is kept on this phone; undefined on any other page. */
export function usePhone(): PhoneNow | undefined {
  const { phone } = useShopClient();
  const subscribe = useCallback((listener: () => void) => phone?.onChange(listener) ?? (() => undefined), [phone]);
  // A text, so that a change is seen by comparing.
  const text = useSyncExternalStore(subscribe, () => (phone ? JSON.stringify([phone.waiting(), phone.refused(), phone.isKnown(), phone.isConnected()]) : ''));
  if (!phone || text === '') return undefined;
  const [waiting, refused, known, connected] = JSON.parse(text) as [number, readonly NotTaken[], boolean, boolean];
  return { phone, waiting, refused, known, connected };
}
