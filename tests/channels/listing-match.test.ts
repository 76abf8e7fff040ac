import { describe, expect, test } from 'vitest';
import { marksOf, matchIndex, nearCode, proposeMatch } from '../../shared/channels/listing-match.rules.ts';
import { catalogue, listings } from './labelled-listings.ts';

const index = matchIndex(catalogue.map(([sku, name], at) => ({ variantId: at + 1, sku, name })));
const skuOf = (variantId: number): string => catalogue[variantId - 1]![0];

/** What was proposed for each labelled listing. */
const proposed = listings.map(([sku, name, is]) => {
  const proposal = proposeMatch({ sku, name }, index);
  return { sku, name, is, got: proposal === null ? null : skuOf(proposal.variantId), kind: proposal?.kind };
});

describe('listings as they stand on marketplaces', () => {
  test('of more than 200, 95 in a hundred are proposed right, and what is none of ours is not proposed', () => {
    expect(listings.length).toBeGreaterThanOrEqual(200);
    const wrong = proposed.filter(({ is, got }) => is !== got);
    expect(wrong.length / proposed.length, JSON.stringify(wrong, null, 1)).toBeLessThanOrEqual(0.05);
  });

  test('the same code but for case and dashes is never another variant', () => {
    expect(proposed.filter(({ kind, is, got }) => kind === 'exact' && is !== got)).toEqual([]);
    expect(proposed.filter(({ kind }) => kind === 'exact').length).toBeGreaterThan(50);
  });
});

test('two variants of one code but for dashes: nothing is said', () => {
  const twins = matchIndex([{ variantId: 1, sku: 'A-1B', name: 'Rod' }, { variantId: 2, sku: 'A1-B', name: 'Rod' }]);
  expect(proposeMatch({ sku: 'a1b', name: 'Rod' }, twins)).toBeNull();
});

test('sizes, colours and numbers are read in both languages and as they are shortened', () => {
  expect(marksOf('TEE-BLK-S')).toEqual(marksOf('tee black small'));
  expect(marksOf('围巾灰色')).toEqual(marksOf('围巾', 'gy'));
  expect([...marksOf('HOOK-06').numbers]).toEqual(['6']);
});

test('a digit never stands for another', () => {
  expect(nearCode('reel3000', 'reel4000')).toBe(false);
  expect(nearCode('reel3000', 'rel3000')).toBe(true);
  expect(nearCode('reel3000', 'reel300')).toBe(false);
});
