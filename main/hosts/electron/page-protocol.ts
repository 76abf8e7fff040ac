import type { Protocol } from 'electron';
import { findPage, type Pages, withNonce } from '../pages.ts';
import { newNonce, securityHeaders } from '../security-headers.ts';
import { pageHost, printHost, scheme } from './origin.ts';

/** Has to run before the app is ready: afterwards Chromium treats the scheme as an unknown one. */
export function registerScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Answers app:// from memory; `prints` holds what is being printed right now. */
export function servePages(protocol: Protocol, pages: Pages, prints: ReadonlyMap<string, string>): void {
  protocol.handle(scheme, (request) => {
    const { host, pathname } = new URL(request.url);
    if (host === pageHost && request.method === 'GET') return answerPage(pages, pathname);
    const html = host === printHost ? prints.get(pathname.slice(1)) : undefined;
    return html === undefined ? notFound() : new Response(html, { headers: printHeaders });
  });
}

function answerPage(pages: Pages, pathname: string): Response {
  const page = findPage(pages, pathname);
  if (!page) return notFound();
  const nonce = newNonce();
  return new Response(new Uint8Array(withNonce(page, nonce)), { headers: { ...securityHeaders(nonce), 'content-type': page.type } });
}

const notFound = (): Response => new Response('', { status: 404, headers: securityHeaders(newNonce()) });

/** What is printed brings its own styles and pictures, and nothing that runs or reaches out. */
const printHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
  'x-content-type-options': 'nosniff',
};
