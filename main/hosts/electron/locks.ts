import { type Session, shell, type WebContents } from 'electron';
import type { Log } from '../../platform/log.ts';
import { pageOrigin } from './origin.ts';
import { chooseSerialPort, forgetSerialPort, isChosen } from './serial-ports.ts';

/** Where a link may lead outside the program: into the browser and the mail program, and nowhere else. */
const outsideProtocols = new Set(['https:', 'mailto:']);

/** No user name in the address: https://shop.example@evil.example leads to the second. */
export function mayOpenOutside(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && outsideProtocols.has(parsed.protocol) && parsed.username === '' && parsed.password === '';
}

/** The page stays the page: it opens nothing, goes nowhere, embeds nothing. Links to the web go to the person's browser. */
export function lockContents(contents: WebContents, log: Log): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) shell.openExternal(url).catch((error: unknown) => log.error('openExternal', error));
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => { if (!isOwnPage(event.url)) event.preventDefault(); });
  contents.on('will-frame-navigate', (event) => { if (!isOwnPage(event.url)) event.preventDefault(); });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** A reload is a navigation to the page itself. */
function isOwnPage(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && `${parsed.protocol}//${parsed.host}` === pageOrigin && parsed.pathname === '/index.html';
}

/** All a page of ours ever needs: the camera to scan, and to put a copied number on the clipboard. */
export function mayUse(permission: string, origin: string, mediaTypes: readonly string[]): boolean {
  if (!isOwnOrigin(origin)) return false;
  if (permission === 'media') return mediaTypes.length > 0 && mediaTypes.every((type) => type === 'video');
  return permission === 'clipboard-sanitized-write';
}

/**
 * Denies a session everything but `mayUse`. Devices (USB, HID, Bluetooth) are denied altogether; of the serial ports a page of
 * ours may ask a person for one, and hears those a person chose.
 */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(mayUse(permission, originOf(contents.getURL()), mediaTypes));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    if (permission === 'serial') return isOwnOrigin(origin);
    return mayUse(permission, origin, details.mediaType ? [details.mediaType] : []);
  });
  session.setDevicePermissionHandler(({ deviceType, origin, device }) => deviceType === 'serial' && isOwnOrigin(origin) && isChosen(device));
  session.on('select-serial-port', (event, ports, contents, answer) => {
    // Left to itself Electron takes the first one.
    event.preventDefault();
    if (!isOwnPage(contents.getURL())) return answer('');
    chooseSerialPort(ports).then(answer, () => answer(''));
  });
  session.on('serial-port-revoked', (_event, { port }) => forgetSerialPort(port));
}

const isOwnOrigin = (origin: string): boolean => origin.replace(/\/$/, '') === pageOrigin;

const originOf = (url: string): string => {
  const parsed = URL.parse(url);
  return parsed ? `${parsed.protocol}//${parsed.host}` : '';
};
