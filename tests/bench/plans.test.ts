import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../main/app/ask.ts';
import { registry } from '../../main/app/registry.ts';
import { openReader } from '../../main/database/connection.ts';
import { shopFileName } from '../../main/database/shop-file.ts';
import { instant } from '../../shared/units/instant.ts';
import { newEmptyShop, type TestShop } from '../support/shop.ts';
import { benchBank } from './banking.ts';
import { postBenchCount } from './counting.ts';
import { foundBenchShop } from './founding.ts';
import { History } from './history.ts';
import { benchAds } from './ads.ts';
import { benchApart } from './apart.ts';
import { benchWave } from './fulfilment.ts';
import { benchPurchase } from './purchasing.ts';
import { benchTill } from './till.ts';
import { benchReturns } from './returns.ts';
import { type Screen, screensOf, smallQuestions } from './screens.ts';

/** Without statistics SQLite plans a question alike for a hundred orders and for a million. */
let shop: TestShop;
const plans: { screen: string; sql: string; steps: Step[] }[] = [];

interface Step {
  /** The step it belongs to; 0 in the question itself. */
  parent: number;
  detail: string;
}


/** Tables that grow with every order; reading one whole is felt sooner or later. */
const large = [
  'salesOrder', 'orderLine', 'orderCharge', 'orderRecipient', 'payment', 'shipment', 'shipmentLine', 'stockMovement', 'layerChange', 'costLayer', 'stockLevel',
  'posting', 'journalEntry', 'taxLine', 'openItem', 'command', 'commandBody', 'commandKey', 'outbox', 'customer', 'customerContact', 'customerAddress', 'product', 'variant',
  'price', 'barcode', 'listing', 'channelCopy', 'fieldSight', 'fieldConflict', 'fieldConflictFact', 'purchaseReceiptLine', 'purchaseOrderLine', 'purchaseOrder', 'supplierBillLine', 'supplierBillMatch',
  'pickWave', 'pickTote', 'pickLine', 'pickTake', 'parcel', 'parcelLine', 'packScan',
  'refund', 'refundPart', 'rma', 'rmaLine', 'goodsReturnLine', 'inspectionLine', 'movementLot', 'lot', 'storeCreditMovement', 'bankLine', 'bankDecision', 'bankMatch', 'bankNetting',
];

beforeAll(() => {
  shop = newEmptyShop();
  new History(shop.core.writer.raw, foundBenchShop(shop.core, shop.clock, { skus: 120, customers: 60 }), 300).build();
  // Posted: who asks below must not be counting blind.
  postBenchCount(shop.core, shop.clock.now, 50);
  benchPurchase(shop.core);
  benchApart(shop.core);
  benchTill(shop.core);
  benchBank(shop.core);
  benchWave(shop.core, 6);
  benchReturns(shop.core);
  benchAds(shop.core);
  // A question about every row there is reads every row.
  for (const screen of screensOf(shop.raw).filter(({ whole }) => !whole)) {
    for (const sql of statementsOf(screen)) plans.push({ screen: screen.name, sql, steps: planOf(sql) });
  }
});
afterAll(() => shop.close());

const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;

/** The statements a question runs, caught where a new connection prepares them. */
function statementsOf({ method, input }: Screen): Set<string> {
  const connection = openReader(path.join(shop.folder, shopFileName));
  const seen = new Set<string>();
  const prepare = connection.raw.prepare.bind(connection.raw);
  connection.raw.prepare = ((sql: string) => {
    seen.add(sql);
    return prepare(sql);
  }) as typeof prepare;
  ask(connection, owner, method, input, instant(shop.clock.now));
  connection.close();
  return seen;
}

const planOf = (sql: string): Step[] => shop.raw.prepare(`explain query plan ${sql}`).all(...Array.from(sql.matchAll(/\?/g), () => null)) as Step[];

/** What a name in a plan stands for. */
function tableOf(name: string, sql: string): string {
  const [, table = name] = new RegExp(`"?(\\w+)"? (?:as )?"?${name}"?(?=[\\s,)]|$)`, 'i').exec(sql.replaceAll(/\s+/g, ' ')) ?? [];
  return large.includes(table) ? table : name;
}

/** Walking an index in the order asked for ends after a page, as long as nothing has to be sorted. */
const endsAfterPage = (sql: string, steps: readonly Step[]): boolean =>
  /limit [\d+ ?]+$/i.test(sql.trim()) && !steps.some(({ parent, detail }) => parent === 0 && detail.includes('USE TEMP B-TREE FOR ORDER BY'));

/** Indexes of work lists: they hold only what waits, however long the history is. */
const isWorkList = (detail: string): boolean => /INDEX (salesOrder(ToApprove|ToShip|ToPay|NeedsSomeone)|orderExceptionOpen|stockLevel(Short|Held)|pickTote(OfOrder|Open)|costLayerOpen)$/.test(detail);

describe('the questions of every screen', () => {
  test('are all asked here', () => {
    const asked = new Set([...screensOf(shop.raw).map(({ method }) => method), ...smallQuestions]);
    expect(Object.keys(registry.queries).filter((method) => !asked.has(method))).toEqual([]);
    expect(plans.length).toBeGreaterThan(60);
  });

  test('read no large table whole', () => {
    const whole = plans.flatMap(({ screen, sql, steps }) =>
      steps.flatMap(({ detail }) => {
        const [, name = ''] = /^SCAN (\w+)/.exec(detail) ?? [];
        return large.includes(tableOf(name, sql)) && !isWorkList(detail) && !endsAfterPage(sql, steps) ? [`${screen}: ${detail} of ${sql}`] : [];
      }),
    );
    expect(whole).toEqual([]);
  });

  test('never skip rows by counting them', () => {
    expect(plans.filter(({ sql }) => /\boffset\b/i.test(sql)).map(({ screen }) => screen)).toEqual([]);
  });
});
