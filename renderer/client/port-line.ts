import { RPCLink } from '@orpc/client/message-port';
import { type CallContext, keyHeaders, type Line } from './line.ts';

/** What Electron's preload script gives the page: a way to ask for a port, and for the system's dialog that opens another shop. */
export interface Bridge {
  connect(): void;
  openOtherShop(): void;
}

declare global {
  interface Window {
    shopwright?: Bridge;
  }
}

/** The word the preload script sends the port with. */
const portMessage = 'shopwright:port';

/** A line over a MessagePort to Electron's main process. */
export async function openPort(bridge: Bridge): Promise<Line> {
  const port = await receivePort(bridge);
  const lost = new Promise<void>((resolve) => port.addEventListener('close', () => resolve(), { once: true }));
  port.start();
  return { link: new RPCLink<CallContext>({ port, headers: (options) => keyHeaders(options) }), lost, close: () => port.close() };
}

function receivePort(bridge: Bridge): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent): void => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== portMessage || !port) return;
      window.removeEventListener('message', receive);
      resolve(port);
    };
    window.addEventListener('message', receive);
    bridge.connect();
  });
}
