import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { query } from '../contract/method.ts';
import { zJob } from './app.contract.ts';
import { type Contract, contract } from './contract.ts';

/** What changed, by table; an empty list of ids means so many rows that counting them helps nobody. */
const zNews = z.object({ sequence: z.int(), kinds: z.record(z.string(), z.array(z.int())) });
export type News = z.infer<typeof zNews>;

/** What the door tells without being asked. Each item sums up all that happened since the last one was read. */
const feed = {
  changes: query({ summary: 'Rows changed, whoever changed them.' }).output(eventIterator(zNews)),
  jobs: query({ summary: 'Jobs that moved on.' }).output(eventIterator(z.array(zJob))),
};

/** All that goes over a port or a socket: the contract, and the feed. REST and the command line know the contract only. */
export type Wire = Contract & { feed: typeof feed };
export const wire: Wire = { ...contract, feed };
