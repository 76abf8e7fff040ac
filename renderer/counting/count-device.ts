import { useCallback, useRef } from 'react';
import { instant } from '../../shared/units/instant.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import type { ShopClient } from '../client/shop-client.ts';
import { useShopClient } from '../client/use-shop.tsx';

type Scan = InputOf<'stocktake.scan'>['scan'];
type OnDevice = 'deviceId' | 'sequence' | 'deviceAt' | 'offset';
/** What is scanned, without what the device adds. */
export type Said = Scan extends infer One ? (One extends Scan ? Omit<One, OnDevice> : never) : never;
export type ScanAnswer = OutputOf<'stocktake.scan'>;

interface Device {
  deviceId: number;
  next: number;
}

const storageKey = 'shopwright.countDevice';

/**
 * This browser as a counting device: known to the shop by a number, its scans numbered without a gap. The shop runs on this
 * machine, so both clocks are one and the offset is nothing.
 */
export function useCountDevice(stocktakeId: number): (said: Said) => Promise<ScanAnswer> {
  const client = useShopClient();
  const device = useRef<Promise<Device>>(undefined);
  return useCallback(
    async (said) => {
      // A paired phone is a device already, with numbers it keeps itself and a clock that was compared.
      const { phone } = client;
      if (phone) {
        const offset = phone.clockOffset();
        const stamp = { deviceId: phone.deviceId, sequence: phone.nextScan(), deviceAt: instant(Date.now()), ...(offset !== undefined && { offset }) };
        return client.call('stocktake.scan', { stocktakeId, scan: { ...said, ...stamp } });
      }
      device.current ??= findDevice(client, stocktakeId);
      const answer = await send(client, stocktakeId, await device.current, said);
      if (!answer.again) return answer;
      // Another window of this browser used the number meanwhile: ours was not kept, so it goes again with the next free one.
      device.current = findDevice(client, stocktakeId);
      return send(client, stocktakeId, await device.current, said);
    },
    [client, stocktakeId],
  );
}

function send(client: ShopClient, stocktakeId: number, device: Device, said: Said): Promise<ScanAnswer> {
  const stamp = { deviceId: device.deviceId, sequence: device.next, deviceAt: instant(Date.now()), offset: 0 };
  device.next += 1;
  return client.call('stocktake.scan', { stocktakeId, scan: { ...said, ...stamp } });
}

async function findDevice(client: ShopClient, stocktakeId: number): Promise<Device> {
  const kept = Number(localStorage.getItem(storageKey));
  const { devices } = await client.call('device.list', undefined).catch(() => ({ devices: [] }));
  const known = devices.some(({ id }) => id === kept);
  const deviceId = known ? kept : (await client.call('device.register', { name: `${navigator.platform || 'Browser'} ${new Date().getFullYear()}`, kind: 'browser' })).deviceId;
  localStorage.setItem(storageKey, String(deviceId));
  const { sequences } = await client.call('stocktake.scans', { stocktakeId, limit: 1 });
  return { deviceId, next: sequences.find((one) => one.deviceId === deviceId)?.next ?? 1 };
}
