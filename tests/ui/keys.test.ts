/** Every act has a key: read off the source, as what a person is offered depends on what lies before them. */
import fs from 'node:fs';
import path from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Rows, not acts (docs/decisions.md): what was found in the shop, and what a channel has to tell. */
const rows = ['renderer/app/app-palette.tsx', 'renderer/channels/sync-news.tsx', 'renderer/channels/first-readings.tsx'];

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

interface Act {
  readonly file: string;
  readonly id: string;
  /** As written: a text, or how it is made. */
  readonly keys: string | undefined;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);
const objectsIn = (node: Node): Node[] => [...(node.type === 'ObjectExpression' ? [node] : []), ...childrenOf(node).flatMap(objectsIn)];

/** An act is an object with an id, a label and a run. */
function actsOf(file: string): Act[] {
  const source = fs.readFileSync(path.join(root, file), 'utf8');
  const textOf = ({ start, end }: Node): string => source.slice(start, end);
  // The parser's own types know no common node.
  return objectsIn(parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node).flatMap((object) => {
    const own = new Map(childrenOf(object).map((part) => /^(?:\.\.\.\(.*&& \{ )?(\w+)(?:: ([^]*?))?(?: \}\))?$/.exec(textOf(part))?.slice(1) ?? []).map(([name, value]) => [name, value ?? name]));
    return ['id', 'label', 'run'].every((name) => own.has(name)) ? [{ file, id: own.get('id')!, keys: own.get('keys') }] : [];
  });
}

const acts = fs.globSync('renderer/**/*.{ts,tsx}', { cwd: root }).flatMap(actsOf);
const written = acts.flatMap(({ file, id, keys }) => (keys !== undefined && /^'[^']+'$/.test(keys) ? [{ file, id, keys: keys.slice(1, -1) }] : []));

test('every act has a key, but rows', () => {
  expect(acts.length).toBeGreaterThan(300);
  expect(acts.filter(({ file, keys }) => keys === undefined && !rows.includes(file))).toEqual([]);
  // Or the exception is no longer needed.
  expect(rows.filter((file) => !acts.some((act) => act.file === file && act.keys === undefined))).toEqual([]);
});

test('no bare key keeps what begins with it from being reached', () => {
  const firsts = new Set(written.flatMap(({ keys }) => /^(\S+) \S+$/.exec(keys)?.slice(1) ?? []));
  expect(firsts).toEqual(new Set([',', 'g']));
  expect(written.filter(({ keys }) => firsts.has(keys))).toEqual([]);
});

test('what can be done from everywhere has a key of its own each', () => {
  const everywhere = [...written.filter(({ file }) => file === 'renderer/app/shell-actions.tsx').map(({ keys }) => keys), ...goLetters()];
  expect(everywhere.filter((keys, place) => everywhere.indexOf(keys) !== place)).toEqual([]);
});

/** The places of the rail: `letter` follows G. */
const goLetters = (): string[] => [...fs.readFileSync(path.join(root, 'renderer/app/rail.tsx'), 'utf8').matchAll(/letter: '(\w)'/g)].map(([, letter]) => `g ${letter}`);
