import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain, type IpcMainEvent, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { Door, Session } from '../../app/door.ts';
import type { Log } from '../../platform/log.ts';
import { type CallContext, portOptions, wireRouter } from '../rpc.ts';
import { wellFormed } from '../well-formed.ts';
import { pageOrigin } from './origin.ts';
import { otherShopChannel, portChannel } from './preload-words.ts';

/** Gives each window of ours a port to the shop when it asks, and the dialog of shops. */
export function servePorts(door: Door, log: Log, openOtherShop: () => void): void {
  const handler = new RPCHandler<CallContext>(wireRouter(door, log), portOptions);
  const sessions = new WeakMap<WebContents, Promise<Session>>();
  const sessionOf = (contents: WebContents): Promise<Session> => {
    // Reloading the page does not sign anybody out.
    const known = sessions.get(contents) ?? door.session('app');
    sessions.set(contents, known);
    return known;
  };
  ipcMain.on(portChannel, (event) => {
    if (!isOwnFrame(event)) return log.warn('port.refused', { url: event.senderFrame?.url });
    const { port1, port2 } = new MessageChannelMain();
    sessionOf(event.sender)
      .then((session) => {
        handler.upgrade(guarded(port1), { context: { session } });
        port1.start();
        event.sender.postMessage(portChannel, null, [port2]);
      })
      .catch((error: unknown) => log.error('port', error));
  });
  ipcMain.on(otherShopChannel, (event) => {
    if (!isOwnFrame(event)) return log.warn('otherShop.refused', { url: event.senderFrame?.url });
    openOtherShop();
  });
}

/** Only the page itself, at the top of its window; no frame inside it, whatever its address. */
function isOwnFrame({ senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith(`${pageOrigin}/`);
}

/** The handler hears only messages it can read. */
function guarded(port: MessagePortMain): { on(event: string, callback: (event?: { data: unknown }) => void): void; postMessage(data: unknown): void } {
  return {
    on: (name, callback) => {
      if (name === 'message') port.on('message', (event) => { if (wellFormed(event.data)) callback(event); });
      else port.on('close', () => callback());
    },
    postMessage: (data) => port.postMessage(data),
  };
}
