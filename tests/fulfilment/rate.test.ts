import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chargedGrams, chooseService, type ParcelToSend, quoteOf, type RatedService, type RateRow } from '../../shared/fulfilment/rate.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { newShop, type TestShop } from '../support/shop.ts';

const row = (changes: Partial<RateRow>): RateRow => ({ zone: 'home', country: 'CN', postcodeFrom: '', postcodeTo: '', upToGrams: 1000, price: minor(800), stepGrams: null, stepPrice: null, ...changes });
const service = (changes: Partial<RatedService>): RatedService => ({ id: 1, carrierName: '顺丰', name: '标快', cubicPerKilo: null, heaviestGrams: null, longestMm: null, days: null, usual: false, rows: [], ...changes });
const parcel = (changes: Partial<ParcelToSend> = {}): ParcelToSend => ({ country: 'CN', postcode: '310000', weightGrams: 900, size: null, ...changes });

describe('what one service asks', () => {
  test('a first kilogram and each begun one after it, as on a courier’s table', () => {
    const table = service({ rows: [row({}), row({ upToGrams: 30_000, stepGrams: 1000, stepPrice: minor(200) })] });
    const price = (weightGrams: number) => quoteOf(table, parcel({ weightGrams })).price;
    expect([price(1000), price(1001), price(2000), price(2001), price(30_000), price(30_001)]).toEqual([800, 1000, 1000, 1200, 800 + 29 * 200, null]);
  });

  test('a large light box counts by its size where the service says so', () => {
    // 30 × 40 × 50 cm = 60,000 cm³; at 6,000 cm³ to the kilogram that is 10 kg.
    expect(chargedGrams(parcel({ size: [300, 400, 500] }), 6000)).toBe(10_000);
    expect(chargedGrams(parcel({ size: [300, 400, 500] }), null)).toBe(900);
    expect(chargedGrams(parcel({ size: [100, 100, 100], weightGrams: 5000 }), 6000)).toBe(5000);
  });

  test('the most exact row says the zone: more signs of the postcode, then the country, then anywhere', () => {
    const rows = [row({ zone: 'world', country: '*', price: minor(9000) }), row({ zone: 'home' }), row({ zone: 'far', postcodeFrom: '83', postcodeTo: '85', price: minor(2500) }), row({ zone: 'city', postcodeFrom: '310', postcodeTo: '311', price: minor(500) })];
    const zone = (country: string, postcode: string) => quoteOf(service({ rows }), parcel({ country, postcode })).zone;
    expect([zone('CN', '310-012'), zone('CN', '840000'), zone('CN', '100000'), zone('DE', '31011')]).toEqual(['city', 'far', 'home', 'world']);
  });

  test.each([
    ['tooHeavy', { heaviestGrams: 500 }, {}],
    ['tooLong', { longestMm: 400 }, { size: [500, 10, 10] as const }],
    ['noZone', {}, { country: 'JP' }],
    ['noBand', {}, { weightGrams: 1001 }],
  ] as const)('a parcel it does not carry is refused as %s', (unfit, terms, sent) => {
    expect(quoteOf(service({ rows: [row({})], ...terms }), parcel(sent))).toMatchObject({ price: null, unfit });
  });
});

/** Every price any row of any service could ask, by the words of a rate card; written without the rules it judges. */
function cheapestByHand(services: readonly RatedService[], sent: ParcelToSend): number | null {
  const postcode = sent.postcode.replaceAll(/\W/g, '').toUpperCase();
  const prices = services.flatMap((one) => {
    const volume = sent.size ? sent.size[0] * sent.size[1] * sent.size[2] : 0;
    const grams = one.cubicPerKilo ? Math.max(sent.weightGrams, Math.ceil(volume / one.cubicPerKilo)) : sent.weightGrams;
    if ((one.heaviestGrams ?? Infinity) < sent.weightGrams || (sent.size ?? [0]).some((side) => side > (one.longestMm ?? Infinity))) return [];
    for (const signs of [3, 2, 0]) {
      for (const country of [sent.country, '*']) {
        if (country === '*' && signs > 0) continue;
        const there = one.rows.filter((r) => r.country === country && r.postcodeFrom.length === signs && postcode.length >= signs && postcode.slice(0, signs) >= r.postcodeFrom && postcode.slice(0, signs) <= r.postcodeTo);
        if (there.length === 0) continue;
        const zone = there[0]!.zone;
        const bands = there.filter((r) => r.zone === zone).sort((a, b) => a.upToGrams - b.upToGrams);
        let before = 0;
        for (const band of bands) {
          if (grams <= band.upToGrams) return [band.price + (band.stepGrams ? Math.ceil((grams - before) / band.stepGrams) * band.stepPrice! : 0)];
          before = band.upToGrams;
        }
        return [];
      }
    }
    return [];
  });
  return prices.length === 0 ? null : Math.min(...prices);
}

const aRow = fc
  .record({ area: fc.constantFrom(['CN', '', ''], ['CN', '31', '33'], ['CN', '310', '310'], ['*', '', ''], ['US', '', '']), band: fc.constantFrom(500, 1000, 5000, 20_000), price: fc.integer({ min: 100, max: 5000 }), step: fc.option(fc.record({ grams: fc.constantFrom(100, 500, 1000), price: fc.integer({ min: 0, max: 400 }) })) })
  .map(({ area: [country = '', postcodeFrom = '', postcodeTo = ''], band, price, step }) => row({ zone: `${country}${postcodeFrom}`, country, postcodeFrom, postcodeTo, upToGrams: band, price: minor(price), stepGrams: step?.grams ?? null, stepPrice: step ? minor(step.price) : null }));
const aService = fc.record({ cubicPerKilo: fc.option(fc.constantFrom(5000, 6000)), heaviestGrams: fc.option(fc.constantFrom(3000, 10_000)), longestMm: fc.option(fc.constantFrom(300, 800)), rows: fc.uniqueArray(aRow, { maxLength: 8, selector: (one) => `${one.zone} ${one.upToGrams}` }) });
const aParcel = fc.record({
  country: fc.constantFrom('CN', 'US', 'JP'),
  postcode: fc.constantFrom('310012', '325000', '100000', ''),
  weightGrams: fc.integer({ min: 1, max: 25_000 }),
  size: fc.option(fc.tuple(fc.integer({ min: 10, max: 900 }), fc.integer({ min: 10, max: 600 }), fc.integer({ min: 10, max: 600 }))),
});

test('the service chosen for a thousand parcels is the cheapest a person finds by trying every row', () => {
  fc.assert(
    fc.property(fc.array(aService, { maxLength: 5 }), aParcel, (made, sent) => {
      const services = made.map((terms, index) => service({ id: index + 1, ...terms }));
      expect(chooseService(services, sent).price).toBe(cheapestByHand(services, sent));
    }),
    { numRuns: 1000 },
  );
});

describe('rate tables of the shop', () => {
  let shop: TestShop;
  let slow: number;
  let quick: number;
  beforeEach(() => {
    shop = newShop();
    const carrier = (code: string) => shop.call('carrier.list', undefined).carriers.find((one) => one.code === code)!.carrierId;
    const add = (code: string, name: string, days: number) => shop.call('carrierService.add', { carrierId: carrier(code), name, cubicPerKilo: null, heaviestGrams: null, longestMm: null, days }).carrierServiceId;
    slow = add('zto', '普快', 4);
    quick = add('sf', '标快', 1);
    for (const [carrierServiceId, price] of [[slow, 800], [quick, 1800]] as const) shop.call('carrierService.setRates', { carrierServiceId, rows: [row({ price: minor(price) })] });
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });
  const quote = () => shop.call('carrierService.quote', { country: 'CN', postcode: '', weightGrams: 900 });

  test('the cheapest is chosen and the saving against the usual one is known', () => {
    expect(quote()).toMatchObject({ serviceId: slow, price: 800, usualPrice: null });
    shop.call('carrierService.makeUsual', { carrierServiceId: quick });
    expect(quote()).toMatchObject({ serviceId: slow, price: 800, usualPrice: 1800 });
    shop.call('carrierService.block', { carrierServiceId: slow });
    expect(quote()).toMatchObject({ serviceId: quick, price: 1800, usualPrice: 1800 });
  });

  test('a table is replaced whole, and undo brings the old one back', () => {
    shop.call('carrierService.setRates', { carrierServiceId: slow, rows: [row({ price: minor(100) }), row({ zone: 'world', country: '*' })] });
    expect(quote().price).toBe(100);
    shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
    expect([quote().price, shop.call('carrierService.rates', { carrierServiceId: slow }).rows.length]).toEqual([800, 1]);
  });
});
