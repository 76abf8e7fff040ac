import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '../../shared/units/instant.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { callAs, cameraCode, type LotShop, newDevice, newLotShop } from './support.ts';

let c: LotShop;
let stocktakeId: number;
let gun: ReturnType<typeof newDevice>;
beforeEach(() => {
  c = newLotShop();
  stocktakeId = c.begin();
  gun = newDevice(c.shop, c.gun, stocktakeId);
});
afterEach(() => {
  c.shop.check();
  c.shop.close();
});

const label = (serial: string): string => `(01)0${cameraCode}(21)${serial}`;
const pieceScans = (...codes: string[]) => codes.map((code) => gun.scan(c.wei, c.bins.a2, { code }));
const milkScan = (lot: string, count: number) => gun.scan(c.wei, c.bins.a1, { variantId: c.milk, lot, quantity: pieces(count) });
const allMilk = () => [milkScan('M1', 5), milkScan('M2', 3)];
const allCameras = () => pieceScans('S1', 'S2', 'S3');
const rows = () => c.lin('stocktake.review', { stocktakeId, view: 'all' }).rows;
const row = (sku: string) => rows().find((one) => one.sku === sku)!;
const differing = (sku: string) => row(sku).lots!.map(({ code, variance }) => [code, variance / 1000]);
const acceptAll = (reason = 'shrinkage') => {
  const open = rows().filter(({ state }) => state === 'decide');
  c.lin('stocktake.accept', { stocktakeId, items: open.map(({ lineId, variance, lots }) => ({ lineId, variance: variance!, lots: lots!.map(({ code, variance: differs }) => ({ code, variance: differs })), reason })) });
};
const finish = () => c.wei('stocktake.finish', { stocktakeId });
const post = () => c.lin('stocktake.post', { stocktakeId });
const posted = () => {
  finish();
  acceptAll();
  return post();
};
const life = (code: string) =>
  c.shop.raw.prepare('select movement.kind, part.quantity / 1000 from movementLot part join lot on lot.id = lotId join stockMovement movement on movement.id = movementId where lot.code = ? order by movement.id').raw().all(code);
const atA2 = (...codes: string[]) => codes.map((code) => [code, 'A2', 1]);

describe('a scan of goods that are followed', () => {
  test('keeps the serial number it read, from a label or bare, and says one that was counted already', () => {
    expect(pieceScans(label('S1'), 'S2')).toMatchObject([{ outcome: 'counted', sku: 'CAMERA', tracking: 'serial', lot: 'S1', running: 1000, repeated: false }, { lot: 'S2', running: 2000, repeated: false }]);
    expect(pieceScans('S1')).toMatchObject([{ outcome: 'counted', lot: 'S1', running: 2000, repeated: true }]);
    expect(c.wei('stocktake.scans', { stocktakeId, limit: 1 }).rows[0]).toMatchObject({ lot: 'S1', code: 'S1', repeated: true });
    expect(c.wei('stocktake.sheet', { stocktakeId }).rows.find(({ sku }) => sku === 'CAMERA')).toMatchObject({ mine: 2000, tracking: 'serial' });
  });

  test('is one piece, whatever amount came with it, and can be taken back', () => {
    gun.scan(c.wei, c.bins.a2, { code: 'S1', times: 5 });
    expect(pieceScans('S2')).toMatchObject([{ running: 2000 }]);
    gun.undo(c.wei, 1);
    expect(pieceScans('S1')).toMatchObject([{ running: 2000, repeated: false }]);
  });

  test('of a lot counts as much as is said of it', () => {
    expect(milkScan('M1', 4)).toMatchObject({ tracking: 'lot', lot: 'M1', running: 4000 });
    expect(gun.scan(c.wei, c.bins.a1, { code: 'M1' })).toMatchObject({ sku: 'MILK', lot: 'M1', running: 5000 });
  });

  test('of a code two goods have is unknown, unless only one of them is counted here', () => {
    const other = c.lin('product.create', { name: 'X', state: 'active', variants: [{ sku: 'X' }] }).variants[0]!.id;
    c.lin('lot.track', { variantId: other, tracking: 'lot' });
    c.lin('stock.receive', { locationId: c.locationId, lines: [{ variantId: other, quantity: pieces(1), value: 1_00 as never, lots: [{ code: 'S1', quantity: pieces(1) }] }] });
    expect(pieceScans('S1')).toMatchObject([{ outcome: 'counted', sku: 'CAMERA' }]);
    expect(gun.scan(c.wei, undefined, { code: 'NOBODY' })).toMatchObject({ outcome: 'unknown', lot: null });
  });
});

describe('pieces with serial numbers', () => {
  test('that nobody scanned are missing by name, and leave with what each of them cost', () => {
    allMilk();
    pieceScans('S1', 'S3');
    finish();
    expect(row('CAMERA')).toMatchObject({ state: 'decide', variance: -1000, unread: 0, lots: [{ code: 'S2', counted: 0, book: 1000, variance: -1000 }] });
    acceptAll();
    expect(post()).toMatchObject({ variance: -1000, value: -20_00 });
    expect(c.lots(c.camera)).toEqual(atA2('S1', 'S3'));
    expect(life('S2')).toEqual([['receipt', 1], ['loss', -1]]);
  });

  test('that the book does not have are found, and begin a life', () => {
    allMilk();
    allCameras();
    pieceScans(label('S9'));
    posted();
    expect(c.lots(c.camera)).toEqual(atA2('S1', 'S2', 'S3', 'S9'));
    expect(life('S9')).toEqual([['gain', 1]]);
    expect(c.lin('stocktake.review', { stocktakeId, view: 'differ' }).rows).toMatchObject([{ sku: 'CAMERA', variance: 1000, lots: [{ code: 'S9', variance: 1000 }] }]);
  });

  test('swapped for others differ by nothing in all, and are decided and posted all the same', () => {
    allMilk();
    pieceScans('S1', 'S3', label('S9'));
    finish();
    expect([row('CAMERA').state, row('CAMERA').variance, differing('CAMERA')]).toEqual(['decide', 0, [['S2', -1], ['S9', 1]]]);
    refused(post, 'stocktake.undecided');
    acceptAll();
    // S2 cost 20.00; a found piece is worth what the last one cost, which is 30.00.
    expect(post()).toMatchObject({ variance: 0, value: 10_00 });
    expect(c.lots(c.camera)).toEqual(atA2('S1', 'S3', 'S9'));
    expect(c.lin('stocktake.accuracy', undefined).counts[0]).toMatchObject({ equal: 1, counted: 2 });
  });

  test('scanned twice, and by two counters, are one piece', () => {
    allMilk();
    allCameras();
    pieceScans('S2', 'S2');
    const other = newDevice(c.shop, c.laptop, stocktakeId);
    expect(other.scan(c.ana, c.bins.a2, { code: 'S3', anyway: true })).toMatchObject({ repeated: true, running: 0 });
    finish();
    expect(row('CAMERA')).toMatchObject({ state: 'equal', counted: 3000, lots: [] });
  });

  test('found in another bin are carried over at what they cost, and back by the reversal', () => {
    allMilk();
    pieceScans('S1', 'S3');
    gun.scan(c.wei, c.bins.a1, { code: 'S2', anyway: true });
    expect(posted()).toMatchObject({ variance: 0, value: 0 });
    expect(c.lots(c.camera)).toEqual([['S1', 'A2', 1], ['S2', 'A1', 1], ['S3', 'A2', 1]]);
    expect(life('S2')).toEqual([['receipt', 1], ['move', -1], ['move', 1]]);
    c.shop.check();
    c.lin('stocktake.reverse', { stocktakeId, reason: '重盘' });
    expect(c.lots(c.camera)).toEqual(atA2('S1', 'S2', 'S3'));
  });

  test('seen in two bins stand where they were seen last', () => {
    allMilk();
    gun.scan(c.wei, c.bins.a1, { code: label('S9'), anyway: true });
    allCameras();
    expect(pieceScans(label('S9'))).toMatchObject([{ repeated: true }]);
    finish();
    expect(rows().filter(({ sku }) => sku === 'CAMERA').map(({ bin, variance }) => [bin, variance])).toEqual([['A1', 0], ['A2', 1000]]);
    acceptAll();
    post();
    expect(c.lots(c.camera)).toEqual(atA2('S1', 'S2', 'S3', 'S9'));
  });

  test('that the book has at another location wait for somebody to look, and post once the book has brought them here', () => {
    const shopId = c.lin('location.create', { name: '门店', kind: 'shop' }).locationId;
    c.lin('stock.receive', { locationId: shopId, lines: [{ variantId: c.camera, quantity: pieces(1), value: 40_00 as never, lots: [{ code: 'S4', quantity: pieces(1) }] }] });
    allMilk();
    allCameras();
    pieceScans('S4');
    finish();
    expect(row('CAMERA')).toMatchObject({ state: 'elsewhere', lots: [{ code: 'S4', bookedAt: { location: '门店', here: false } }] });
    refused(post, 'stocktake.undecided');
    const piece = { variantId: c.camera, quantity: pieces(1), lots: [{ code: 'S4', quantity: pieces(1) }] };
    const { stockTransferId } = c.lin('transfer.send', { fromLocationId: shopId, toLocationId: c.locationId, lines: [piece] });
    c.lin('transfer.receive', { stockTransferId, lines: [{ ...piece, binId: c.bins.a2 }] });
    expect(row('CAMERA')).toMatchObject({ state: 'equal', variance: 0 });
    post();
    expect(c.lots(c.camera)).toEqual(atA2('S1', 'S2', 'S3', 'S4'));
  });

  test('are sold while the count is open: before their scan, after it, and although nobody found them', () => {
    const sell = (code: string) => {
      c.lin('stock.adjust', { locationId: c.locationId, reason: 'sample', lines: [{ variantId: c.camera, binId: c.bins.a2, quantity: pieces(-1), lots: [{ code, quantity: pieces(1) }] }] });
      c.shop.clock.advance(1000);
    };
    allMilk();
    sell('S1');
    pieceScans('S2');
    c.shop.clock.advance(1000);
    sell('S2');
    finish();
    // S3 was not found. Then somebody finds and sells it: its loss has no piece left to write off.
    expect(differing('CAMERA')).toEqual([['S3', -1]]);
    acceptAll();
    sell('S3');
    expect(row('CAMERA')).toMatchObject({ state: 'equal', variance: 0 });
    post();
    expect(c.lots(c.camera)).toEqual([]);
  });
});

describe('goods whose label nobody read', () => {
  test('are as the book says where they are as many', () => {
    gun.scan(c.wei, c.bins.a2, { variantId: c.camera, quantity: pieces(2) });
    pieceScans('S3');
    gun.scan(c.wei, c.bins.a1, { variantId: c.milk, quantity: pieces(8) });
    finish();
    expect(rows().map(({ state }) => state)).toEqual(['equal', 'equal']);
    post();
  });

  test('wait for somebody to say which they are; nobody guesses, and nothing is refused as a whole', () => {
    gun.scan(c.wei, c.bins.a2, { variantId: c.camera, quantity: pieces(2) });
    gun.scan(c.wei, c.bins.a1, { variantId: c.milk, quantity: pieces(7) });
    finish();
    expect(rows().map(({ sku, state, unread }) => [sku, state, unread])).toEqual([['MILK', 'whichLot', 7000], ['CAMERA', 'whichLot', 2000]]);
    const [milk, camera] = [row('MILK').lineId, row('CAMERA').lineId];
    refused(() => c.lin('stocktake.accept', { stocktakeId, items: [{ lineId: camera, variance: pieces(-1), reason: 'shrinkage' }] }), 'stocktake.noDecision');
    refused(post, 'stocktake.undecided');
    const name = (lineId: number, ...lots: { code: string; quantity: ReturnType<typeof pieces> }[]) => c.lin('stocktake.nameLots', { stocktakeId, lineId, lots } as never);
    refused(() => name(camera, { code: 'S1', quantity: pieces(1) }), 'lot.miscounted');
    refused(() => name(camera, { code: 'S1', quantity: pieces(2) }), 'serial.onePiece');
    refused(() => name(camera, { code: 'S1', quantity: pieces(1) }, { code: 'S1', quantity: pieces(1) }), 'lot.miscounted');
    name(camera, { code: 'S1', quantity: pieces(1) }, { code: 'S3', quantity: pieces(1) });
    expect(differing('CAMERA')).toEqual([['S2', -1]]);
    name(camera);
    expect(row('CAMERA').state).toBe('whichLot');
    name(camera, { code: 'S1', quantity: pieces(1) }, { code: 'S3', quantity: pieces(1) });
    name(milk, { code: 'M1', quantity: pieces(5) }, { code: 'M2', quantity: pieces(2) });
    acceptAll();
    expect(post()).toMatchObject({ variance: -2000, value: -21_00 });
    expect([c.lots(c.camera), c.lots(c.milk)]).toEqual([atA2('S1', 'S3'), [['M1', 'A1', 5], ['M2', 'A1', 2]]]);
  });

  test('found beyond the book are named before they are taken up', () => {
    allMilk();
    allCameras();
    gun.scan(c.wei, c.bins.a2, { variantId: c.camera });
    finish();
    expect(row('CAMERA')).toMatchObject({ state: 'whichLot', unread: 1000, variance: 1000 });
    c.lin('stocktake.nameLots', { stocktakeId, lineId: row('CAMERA').lineId, lots: [{ code: 'S7', quantity: pieces(1) }] });
    acceptAll();
    post();
    expect(c.lots(c.camera)).toEqual(atA2('S1', 'S2', 'S3', 'S7'));
  });
});

describe('lots', () => {
  test('differ each by itself: one short, one over, and a new one with the day of its label', () => {
    c.lin('barcode.add', { variantId: c.milk, barcode: { code: '6901234567939' } });
    allCameras();
    milkScan('M1', 3);
    milkScan('M2', 4);
    expect(gun.scan(c.wei, c.bins.a1, { code: '(01)06901234567939(17)260601(10)M3' })).toMatchObject({ outcome: 'counted', lot: 'M3' });
    finish();
    expect(differing('MILK')).toEqual([['M1', -2], ['M2', 1], ['M3', 1]]);
    acceptAll('expired');
    expect(post()).toMatchObject({ variance: 0 });
    expect(c.lots(c.milk)).toEqual([['M1', 'A1', 3], ['M2', 'A1', 4], ['M3', 'A1', 1]]);
    expect(c.lin('lot.list', { variantId: c.milk }).rows.map(({ code, expiresOn }) => [code, expiresOn])).toEqual([['M1', '2026-04-01'], ['M2', '2026-05-01'], ['M3', '2026-06-01']]);
  });

  test('of which more is missing than the book still has are counted again', () => {
    allCameras();
    milkScan('M1', 1);
    milkScan('M2', 3);
    c.shop.clock.advance(1000);
    c.lin('stock.adjust', { locationId: c.locationId, reason: 'sample', lines: [{ variantId: c.milk, binId: c.bins.a1, quantity: pieces(-3), lots: [{ code: 'M1', quantity: pieces(3) }] }] });
    finish();
    expect(row('MILK').state).toBe('recount');
    c.shop.clock.advance(1000);
    const other = newDevice(c.shop, c.laptop, stocktakeId);
    other.scan(c.ana, c.bins.a1, { variantId: c.milk, lot: 'M1', quantity: pieces(1) });
    other.scan(c.ana, c.bins.a1, { variantId: c.milk, lot: 'M2', quantity: pieces(3) });
    c.ana('stocktake.finish', { stocktakeId });
    expect(differing('MILK')).toEqual([['M1', -1]]);
    acceptAll();
    post();
    expect(c.lots(c.milk)).toEqual([['M1', 'A1', 1], ['M2', 'A1', 3]]);
  });
});

describe('decisions about lots', () => {
  test('are about the lots that were seen: another piece missing needs another decision', () => {
    allMilk();
    pieceScans('S1', 'S3');
    const late = { kind: 'scan' as const, deviceId: c.laptop, sequence: 1, deviceAt: instant(c.shop.clock.now), offset: 0, binId: c.bins.a2, anyway: true };
    finish();
    acceptAll();
    expect(row('CAMERA').state).toBe('accepted');
    // Two late rows: S2 was there after all, and S1's scan was a mistake.
    c.wei('stocktake.scanBatch', { stocktakeId, items: [{ ...late, code: 'S2' }, { kind: 'undo', deviceId: c.gun, sequence: 99, deviceAt: instant(c.shop.clock.now), undoes: 3 }] });
    expect([row('CAMERA').state, row('CAMERA').variance, differing('CAMERA')]).toEqual(['decide', -1000, [['S1', -1]]]);
    refused(() => c.lin('stocktake.accept', { stocktakeId, items: [{ lineId: row('CAMERA').lineId, variance: pieces(-1), lots: [{ code: 'S2', variance: pieces(-1) }], reason: 'shrinkage' }] }), 'stocktake.changed');
  });

  test('two counts agree when they find the same pieces, not only as many', () => {
    allMilk();
    pieceScans('S1', 'S3');
    finish();
    c.lin('stocktake.recount', { stocktakeId, lineIds: [row('CAMERA').lineId] });
    const second = newDevice(c.shop, c.laptop, stocktakeId);
    c.shop.clock.advance(1000);
    for (const code of ['S1', 'S2']) expect(second.scan(c.ana, c.bins.a2, { code })).toMatchObject({ outcome: 'counted', repeated: false });
    c.ana('stocktake.finish', { stocktakeId });
    expect(row('CAMERA').state).toBe('recount');
    const third = newDevice(c.shop, c.lin('device.register', { name: '3', kind: 'scanner' }).deviceId, stocktakeId);
    for (const code of ['S1', 'S2']) third.scan(c.mei, c.bins.a2, { code });
    c.mei('stocktake.finish', { stocktakeId });
    expect([row('CAMERA').state, differing('CAMERA')]).toEqual(['decide', [['S3', -1]]]);
  });

  test('above the limit need an approval, also where nothing differs in all', () => {
    c.lin('stocktake.abandon', { stocktakeId });
    stocktakeId = c.begin({ approvalValue: 15_00 });
    gun = newDevice(c.shop, c.laptop, stocktakeId);
    allMilk();
    pieceScans('S1', 'S3', label('S9'));
    finish();
    acceptAll();
    expect(row('CAMERA').state).toBe('approve');
    refused(post, 'stocktake.undecided');
  });

  test('a posted count is taken back whole: pieces, lots and what they are worth', () => {
    const before = [c.lots(c.camera), c.lots(c.milk)];
    const worth = () => c.shop.raw.prepare('select sum(value) from costLayer').pluck().get();
    const value = worth();
    pieceScans('S1', 'S3', label('S9'), label('S8'));
    milkScan('M1', 3);
    milkScan('M2', 4);
    posted();
    expect(worth()).not.toBe(value);
    c.shop.check();
    c.lin('stocktake.reverse', { stocktakeId, reason: '重盘' });
    expect([c.lots(c.camera), c.lots(c.milk), worth()]).toEqual([...before, value]);
    expect(life('S2')).toEqual([['receipt', 1], ['loss', -1], ['cancellation', 1]]);
  });
});

test('whoever counts blind is told no lot, no piece and no quantity of the book', () => {
  const wei = callAs(c.shop, c.users.wei, 'clerk');
  wei('stocktake.join', { stocktakeId });
  gun.scan(c.wei, c.bins.a2, { code: 'S1' });
  const told = (name: string, input: unknown): string => JSON.stringify((wei as unknown as (name: string, input: unknown) => unknown)(name, input));
  const lineId = rows()[1]!.lineId;
  for (const [name, input] of [['stocktake.review', { stocktakeId, view: 'all' }], ['stocktake.line', { lineId }], ['stocktake.sheet', { stocktakeId }], ['lot.list', {}], ['lot.list', { variantId: c.camera }], ['lot.places', { variantId: c.camera }], ['lot.places', { variantId: c.milk }]] as const) {
    expect([name, ['S2', 'S3', 'M1', 'M2'].filter((code) => told(name, input).includes(`"${code}"`))]).toEqual([name, []]);
  }
  expect(JSON.stringify(c.lin('lot.list', {}))).toContain('"S2"');
});
