import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { build as buildWithVite } from 'vite';
import { root } from './node.mjs';

/** Gives `import migrations from 'virtual:migrations'` their texts, so that a packed program reads no folder. */
const inlinedMigrations = {
  name: 'inlined-migrations',
  resolveId: (id) => (id === 'virtual:migrations' ? '\0migrations' : null),
  load(id) {
    if (id !== '\0migrations') return null;
    const folder = join(root, 'migrations');
    const names = readdirSync(folder).filter((name) => name.endsWith('.sql')).sort();
    const texts = Object.fromEntries(names.map((name) => [name.slice(0, -'.sql'.length), readFileSync(join(folder, name), 'utf8')]));
    return `export default ${JSON.stringify(texts)};`;
  },
};

/**
 * A thread is started with `new Worker(new URL('./name.ts', import.meta.url))`, which runs as it stands in development.
 * Here each such file becomes an entry of its own beside the bundle, and the URL names the built file.
 */
const threads = (extension) => ({
  name: 'threads',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null;
    const replaced = code.replace(/new URL\('(\.{1,2}\/[^']+)\.ts', import\.meta\.url\)/g, (_all, path) => {
      const name = basename(path);
      this.emitFile({ type: 'chunk', id: resolve(dirname(id), `${path}.ts`), fileName: `${name}.${extension}`, name });
      return `new URL('./${name}.${extension}', import.meta.url)`;
    });
    return { code: replaced, map: null };
  },
});

/** better-sqlite3 and sharp are native and electron belongs to the host; everything else is inside the bundle. */
const external = ['electron', 'better-sqlite3', 'sharp'];

async function bundle({ input, folder, format, extension }) {
  const built = await rolldown({
    cwd: root,
    input,
    external,
    platform: 'node',
    plugins: [inlinedMigrations, threads(extension)],
    // A library written for CommonJS asks where it lies; in a module that is said otherwise.
    transform: { target: 'node24', ...(format === 'esm' && { define: { __dirname: 'import.meta.dirname' } }) },
    checks: { pluginTimings: false },
  });
  await built.write({
    dir: folder,
    format,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `[name]-[hash].${extension}`,
    sourcemap: true,
  });
  await built.close();
}

/** Builds all three programs and the page into `folder`. */
export async function bundleInto(folder) {
  const main = join(folder, 'main');
  await Promise.all([
    // CJS: an ESM main that awaits `app.whenReady()` at its top level hangs for ever (electron/electron#40719).
    bundle({ input: { main: 'main/hosts/electron/main.ts' }, folder: main, format: 'cjs', extension: 'cjs' }),
    // By itself: a sandboxed preload cannot require a second file.
    bundle({ input: { preload: 'main/hosts/electron/preload.ts' }, folder: main, format: 'cjs', extension: 'cjs' }),
    bundle({ input: { shop: 'main/hosts/cli/main.ts' }, folder: join(folder, 'node'), format: 'esm', extension: 'mjs' }),
    buildWithVite({
      configFile: join(root, 'renderer/vite.config.ts'),
      root: join(root, 'renderer'),
      logLevel: 'warn',
      build: { outDir: join(folder, 'renderer'), emptyOutDir: true },
    }),
  ]);
}
