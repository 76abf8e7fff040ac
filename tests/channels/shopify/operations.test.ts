import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type Operation, operations, ordersInBulk } from '../../../main/channels/shopify/operations.ts';
import { costOf } from './emulator/cost.ts';
import { schemaIsHere, schemaOf, versions } from './schema.ts';

describe.skipIf(!schemaIsHere)('every question we ask', () => {
  const names = Object.keys(operations) as Operation[];

  test.each(versions)('is one that Shopify understands in %s', (version) => {
    const wrong = names.flatMap((name) => validate(schemaOf(version), parse(operations[name])).map(({ message }) => `${name}: ${message}`));
    expect(wrong).toEqual([]);
    expect(validate(schemaOf(version), parse(ordersInBulk))).toEqual([]);
  });

  test('costs less than one question may', () => {
    const costs = names.map((name) => [name, costOf(schemaOf('2026-10'), parse(operations[name]), { ids: Array.from({ length: 80 }, String) })] as const);
    expect(costs.filter(([, cost]) => cost > 800)).toEqual([]);
  });

  test('a word of ours that Shopify does not know is found', () => {
    expect(validate(schemaOf('2026-10'), parse('{ shop { currencyKode } }')).map(({ message }) => message)).toEqual([expect.stringContaining('Did you mean "currencyCode"')]);
  });
});
