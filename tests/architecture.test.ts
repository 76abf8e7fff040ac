/** The walls of the house as a test: three lists, and what follows from them. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { outsideMethods } from '../main/app/outside.ts';
import { methods } from '../main/app/methods.ts';
import { permissions } from '../main/app/permissions.ts';
import { registry } from '../main/app/registry.ts';
import { sessionMethods } from '../main/app/session.ts';
import { report } from './support/report.ts';
import { undoPage } from './support/undo-page.ts';

const root = new URL('..', import.meta.url).pathname;

/** What each floor stands on. */
const floors: Record<string, readonly string[]> = { shared: ['shared'], main: ['main', 'shared'], renderer: ['renderer', 'shared'] };

/** A room imports only from rooms to its left, on its own floor and on the one below. */
const rooms = [
  'units', 'refusal', 'contract', 'platform', 'database', 'outbox', 'ui', 'client',
  'company', 'catalog', 'parties', 'tax', 'accounting', 'pricing', 'inventory', 'analysis', 'counting', 'purchasing', 'sales', 'fulfilment', 'returns', 'till', 'documents', 'channels', 'banking', 'payouts', 'service', 'marketing', 'automation', 'reporting', 'exports',
  'app', 'hosts',
];

/** Whose tables a migration makes, when its name does not say it. */
const foundation: Record<string, string> = {
  shop: 'company', user: 'company', device: 'company', token: 'company', series: 'company',
  sheetImport: 'company', sheetMapping: 'company',
  command: 'app', commandBody: 'app', commandKey: 'app', job: 'app', outbox: 'outbox', migration: 'database',
};

interface Source {
  name: string;
  text: string;
  floor: string;
  room: string;
}

const filesIn = (folder: string, wanted: RegExp): string[] =>
  fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();

const sources: Source[] = Object.keys(floors)
  .flatMap((floor) => filesIn(floor, /\.tsx?$/))
  .map((name) => {
    const [floor = '', room = ''] = name.split('/');
    return { name, floor, room, text: fs.readFileSync(path.join(root, name), 'utf8') };
  });

/** Import paths of a file, as they lie in the checkout; packages stay as they are written. */
function importsOf({ name, text }: Source): string[] {
  const written = [...text.matchAll(/\b(?:from|import|import\()\s*'([^']+)'/g), ...text.matchAll(/new URL\('(\.[^']+)', import\.meta\.url\)/g)];
  return written.map(([, target = '']) => (target.startsWith('.') ? path.join(path.dirname(name), target) : target));
}

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

const isOurs = (target: string): boolean => Object.keys(floors).some((floor) => target.startsWith(`${floor}/`));

test('a floor imports only what it stands on', () => {
  const wrong = sources.flatMap((source) =>
    importsOf(source).filter((target) => isOurs(target) && !floors[source.floor]?.includes(target.split('/')[0] ?? '')).map((target) => `${source.name} → ${target}`));
  expect(wrong).toEqual([]);
});

test('every folder of a floor is a room, and a room imports only from rooms to its left', () => {
  const unknown = sources.filter(({ name, room }) => name.split('/').length > 2 && !rooms.includes(room)).map(({ name }) => name);
  expect(unknown).toEqual([]);
  const wrong = sources.flatMap((source) =>
    importsOf(source)
      .filter((target) => isOurs(target) && target.split('/').length > 2 && !mayEnter(source, target))
      .map((target) => `${source.name} → ${target}`));
  expect(wrong).toEqual([]);
});

/** The renderer's client and its screens speak the whole contract, which is put together at the far right of the floor below. */
function mayEnter(source: Source, target: string): boolean {
  const [floor, room = ''] = target.split('/');
  if (source.floor === 'renderer' && floor === 'shared' && room === 'app') return source.room !== 'ui';
  // A file at the floor's own door (renderer/main.tsx) stands right of every room.
  return !rooms.includes(source.room) || rooms.indexOf(room) <= rooms.indexOf(source.room);
}

test('only the Electron host knows Electron', () => {
  const knowing = sources.filter((source) => importsOf(source).includes('electron')).map(({ name }) => name);
  expect(knowing.filter((name) => !name.startsWith('main/hosts/electron/'))).toEqual([]);
});

/** Table → the room whose services write it. */
function tableOwners(): Map<string, string> {
  const owners = new Map<string, string>();
  for (const file of filesIn('migrations', /\.sql$/)) {
    const room = path.basename(file, '.sql').replace(/^\d+-/, '').split('-')[0] ?? '';
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    for (const [, table = ''] of text.matchAll(/^create (?:virtual )?table (\w+)/gm)) owners.set(table, foundation[table] ?? room);
  }
  return owners;
}

const writing = [/\b(?:insertInto|updateTable|deleteFrom|replaceInto)\(\s*['"](\w+)/g, /\b(?:insert(?: or \w+)? into|delete from|update)\s+"?(\w+)"?(?=\s*\(|\s+(?:set|where|select|values|default)\b|[`';])/gi];

test('a table is written only by the services of its own room', () => {
  const owners = tableOwners();
  const stray = [...owners].filter(([, room]) => !rooms.includes(room));
  expect(stray).toEqual([]);
  const wrong = sources.filter(({ floor }) => floor === 'main').flatMap((source) =>
    writing.flatMap((pattern) => [...withoutComments(source.text).matchAll(pattern)])
      .map(([, table = '']) => table)
      .filter((table) => owners.has(table) && owners.get(table) !== source.room)
      .map((table) => `${source.name} writes ${table} of ${owners.get(table)}`));
  expect(wrong).toEqual([]);
});

test('time and chance come in from outside: rules and services read no clock and throw no dice', () => {
  const isRoom = (room: string) => rooms.indexOf(room) >= rooms.indexOf('company') && rooms.indexOf(room) < rooms.indexOf('app');
  const quiet = sources.filter(({ floor, room }) => floor === 'shared' || (floor === 'main' && (isRoom(room) || room === 'database' || room === 'outbox')));
  const wrong = quiet.filter(({ text }) => /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b/.test(withoutComments(text))).map(({ name }) => name);
  expect(wrong).toEqual([]);
});

/** The project speaks of itself alone. Split, so that this file does not find itself. */
const strange = [['/wo', 'rk/'], ['\\b(a|the) hel', 'per'], ['https?://(?!regi', 'stry\\.npmjs\\.org)[\\w.-]*(registry|mirror)'], ['artif', 'actory'], ['ver', 'daccio'], ['npm', 'mirror']].map((parts) => new RegExp(parts.join(''), 'i'));

test('no file speaks of machines, mirrors or places outside the project', () => {
  const folders = ['shared', 'main', 'renderer', 'migrations', 'scripts', 'docs', 'tests'];
  const files = [...folders.flatMap((folder) => filesIn(folder, /\.(tsx?|mjs|cjs|sql|md|css|html|json|ya?ml|c|h)$/)), 'package.json', 'README.md'];
  const wrong = files.filter((name) => fs.existsSync(path.join(root, name)) && !name.includes('/recorded/')).flatMap((name) => {
    const text = fs.readFileSync(path.join(root, name), 'utf8');
    return strange.flatMap((word) => text.match(word)?.slice(0, 1) ?? []).map((word) => `${name}: ${word}`);
  });
  expect(wrong).toEqual([]);
});

test('only tests look for data beside the checkout', () => {
  const outside = sources.filter((source) =>
    [...source.text.matchAll(/['"`]((?:\.\.\/)+[\w./-]+)/g)].some(([, target = '']) => path.join(path.dirname(source.name), target).startsWith('..')));
  expect(outside.map(({ name }) => name)).toEqual([]);
});

test('the types of the tables are what the migrations make', async () => {
  // Named at run time, since scripts belong to no floor's project.
  const writer = new URL('../scripts/schema-types.ts', import.meta.url).href;
  const { schemaTypes } = (await import(writer)) as { schemaTypes: () => string };
  expect(fs.readFileSync(path.join(root, 'main/database/schema.ts'), 'utf8')).toBe(schemaTypes());
});

test('every method of the contract has somebody who answers it and a line in the permissions', () => {
  const outside = outsideMethods({} as never, {} as never);
  const answered = (name: string, kind: string) => (kind === 'command' ? name in registry.commands : name in registry.queries) || name in sessionMethods || name in outside;
  expect([...methods.values()].filter(({ name, meta }) => !answered(name, meta.kind)).map(({ name }) => name)).toEqual([]);
  expect([...methods.values()].filter(({ roles }) => roles.length === 0).map(({ name }) => name)).toEqual([]);
  expect(Object.keys(permissions).filter((name) => !methods.has(name))).toEqual([]);
  expect([...Object.keys(registry.commands), ...Object.keys(registry.queries)].filter((name) => !methods.has(name))).toEqual([]);
});

const commands = [...methods.values()].filter(({ meta }) => meta.kind === 'command');

test('every command says how it is taken back, by something that exists', () => {
  const broken = commands.filter(({ meta: { undo } }) => {
    if (!undo) return true;
    const target = 'by' in undo ? undo.by : 'document' in undo ? undo.document : undefined;
    return target !== undefined && methods.get(target)?.meta.kind !== 'command';
  });
  expect(broken.map(({ name }) => name)).toEqual([]);
});

test('the page of undo is what the contract declares', async () => {
  await expect(undoPage(commands)).toMatchFileSnapshot('../docs/undo.md');
});

test('at most a tenth of the commands cannot be taken back', () => {
  const final = commands.filter(({ meta: { undo } }) => undo && 'none' in undo);
  report(`commands that cannot be taken back: ${final.length} of ${commands.length}`, final.map(({ name }) => name));
  expect(final.length).toBeLessThanOrEqual(Math.ceil(commands.length / 10));
});

/** Top-level functions by the house's layout: they begin and end at the first column. */
function longFunctions({ name, text }: Source): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, start) => {
    const title = /^(?:export )?(?:async )?(?:function\*? (\w+)|const (\w+)\b.*=>? [{(]$)/.exec(line);
    if (!title) return [];
    const length = lines.slice(start).findIndex((later) => /^[})]/.test(later)) + 1;
    return length > 50 ? [`${name} ${title[1] ?? title[2]}: ${length} lines`] : [];
  });
}

test('sizes, for whoever wants to look again', () => {
  const long = sources.map(({ name, text }) => ({ name, lines: text.split('\n').length - 1 })).filter(({ lines }) => lines > 300);
  report('files over 300 lines', long.map(({ name, lines }) => `${name}: ${lines} lines`));
  report('functions over 50 lines', sources.filter(({ name }) => name.endsWith('.ts')).flatMap(longFunctions));
  expect(sources.length).toBeGreaterThan(100);
});
