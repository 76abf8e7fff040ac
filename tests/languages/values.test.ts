import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { methods } from '../../main/app/methods.ts';
import { en } from '../../renderer/app/languages/en.ts';
import { documentReasons, firstReasons } from '../../shared/inventory/adjustment.rules.ts';

type Words = { readonly [key: string]: string | Words };

/** Every set of words in the tree, as its keys. */
const groupsOf = (words: Words): ReadonlySet<string>[] => [
  new Set(Object.keys(words).map((key) => key.replace(/_(one|other)$/, ''))),
  ...Object.values(words).flatMap((value) => (typeof value === 'string' ? [] : groupsOf(value))),
];
const groups = groupsOf(en);

interface Choice {
  where: string;
  values: string[];
}

/** Every choice an answer can hold, with the field it stands in. */
function choicesIn(schema: z.core.$ZodType, where: string): Choice[] {
  const { def } = schema._zod as unknown as { def: z.core.$ZodTypeDef & Record<string, unknown> };
  const inside = (part: unknown, name = where): Choice[] => choicesIn(part as z.core.$ZodType, name);
  switch (def.type) {
    case 'enum':
      return [{ where, values: Object.values(def['entries'] as Record<string, string>) }];
    case 'object':
      return Object.entries(def['shape'] as Record<string, unknown>).flatMap(([name, part]) => inside(part, name));
    case 'array':
      return inside(def['element']);
    case 'record':
      return [...inside(def['keyType']), ...inside(def['valueType'])];
    case 'union':
      return (def['options'] as unknown[]).flatMap((part) => inside(part));
    case 'pipe':
      return [...inside(def['in']), ...inside(def['out'])];
    case 'nullable':
    case 'optional':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
      return inside(def['innerType']);
    default:
      return [];
  }
}

/** Choices no screen shows as they are, each with what is done with it instead. */
const unsaid: Record<string, readonly string[]> = {
  'shown as it is': ['A B C', 'X Y Z', ', ; \t |', 'ean13 ean8 upca code128 qrcode gs1-128 gs1datamatrix', 'jpeg png webp gif avif', 'pdf jpeg png webp gif', ' 03 04', 'ofx qif camt053 mt940 csv'],
  'columns of a sheet, named as the import knows them': ['sku name group barcode pack price currency category tags state unit weight description optionName1 optionValue1 optionName2 optionValue2 optionName3 optionValue3 moreBarcodes attributes'],
  'its names are one list for refusals and screens': ['taobao pinduoduo douyin jd tiktok etsy ebay amazon shopify other'],
  'each language says its own name': ['en zh-Hans zh-Hant'],
  'one of them alone is told of, in a sentence of its own': [
    'packed wrong tooMany unknown takenOut', 'counted wrongBin twice unknown undone', 'typed pool none', 'gtin gs1 scale text', 'gtin text', 'system file', 'rma order tracking serial',
    'issuedOn currency gross chainHead', 'order shipment invoice shippedOn carrier tracking reason period soldBy place orders pieces packAt answerBy neededOn', 'goods expense landedCost', 'valid expiresSoon expired', 'nothing sku barcode person', 'own shared several elsewhere none',
  ],
  'decides what a screen offers or asks': [
    'waiting running done cancelled failed', 'shop warehouse inTransit', 'newest total shipBy', 'state category tag attribute', 'scan zero undo', 'later after never', 'lock reopen', 'none ups s10 mod7 fedex', 'person company',
    'purchaseOrder supplierBill goodsReceipt', 'waiting sending sent parked superseded', 'laptop browser scanner cli', 'payout carrier ads person', 'finished onHold unpaid notApproved inWave nothingHere', 'new known changed', 'notPaid status', 'file person channel',
    'month year', 'proof work look', 'code text day money quantity rate percent count', 'heading line sum total account', 'person auto', 'mail hand',
  ],
  'answers to who imports, counted and not named': ['created updated unchanged', 'created takenOver history changed unchanged older', 'new known stray', 'email phone namePostcode'],
  'a policy of the chart, chosen once with the chart': [
    'generic ifrs smallBusinessCn us uk skr03 skr04 pcg', 'off on reversible', 'shipment delivery', 'shipment payment invoice', 'deferred notDeferred', 'ownAccounts inRevenue', 'deductible cost', 'off accrued',
  ],
};
const known = new Set(Object.values(unsaid).flat());

const answered = [...methods.values()].flatMap(({ name, output }) => (output ? choicesIn(output, '').map((choice) => ({ ...choice, method: name })) : []));

test('each value of each choice an answer can hold has words in one place', () => {
  expect(answered.length).toBeGreaterThan(100);
  const wordless = answered.filter(({ values }) => !known.has(values.join(' ')) && !groups.some((group) => values.every((value) => group.has(value))));
  expect(wordless.map(({ method, where, values }) => `${method} ${where}: ${values.join(' ')}`)).toEqual([]);
});

test('each reason a document moves goods for has words of its own', () => {
  const main = path.resolve(import.meta.dirname, '../../main');
  const sources = fs.readdirSync(main, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.startsWith(path.join('app', 'demo')));
  const moving = sources.map((name) => fs.readFileSync(path.join(main, name), 'utf8')).filter((text) => /kind: '(loss|gain)'/.test(text));
  const booked = moving.flatMap((text) => [...text.matchAll(/\breason: '(\w+)'/g)].map(([, reason]) => reason!));
  const ours: readonly string[] = [...firstReasons, ...documentReasons];
  expect(booked).toEqual(expect.arrayContaining([...documentReasons]));
  expect(booked.filter((reason) => !ours.includes(reason))).toEqual([]);
  expect(ours.filter((reason) => !(reason in en.adjustmentReasons))).toEqual([]);
});
