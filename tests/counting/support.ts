import type { Role } from '../../shared/contract/role.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { registry } from '../../main/app/registry.ts';
import { newShop, type TestShop } from '../support/shop.ts';

/** Calls as somebody: who counts matters as much as their role. */
export function callAs(shop: TestShop, userId: number, role: Role): TestShop['call'] {
  const actor = { userId, role, deviceId: null, via: 'app' as const };
  return ((name: string, input: unknown, key?: string) =>
    name in registry.commands ? shop.core.command(actor, name, input, key) : shop.core.query(actor, name, input)) as unknown as TestShop['call'];
}

export interface CountingShop {
  shop: TestShop;
  locationId: number;
  bins: { a1: number; a2: number };
  /** Tea, cups and whisks; a case of tea is twelve. */
  tea: number;
  cups: number;
  whisk: number;
  lin: TestShop['call'];
  /** Clerks; Mei is a manager. */
  wei: TestShop['call'];
  ana: TestShop['call'];
  mei: TestShop['call'];
  users: { wei: number; ana: number; mei: number };
  laptop: number;
  gun: number;
}

/** A warehouse with two bins: 20 tea and 6 cups in A1, 9 whisks in A2, and three people besides the owner. */
export function newCountingShop(overrides: Parameters<typeof newShop>[0] = {}): CountingShop {
  const shop = newShop(overrides);
  const lin = shop.call;
  const locationId = lin('location.create', { name: '仓库', kind: 'warehouse' }).locationId;
  const bins = { a1: lin('bin.create', { locationId, code: 'A1' }).binId, a2: lin('bin.create', { locationId, code: 'A2' }).binId };
  const goods = (name: string, sku: string, barcode: string): number => {
    const made = lin('product.create', { name, state: 'active', variants: [{ sku, barcodes: [{ code: barcode }], prices: [{ currency: 'CNY', amount: 500_000 as never }] }] });
    return made.variants[0]!.id;
  };
  const [tea, cups, whisk] = [goods('龙井', 'TEA', '6901234567892'), goods('对杯', 'CUP', '6901234567908'), goods('茶筅', 'WHISK', '6901234567915')];
  lin('barcode.add', { variantId: tea, barcode: { code: '16901234567899', packQuantity: pieces(12) } });
  const receive = (variantId: number, binId: number, count: number, value: number) =>
    lin('stock.receive', { locationId, lines: [{ variantId, binId, quantity: pieces(count), value: minor(value) }] });
  receive(tea, bins.a1, 20, 200_00);
  receive(cups, bins.a1, 6, 90_00);
  receive(whisk, bins.a2, 9, 31_50);
  const user = (name: string, role: Role): number => lin('user.add', { name, role, language: null }).userId;
  const users = { wei: user('Wei', 'clerk'), ana: user('Ana', 'scanner'), mei: user('Mei', 'manager') };
  const [laptop, gun] = [lin('device.register', { name: '1 号枪', kind: 'laptop' }).deviceId, lin('device.register', { name: '2 号枪', kind: 'scanner' }).deviceId];
  return {
    shop, locationId, bins, tea, cups, whisk, lin, users, laptop, gun,
    wei: callAs(shop, users.wei, 'clerk'),
    ana: callAs(shop, users.ana, 'scanner'),
    mei: callAs(shop, users.mei, 'manager'),
  };
}

export interface LotShop extends CountingShop {
  /** Cameras by serial number: S1 to S3 in A2, at 10.00, 20.00 and 30.00. */
  camera: number;
  /** Milk by lot in A1: five of M1 and three of M2, at 1.00 each. */
  milk: number;
  /** Plans and starts a count of both, blind. */
  begin: (planned?: object) => number;
  /** What lies of each lot and piece: code, place and pieces. */
  lots: (variantId: number) => [code: string, bin: string, pieces: number][];
}

export const cameraCode = '6901234567922';

export function newLotShop(overrides: Parameters<typeof newCountingShop>[0] = {}): LotShop {
  const c = newCountingShop(overrides);
  const made = (sku: string, tracking: 'lot' | 'serial', barcodes: { code: string }[] = []): number => {
    const variantId = c.lin('product.create', { name: sku, state: 'active', variants: [{ sku, barcodes, prices: [{ currency: 'CNY', amount: 900_000 as never }] }] }).variants[0]!.id;
    c.lin('lot.track', { variantId, tracking });
    return variantId;
  };
  const [camera, milk] = [made('CAMERA', 'serial', [{ code: cameraCode }]), made('MILK', 'lot')];
  const receive = (variantId: number, binId: number, value: number, lot: { code: string; quantity: ReturnType<typeof pieces>; expiresOn?: Day }) =>
    c.lin('stock.receive', { locationId: c.locationId, lines: [{ variantId, binId, quantity: lot.quantity, value: minor(value), lots: [lot] }] });
  for (const [index, code] of ['S1', 'S2', 'S3'].entries()) receive(camera, c.bins.a2, (index + 1) * 10_00, { code, quantity: pieces(1) });
  receive(milk, c.bins.a1, 5_00, { code: 'M1', quantity: pieces(5), expiresOn: day('2026-04-01') });
  receive(milk, c.bins.a1, 3_00, { code: 'M2', quantity: pieces(3), expiresOn: day('2026-05-01') });
  const begin = (planned: object = {}): number => {
    const { stocktakeId } = c.lin('stocktake.plan', { name: '批次', locationId: c.locationId, scope: { kind: 'variants', variantIds: [camera, milk] }, blind: true, ...planned });
    c.lin('stocktake.start', { stocktakeId });
    return stocktakeId;
  };
  const lots = (variantId: number) =>
    c.shop.raw.prepare("select lot.code, bin.code, onHand / 1000 from lotBinLevel level join lot on lot.id = lotId join bin on bin.id = binId where variantId = ? and onHand <> 0 order by 1, 2").raw().all(variantId) as [string, string, number][];
  return { ...c, camera, milk, begin, lots };
}

/** A device that numbers its scans and knows how far its clock is off. */
export function newDevice(shop: TestShop, deviceId: number, stocktakeId: number) {
  let sequence = 0;
  const stamp = () => ({ deviceId, sequence: (sequence += 1), deviceAt: instant(shop.clock.now), offset: 0 });
  return {
    last: () => sequence,
    scan: (call: TestShop['call'], binId: number | undefined, said: { code?: string; variantId?: number; lot?: string; times?: number; quantity?: ReturnType<typeof pieces>; anyway?: boolean }) => {
      shop.clock.advance(1000);
      return call('stocktake.scan', { stocktakeId, scan: { kind: 'scan', ...stamp(), ...(binId !== undefined && { binId }), ...said } });
    },
    zero: (call: TestShop['call'], binId: number, variantId: number) => {
      shop.clock.advance(1000);
      return call('stocktake.scan', { stocktakeId, scan: { kind: 'zero', ...stamp(), binId, variantId } });
    },
    undo: (call: TestShop['call'], undoes: number) => call('stocktake.scan', { stocktakeId, scan: { kind: 'undo', ...stamp(), undoes } }),
  };
}
