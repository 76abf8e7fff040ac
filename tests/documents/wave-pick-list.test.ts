import { afterEach, beforeEach, expect, test } from 'vitest';
import { rollOf } from '../../shared/documents/receipt-roll.rules.ts';
import { documentHtml } from '../../shared/documents/sheet-html.rules.ts';
import { writeDocument } from '../../shared/documents/written.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { languages } from '../../shared/units/language.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newShippingShop, type ShippingShop } from '../fulfilment/support.ts';
import { refused } from '../support/refused.ts';
import { openingTime } from '../support/shop.ts';

let shop: ShippingShop;
beforeEach(() => void (shop = newShippingShop()));
afterEach(() => shop.close());

const paper = (number: string) => shop.call('document.get', { kind: 'pickList', number });
const built = () => {
  shop.order({ ROD: 2, LINE: 12 });
  shop.order({ HOOK: 3 });
  return shop.call('wave.build', {});
};

test('the list is the wave in the order of its walk, and every unit set aside for it stands on it once', () => {
  const { units } = built();
  const { document } = paper('W-00001');
  expect(document.lines.map(({ bin, sku, tote, quantity }) => [bin, sku, tote, quantity / 1000])).toEqual([
    ['A-01', 'ROD', '1', 2],
    ['A-05', 'LINE', '1', 10],
    ['B-03', 'LINE', '1', 2],
    ['B-03', 'HOOK', '2', 3],
  ]);
  expect(document.lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(units);
  expect(document.facts).toEqual([{ name: 'place', value: '店面' }, { name: 'orders', value: '2' }, { name: 'pieces', value: '17' }, { name: 'packAt', value: 'PACK' }]);
});

test('each tote has its label, and the packing table knows it by what a scanner reads', () => {
  built();
  const { labels = [] } = paper('W-00001').document;
  expect(labels).toEqual([{ code: 'W-00001/1', name: '1 · SO-000001' }, { code: 'W-00001/2', name: '2 · SO-000002' }]);
  const totes = shop.raw.prepare('select id from pickTote order by toteNo').pluck().all();
  expect(labels.map(({ code }) => shop.call('pack.find', { code }).pickToteId)).toEqual(totes);
});

test('what was picked is off the list, and a wave taken back has none', () => {
  const { pickWaveId } = built();
  const [rods] = shop.call('wave.get', { pickWaveId }).lines;
  shop.call('pick.take', { pickLineId: rods!.pickLineId, quantity: pieces(2) });
  expect(paper('W-00001').document.lines.map(({ sku }) => sku)).toEqual(['LINE', 'LINE', 'HOOK']);
  shop.call('pick.putBack', { pickLineId: rods!.pickLineId, quantity: pieces(2) });
  shop.call('wave.cancel', { pickWaveId });
  refused(() => paper('W-00001'), 'document.missing');
});

test('one order’s list has no column for totes and no labels', () => {
  shop.order({ ROD: 1 });
  const { document, look } = paper('SO-000001');
  const written = writeDocument(document, look, instant(openingTime));
  expect([written.columns.map(({ id }) => id), written.labels]).toEqual([['bin', 'sku', 'name', 'quantity', 'tick'], []]);
});

test.each(languages)('A4 in %s: number, totes and labels stand on the sheet, and on a receipt roll too', (language) => {
  built();
  const { document, look } = shop.call('document.get', { kind: 'pickList', number: 'W-00001', language });
  const written = writeDocument(document, look, instant(openingTime));
  expect([look.paper, written.language, written.columns.map(({ id }) => id)]).toEqual(['a4', language, ['bin', 'sku', 'name', 'tote', 'quantity', 'tick']]);
  const html = documentHtml(written, look, {});
  for (const text of ['W-00001', 'A-05', '1 · SO-000001', 'W-00001/2']) expect(html).toContain(text);
  expect(rollOf(written).filter(({ kind }) => kind === 'barcode')).toHaveLength(3);
});
