import { createORPCClient } from '@orpc/client';
import type { JobState } from '../../shared/app/app.contract.ts';
import type { ContractRouterClient } from '@orpc/contract';
import { readAnswer } from '../../shared/app/answer.rules.ts';
import type { Wire } from '../../shared/app/wire.contract.ts';
import type { CallContext, OpenLine } from './line.ts';
import { openPort } from './port-line.ts';
import { noteFailedCall } from './failed-call.ts';
import { Reconnecting } from './reconnecting.ts';
import type { ShopClient } from './shop-client.ts';
import { admit, openSocket } from './socket-line.ts';

/** Connects this page to its shop: by a port inside Electron, by a socket in a browser. @throws NotAdmitted */
export async function connect(): Promise<ShopClient> {
  const { shopwright } = window;
  if (shopwright) return clientOver(() => openPort(shopwright));
  const bearer = await admit();
  return clientOver(() => openSocket(bearer, location.origin));
}

type Feed = ContractRouterClient<Pick<Wire, 'feed'>, CallContext>['feed'];

/** The client of the contract over lines that may come and go. */
export function clientOver(open: OpenLine): ShopClient {
  const news = listeners<[]>();
  const jobs = listeners<[readonly JobState[]]>();
  const connection = listeners<[boolean]>();
  const link = new Reconnecting(
    open,
    (line) => {
      const { feed } = createORPCClient<{ feed: Feed }>(line.link);
      void readFeed(() => feed.changes(), () => news.tell());
      void readFeed(() => feed.jobs(), (moved) => jobs.tell(moved));
      connection.tell(true);
      // What changed while nobody listened is unknown, so everything on the screen asks again.
      news.tell();
    },
    () => connection.tell(false),
  );
  return {
    call: async (method, input) => {
      try {
        return readAnswer(await link.call(method.split('.'), input, { context: { key: crypto.randomUUID() } })) as never;
      } catch (error) {
        noteFailedCall(error, { method, at: Date.now() });
        throw error;
      }
    },
    onNews: news.add,
    onJobs: jobs.add,
    onConnection: connection.add,
    close: () => link.close(),
  };
}

/** Ends with its line; the next line starts the next feed. */
async function readFeed<Item>(start: () => Promise<AsyncIterable<Item>>, take: (item: Item) => void): Promise<void> {
  try {
    for await (const item of await start()) take(item);
  } catch {
    // The line is gone; Reconnecting already knows.
  }
}

interface Listeners<Args extends unknown[]> {
  add(listener: (...args: Args) => void): () => void;
  tell(...args: Args): void;
}

function listeners<Args extends unknown[]>(): Listeners<Args> {
  const all = new Set<(...args: Args) => void>();
  return {
    add: (listener) => {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell: (...args) => all.forEach((listener) => listener(...args)),
  };
}
