import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import { readAnswer } from '../../shared/app/answer.rules.ts';
import type { Contract } from '../../shared/app/contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { openDoor } from '../../main/app/door.ts';
import type { OutsideWorld } from '../../main/app/channel-methods.ts';
import { outsideMethods } from '../../main/app/outside.ts';
import type { Store } from '../../main/app/store.ts';
import { openThreadedStore } from '../../main/app/threaded-store.ts';
import { type CallContext, portOptions, wireRouter } from '../../main/hosts/rpc.ts';
import type { Log } from '../../main/platform/log.ts';
import { type CallContext as CallKey, keyHeaders } from '../../renderer/client/line.ts';
import { noWorld } from '../support/door.ts';
import { migrations } from './bench-file.ts';

export type Client = ContractRouterClient<Contract, CallKey>;

export interface BenchWindow {
  client: Client;
  /** Behind the door, where connectors hand over what they read and news begins. */
  store: Store;
  close(): Promise<void>;
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: (_name: string, error: unknown) => { throw error; } } as unknown as Log;

/** The program as a window has it: over a MessagePort to the door, from there to the reading threads and back. Shops outside answer where a world is given. */
export async function openWindow(folder: string, platform: OutsideWorld = noWorld): Promise<BenchWindow> {
  const scripts = { store: new URL('../../main/app/store-thread.ts', import.meta.url), reader: new URL('../../main/app/reader-thread.ts', import.meta.url) };
  const store = await openThreadedStore({ folder, migrations }, scripts);
  const now = () => instant(Date.now());
  const door = openDoor(store, outsideMethods(store, { folder, now, platform }), now);
  const { port1, port2 } = new MessageChannel();
  new RPCHandler<CallContext>(wireRouter(door, silent), portOptions).upgrade(port1, { context: { session: await door.session('app') } });
  port1.start();
  port2.start();
  const link = new RPCLink<CallKey>({ port: port2 as unknown as MessagePort, headers: (options) => keyHeaders(options) });
  const client = createORPCClient<Client>({ call: async (...args: Parameters<typeof link.call>) => readAnswer(await link.call(...args)) });
  return {
    client,
    store,
    close: async () => {
      port1.close();
      port2.close();
      await door.close();
    },
  };
}
