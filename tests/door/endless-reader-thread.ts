/** A reading thread whose proof never ends, as one over a file far too large; what else it is asked it answers as the real one does. */
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { ask } from '../../main/app/ask.ts';
import { serveCalls, type Served, tell } from '../../main/app/wire.ts';
import { openReader } from '../../main/database/connection.ts';
import { instant } from '../../shared/units/instant.ts';

const reader = openReader(path.join((workerData as { folder: string }).folder, 'shop.db'));
const served = {
  query: (actor: Parameters<typeof ask>[1], method: string, input: unknown) => JSON.stringify(ask(reader, actor, method, input, instant(Date.now()))),
  // One statement after another, as proofs are: a thread is ended between two of them.
  prove: (readingId: number) => {
    const statement = reader.raw.prepare('with recursive n (x) as (select 1 union all select x + 1 from n limit 100000) select count(*) from n');
    for (let done = 1; ; done += 1) {
      statement.get();
      tell(parentPort!, 'progress', { readingId, done, of: 1_000_000 });
    }
  },
};
serveCalls(parentPort!, served as unknown as Served);
