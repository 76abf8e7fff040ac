import fs from 'node:fs';
import path from 'node:path';

/** One file of the built page, as both hosts serve it. */
export interface Page {
  body: Buffer;
  type: string;
  /** Its name carries a hash of its content, so it may be kept for ever. */
  immutable: boolean;
}

/** By the exact path of a request: '/index.html', '/assets/….js'. Nothing else can be asked for. */
export type Pages = ReadonlyMap<string, Page>;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * Reads the built page into memory, once. A request is then looked up by its exact path, so no text in it, however encoded,
 * can name a file outside. Files of a type we do not serve (source maps) are left out.
 */
export function loadPages(folder: string): Pages {
  const pages = new Map<string, Page>();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[path.extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    pages.set(name, { body: fs.readFileSync(file), type, immutable: name.startsWith('/assets/') });
  }
  return pages;
}

/** '/' is the page; any other path is itself. The query names nothing and is not looked at. */
export const findPage = (pages: Pages, requestPath: string): Page | undefined => {
  const name = requestPath.split('?', 1)[0] ?? '';
  return pages.get(name === '/' ? '/index.html' : name);
};

/**
 * The page with the nonce its own styles need; the name is the one Vite and Mantine look for. In the attribute `nonce`, which a
 * page can read as a property but CSS cannot leak.
 */
export const withNonce = (page: Page, nonce: string): Buffer =>
  page.type.startsWith('text/html') ? Buffer.from(page.body.toString().replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`)) : page.body;
