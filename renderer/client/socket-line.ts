import { RPCLink } from '@orpc/client/websocket';
import { type CallContext, keyHeaders, type Line } from './line.ts';

/** This browser was not opened by Shopwright, or its address was used before. */
export class NotAdmitted extends Error {
  override name = 'NotAdmitted';
}

const nextCodeKey = 'shopwright.nextCode';

/**
 * Exchanges the code this page was opened with for a bearer. The code leaves the address at once; the bearer stays in memory;
 * what a reload needs is another code, good once. @throws NotAdmitted
 */
export async function admit(): Promise<string> {
  const code = takeLaunchCode() ?? sessionStorage.getItem(nextCodeKey);
  if (!code) throw new NotAdmitted('No launch code');
  const answer = await fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) });
  if (!answer.ok) throw new NotAdmitted(`The launch code was answered with ${answer.status}`);
  const { bearer, nextCode } = (await answer.json()) as { bearer: string; nextCode: string };
  sessionStorage.setItem(nextCodeKey, nextCode);
  return bearer;
}

/** A launch code is 256 bits in base64url; any other fragment belongs to the page's own navigation. */
function takeLaunchCode(): string | undefined {
  const code = /^#([\w-]{43})$/.exec(location.hash)?.[1];
  if (code) history.replaceState(null, '', location.pathname);
  return code;
}

const openingTimeoutMs = 5_000;

/** A line over a WebSocket to where the page came from. */
export async function openSocket(bearer: string, origin: string): Promise<Line> {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/socket`, ['shopwright', `bearer.${bearer}`]);
  const lost = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
  await opened(socket);
  return { link: new RPCLink<CallContext>({ websocket: socket, headers: (options) => keyHeaders(options) }), lost, close: () => socket.close() };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.close(), openingTimeoutMs);
    const settle = (end: () => void) => () => {
      clearTimeout(timer);
      end();
    };
    socket.addEventListener('open', settle(resolve), { once: true });
    socket.addEventListener('close', settle(() => reject(new Error('The shop does not answer'))), { once: true });
  });
}
