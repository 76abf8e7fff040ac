/** Loaded before the compiled program (`--import`) in each of its threads: the one that writes notes what SQLite is doing. */
import Database from 'better-sqlite3';
import { isMainThread, threadId } from 'node:worker_threads';
import { noteMoments } from './instrument.ts';

const file = process.env['SHOP_MOMENTS'];
// The store is the first thread the program starts.
if (file !== undefined && !isMainThread && threadId === 1) {
  const { during } = noteMoments(file);
  const real = Database.prototype.pragma;
  Database.prototype.pragma = function noted(this: Database.Database, ...args: Parameters<typeof real>) {
    return args[0].startsWith('wal_checkpoint') ? during('C', () => real.apply(this, args)) : real.apply(this, args);
  };
}
