import { shipBackFile } from '../../../main/app/ship-back-files.ts';
import { addChannel } from '../../../main/channels/outside.ts';
import type { NewChannel } from '../../../shared/channels/channel.contract.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { deskOf } from '../../support/sheets.ts';
import { newShopBeside, type ShopBeside } from '../connected-shop.ts';
import type { OutsideShop } from '../outside-shop.ts';
import { type SheetPlatformOutside, startSheetPlatform } from './outside.ts';

/** Packs a ship-back file as the app does. */
export async function fileOf(shop: ShopBeside<OutsideShop>['shop'], shipBackId: number): Promise<{ fileName: string; bytes: Buffer }> {
  const store = { query: async (_actor: unknown, name: 'shipBack.told', input: { shipBackId: number }) => shop.call(name, input) };
  const { fileName, data } = await shipBackFile(store as never, { userId: 1, role: 'owner', deviceId: null, via: 'app' }, { shipBackId });
  return { fileName, bytes: Buffer.from(data, 'base64') };
}

/**
 * A shop beside a platform that is known by sheets only: a round is what its owner does, who downloads the orders, brings them in
 * and hands the ship-back file over there.
 */
export async function newShopBySheets(): Promise<ShopBeside<OutsideShop>> {
  const beside = await newShopBeside('spreadsheet', startSheetPlatform);
  const desk = deskOf(beside.shop);
  const channels: { channelId: number; outside: SheetPlatformOutside }[] = [];
  const round = async ({ channelId, outside }: (typeof channels)[number]) => {
    const importId = await desk.upload('orders.csv', outside.exportSheet());
    const read = await desk.read({ importId, kind: 'channelOrders', channelId }).catch(nothingIn);
    if (read) {
      const { counts } = await desk.check({ importId, mapping: read.mapping, numbers: read.numbers });
      if (counts.new + counts.change > 0) await desk.bringIn(importId);
      await tellParcels(channelId, outside);
      return { channelId, ok: true, pulled: counts.new + counts.change, sent: 0, parked: 0, fault: null };
    }
    return { channelId, ok: true, pulled: 0, sent: 0, parked: 0, fault: null };
  };
  const tellParcels = async (channelId: number, outside: SheetPlatformOutside): Promise<void> => {
    if (beside.shop.call('shipBack.waiting', { channelId }).parcels === 0) return;
    const { shipBackId } = beside.shop.call('shipBack.write', { channelId });
    outside.takeParcels((await fileOf(beside.shop, shipBackId)).bytes.toString());
  };
  return {
    ...(beside as ShopBeside<OutsideShop>),
    connect: async (outside, changes = {}) => {
      const channel = { kind: 'spreadsheet', name: 'Sheets', sheet: { platform: 'other', taxes: 'none', locationId: null }, ...changes } as NewChannel;
      const { channelId } = await addChannel(beside.setting, channel);
      channels.push({ channelId, outside: outside as SheetPlatformOutside });
      return channelId;
    },
    sync: async () => {
      const rounds = [];
      for (const channel of channels) rounds.push(await round(channel));
      return rounds;
    },
  };
}

/** A sheet without a row is no sheet, which is what its platform had to say. */
function nothingIn(error: unknown): undefined {
  if (error instanceof Refusal && error.code === 'sheet.empty') return undefined;
  throw error;
}
