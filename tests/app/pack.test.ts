import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { listPackage, extractFile } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string };

/** Electron's binary carries its fuses behind this text: a version, how many there are, and one digit for each. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 9;

/** A folder shaped like Electron's for Linux, with fuses to flip but nothing to run. */
function makeStandIn(folder: string): void {
  fs.mkdirSync(path.join(folder, 'resources'), { recursive: true });
  const fuses = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([1, fuseCount]), Buffer.from('0'.repeat(fuseCount))]);
  fs.writeFileSync(path.join(folder, 'electron'), Buffer.concat([Buffer.from('stand-in'), fuses, Buffer.from('end')]), { mode: 0o755 });
  fs.writeFileSync(path.join(folder, 'version'), version);
  fs.writeFileSync(path.join(folder, 'LICENSE'), '');
}

describe.skipIf(process.platform !== 'linux')('the packed program', () => {
  let folder: string;
  let packed: string;
  let names: string[];

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-pack-'));
    makeStandIn(path.join(folder, 'electron'));
    const options = [`-c.electronDist=${folder}/electron`, `-c.directories.output=${folder}/out`, `-c.electronVersion=${version}`, '--publish=never'];
    execFileSync(process.execPath, [path.join(root, 'node_modules/electron-builder/cli.js'), '--linux', 'dir', '--x64', ...options], { cwd: root, stdio: 'pipe' });
    packed = path.join(folder, 'out/linux-unpacked');
    names = listPackage(path.join(packed, 'resources/app.asar'), { isPack: false });
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  const read = (name: string): string => extractFile(path.join(packed, 'resources/app.asar'), name).toString();

  test('holds main, preload, both threads and the page', () => {
    expect(names).toEqual(expect.arrayContaining(['/dist/main/main.cjs', '/dist/main/preload.cjs', '/dist/main/store-thread.cjs', '/dist/main/reader-thread.cjs', '/dist/renderer/index.html']));
    expect(names.filter((name) => name.startsWith('/dist/renderer/assets/') && name.endsWith('.js')).length).toBeGreaterThan(0);
  });

  test('carries its migrations inside, and no folder of them', () => {
    const bundles = names.filter((name) => name.endsWith('.cjs')).map((name) => read(name.slice(1)));
    for (const file of fs.readdirSync(path.join(root, 'migrations'))) {
      const [line = ''] = fs.readFileSync(path.join(root, 'migrations', file), 'utf8').split('\n').filter((text) => text.startsWith('create table'));
      expect(bundles.some((bundle) => bundle.includes(line)), file).toBe(true);
    }
    expect(names.filter((name) => name.startsWith('/migrations'))).toEqual([]);
  });

  test('leaves out source maps, tests, sources and every library that is in the bundle', () => {
    expect(names.filter((name) => /\.map$|\.tsx?$|^\/(tests|main|shared|renderer|scripts|docs)\//.test(name))).toEqual([]);
    const libraries = new Set(names.filter((name) => name.startsWith('/node_modules/')).map((name) => name.split('/')[2]));
    expect([...libraries].toSorted((a = '', b = '') => a.localeCompare(b))).toEqual(['@img', 'better-sqlite3', 'detect-libc', 'semver', 'sharp']);
  });

  test('keeps this system’s SQLite and picture library outside the archive, and no other system’s', () => {
    const unpacked = fs.readdirSync(path.join(packed, 'resources/app.asar.unpacked'), { recursive: true, encoding: 'utf8' });
    expect(unpacked.filter((name) => name.endsWith('.node')).map((name) => path.basename(name)).toSorted()).toEqual(['linux-arm64.node', 'linux-x64.node', expect.stringMatching(/^sharp-linux-x64/)]);
    expect(unpacked.filter((name) => /libvips-cpp\.so/.test(name))).toHaveLength(1);
  });

  test('cannot be turned into a plain Node, and runs only what was packed', async () => {
    const wire = await getCurrentFuseWire(path.join(packed, 'shopwright'));
    const on = (fuse: FuseV1Options): boolean => wire[fuse] === '1'.charCodeAt(0);
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
      onlyFromAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
    }).toEqual({ runAsNode: false, nodeOptions: false, inspect: false, fileProtocol: false, onlyFromAsar: true, asarIntegrity: true, cookieEncryption: true });
  });
});
