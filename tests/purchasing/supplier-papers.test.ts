import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { paperState, papersThatStop } from '../../shared/purchasing/supplier-document.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';
import { migrations } from '../support/shop.ts';

interface Papers {
  documents: { id: number; name: string; state: string; files: number }[];
}

const pdf = Buffer.from('%PDF-1.7\n% a licence, scanned\n').toString('base64');
/** The day of the test's clock. */
const today = day('2026-03-02');

let shop: TestDoor;
let supplierId: number;
const call = async <T>(method: string, input: object = {}): Promise<T> => (await shop.call(method, input)) as T;
const papers = async () => (await call<Papers>('supplierDocument.list', { supplierId })).documents;
const add = (name: string, validThroughOn: string | null, required = false) => call<{ documentId: number }>('supplierDocument.add', { supplierId, kind: 'licence', name, number: '', validThroughOn, required });
const draft = async (): Promise<number> => {
  const { variants } = await call<{ variants: { id: number }[] }>('product.create', { name: 'Rod', state: 'active', variants: [{ sku: `ROD-${Math.random()}` }] });
  return (await call<{ purchaseOrderId: number }>('purchaseOrder.create', { supplierId, lines: [{ variantId: variants[0]!.id, quantity: 1_000, price: 10_000 }] })).purchaseOrderId;
};

beforeEach(async () => {
  shop = await openTestDoor();
  await call('location.create', { name: 'Shelf', kind: 'shop' });
  ({ supplierId } = await call<{ supplierId: number }>('supplier.create', { name: '威海钓具厂' }));
});
afterEach(() => shop.close());

test('a scan lies beside its paper; taken away and laid back by undo, both are there again', async () => {
  const { documentId } = await add('Food licence', '2027-01-31');
  await call('attachment.add', { kind: 'supplierDocument', itemId: documentId, name: 'licence.pdf', data: pdf });
  expect(await papers()).toMatchObject([{ id: documentId, name: 'Food licence', files: 1 }]);
  await call('supplierDocument.remove', { documentId });
  expect(await papers()).toEqual([]);
  const { rows } = await call<{ rows: { id: number; method: string }[] }>('activity.list', { limit: 1 });
  expect(rows[0]?.method).toBe('supplierDocument.remove');
  await call('activity.undo', { commandId: rows[0]!.id });
  expect(await papers()).toMatchObject([{ id: documentId, files: 1 }]);
  const { proofs } = await call<{ proofs: { faults: unknown[] }[] }>('proof.run');
  expect(proofs.flatMap(({ faults }) => faults)).toEqual([]);
});

test('a required paper that has expired stops ordering until it is taken away; one that is not required only warns', async () => {
  await add('Insurance', '2026-03-01');
  await call('purchaseOrder.place', { purchaseOrderId: await draft() });
  const { documentId } = await add('Licence', '2026-03-01', true);
  const purchaseOrderId = await draft();
  expect(await refusalOf(() => call('purchaseOrder.place', { purchaseOrderId }))).toMatchObject({ code: 'supplier.paperExpired', details: { papers: ['Licence'] } });
  await add('Licence', '2027-03-01', true);
  await call('supplierDocument.remove', { documentId });
  await call('purchaseOrder.place', { purchaseOrderId });
  expect((await call<Papers>('supplierDocument.expiring')).documents.map(({ name, state }) => [name, state])).toEqual([['Insurance', 'expired']]);
});

test('a paper is warned about from thirty days before its last day on, through that day it holds', () => {
  for (const [days, state] of [[-1, 'expired'], [0, 'expiresSoon'], [30, 'expiresSoon'], [31, 'valid']] as const) expect(paperState(addDays(today, days), today)).toBe(state);
  expect(paperState(null, today)).toBe('valid');
  const kept = [false, true].flatMap((required) => [-1, 0, null].map((days) => ({ required, validThroughOn: days === null ? null : addDays(today, days) })));
  expect(papersThatStop(kept, today)).toEqual([{ required: true, validThroughOn: addDays(today, -1) }]);
});

test('papers kept before are kept when more kinds of things may have papers, and stay as final as they were', () => {
  const raw = new Database(':memory:');
  const names = Object.keys(migrations).sort();
  const turn = names.indexOf('0033-company-attachment-kinds');
  expect(turn).toBeGreaterThan(0);
  for (const name of names.slice(0, turn)) raw.exec(migrations[name]!);
  raw.pragma('foreign_keys = off');
  raw.exec(`insert into attachment (id, kind, itemId, hash, type, name, bytes, attachedAt, removedById, commandId) values
    (3, 'journalEntry', 7, '${'a'.repeat(64)}', 'pdf', 'rent.pdf', 9, 5, null, 1), (8, 'bankLine', 7, '${'b'.repeat(64)}', 'png', 'slip.png', 4, 6, 2, 1)`);
  const before = raw.prepare('select * from attachment order by id').all();
  raw.exec(migrations['0033-company-attachment-kinds']!);
  expect(raw.prepare('select * from attachment order by id').all()).toEqual(before);
  expect(() => raw.exec("update attachment set name = 'x.pdf'")).toThrow('never edited');
  expect(() => raw.exec('delete from attachment')).toThrow('never removed');
  raw.exec(`insert into attachment (kind, itemId, hash, type, name, bytes, attachedAt, commandId) values ('supplierDocument', 1, '${'c'.repeat(64)}', 'pdf', 'l.pdf', 1, 1, 1)`);
  expect(raw.prepare('select max(id) from attachment').pluck().get()).toBe(9);
  raw.close();
});
