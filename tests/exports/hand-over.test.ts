import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifierText } from '../../shared/exports/hand-over/verifier.text.ts';
import type { TestShop } from '../support/shop.ts';
import { booksShop, made, textOf } from './support.ts';

interface Verifier {
  sha256(data: string | Uint8Array): string;
  verifyBytes(bytes: Uint8Array): boolean;
  verifySections(texts: Record<string, string>, markup: undefined, faults: { section: string; what: string }[]): Iterable<string>;
}

// The page's own copy of the verifier, run as the page runs it.
const verifier = vm.runInNewContext(`${verifierText};({ sha256, verifyBytes, verifySections })`, { document: {}, TextEncoder, TextDecoder, Uint8Array, Int32Array, DataView }) as Verifier;

let shop: TestShop;
let text: string;
let bytes: Buffer;
beforeAll(() => {
  shop = booksShop();
  text = textOf(made(shop, 'handOver').files[0]);
  bytes = Buffer.from(text);
});
afterAll(() => shop.close());

const sectionsOf = (source: string): Record<string, string> =>
  Object.fromEntries([...source.matchAll(/<(?:script|style)[^>]* id="(\w+)"[^>]*>([^]*?)<\/(?:script|style)>/g)].map(([, name = '', content = '']) => [name, content]));

function faultsOf(sections: Record<string, string>): string[] {
  const faults: { section: string; what: string }[] = [];
  for (const _step of verifier.verifySections(sections, undefined, faults));
  return faults.map(({ section }) => section);
}

test('its SHA-256 is the one everybody has', () => {
  for (let size = 0; size < 200; size += 1) expect(verifier.sha256('鱼a'.repeat(size))).toBe(hash('sha256', '鱼a'.repeat(size)));
  expect(verifier.sha256(bytes)).toBe(hash('sha256', bytes));
});

test('a file as it was made is proved, whole and in parts', () => {
  expect(faultsOf(sectionsOf(text))).toEqual([]);
  expect(verifier.verifyBytes(bytes)).toBe(true);
});

test('one byte changed anywhere in the file is seen', () => {
  // Every byte of the markup before the data, then places all over the file.
  const places = [...Array.from({ length: 600 }, (_unused, index) => index), ...Array.from({ length: 60 }, (_unused, index) => Math.floor((bytes.length * (index + 1)) / 61)), bytes.length - 1];
  const unseen = places.filter((place, index) => index % 7 === 0 || place > 600).filter((place) => {
    const changed = Buffer.from(bytes);
    changed[place]! ^= 1 << (place % 7);
    return verifier.verifyBytes(changed);
  });
  expect(unseen).toEqual([]);
});

test('one letter changed in any part is seen, and the part is named', () => {
  const sections = sectionsOf(text);
  for (const [name, content] of Object.entries(sections)) {
    const middle = Math.floor(content.length / 2);
    const changed = { ...sections, [name]: content.slice(0, middle) + (content[middle] === '7' ? '8' : '7') + content.slice(middle + 1) };
    expect([name, faultsOf(changed)[0]]).toEqual([name, name]);
  }
});

describe('a file whose seal was made anew', () => {
  /** What somebody can do who has this program: every digest of the file fits again, only the chain does not. */
  function forged(change: (sections: Record<string, string>) => void): string[] {
    const sections = sectionsOf(text);
    change(sections);
    const seal = JSON.parse(sections['seal']!) as { sections: Record<string, string>; markup: string; file: string };
    for (const name of Object.keys(seal.sections)) seal.sections[name] = hash('sha256', sections[name]!);
    const { markup, file } = seal;
    sections['seal'] = JSON.stringify({ sections: seal.sections, markup, file, self: hash('sha256', JSON.stringify({ sections: seal.sections, markup, file })) });
    return faultsOf(sections);
  }

  test('is found by the digest its command proved when an entry was changed', () => {
    expect(forged((sections) => {
      const entries = JSON.parse(sections['entries']!) as { d: unknown[]; h: string }[];
      entries[3]!.d[14] = (entries[3]!.d[14] as [number, number][]).map(([account, amount]) => [account, amount * 2]);
      entries[3]!.h = hash('sha256', JSON.stringify(entries[3]!.d));
      sections['entries'] = JSON.stringify(entries);
    })).toContain('entries');
  });

  test('is found by the chain when a command was changed or left out', () => {
    expect(forged((sections) => {
      const chain = JSON.parse(sections['chain']!) as unknown[][];
      chain[0]![3] = 99;
      sections['chain'] = JSON.stringify(chain);
    })).toContain('chain');
    expect(forged((sections) => (sections['chain'] = JSON.stringify((JSON.parse(sections['chain']!) as unknown[]).slice(1))))).toContain('chain');
  });

  test('is found by the sums when a balance was changed or an entry left out', () => {
    expect(forged((sections) => {
      const rows = JSON.parse(sections['trialBalance']!) as { closing: number }[];
      rows[0]!.closing += 1;
      sections['trialBalance'] = JSON.stringify(rows);
    })).toContain('trialBalance');
    expect(forged((sections) => (sections['entries'] = JSON.stringify((JSON.parse(sections['entries']!) as unknown[]).slice(1))))).toContain('trialBalance');
  });
});

test('the verifier runs by itself where Node is, says the head, and fails on a changed file', () => {
  const [script, file] = [path.join(shop.folder, 'verify.mjs'), path.join(shop.folder, 'books.html')];
  fs.writeFileSync(script, sectionsOf(text)['verifier']!);
  fs.writeFileSync(file, bytes);
  const head = shop.raw.prepare("select hash from command where hash <> '' order by id desc limit 1").pluck().get() as string;
  const run = () => spawnSync(process.execPath, [script, file], { encoding: 'utf8' });
  expect(run()).toMatchObject({ status: 0, stdout: `Proved. Head of the chain: ${head}\n` });
  fs.writeFileSync(file, text.replace('"JE-000005"', '"JE-000006"'));
  expect(run()).toMatchObject({ status: 1 });
  expect(verifierText.split('\n').length).toBeLessThan(130);
});

test('nothing in it is asked of a network', () => {
  expect(text).toContain("default-src 'none'");
  expect([...text.matchAll(/(?:src|href)="https?:/g)]).toEqual([]);
});
