import { useSearch } from '@tanstack/react-router';
import { ImportScreen } from '../company/import-screen.tsx';

export interface OrderImportSearch {
  readonly channel?: number;
}

export const readOrderImportSearch = ({ channel }: Record<string, unknown>): OrderImportSearch => (typeof channel === 'number' ? { channel } : {});

/** The order sheets of one channel come in like any sheet. */
export function OrderImportScreen() {
  const { channel } = useSearch({ from: '/channels/import' });
  return <ImportScreen kind="channelOrders" {...(channel !== undefined && { channelId: channel })} />;
}
