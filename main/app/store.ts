import type { Actor } from '../database/handles.ts';
import type { JobState } from '../../shared/app/app.contract.ts';
import type { News } from './dispatch.ts';
import type { Proved } from './check.ts';
import type { Reading } from './long-readings.ts';
import type { TriedRestore } from './trial-restore.ts';

/** The shop's store as hosts see it, wherever its threads are. */
export interface Store {
  command(actor: Actor, method: string, input: unknown, key?: string): Promise<unknown>;
  internal(actor: Actor, name: string, input: object): Promise<unknown>;
  /** What the program asks itself. */
  lookUp(name: string): Promise<unknown>;
  query(actor: Actor, method: string, input: unknown, signal?: AbortSignal): Promise<unknown>;
  /** The answer as JSON, made where it was read: a text crosses threads and ports in one piece, an object field by field. */
  queryText(actor: Actor, method: string, input: unknown, signal?: AbortSignal): Promise<string>;
  /** Proves the books in a reading thread. */
  prove(signal?: AbortSignal): Promise<Proved>;
  /** What runs now of proofs and of questions about every row there is. */
  readings(): Reading[];
  /** Ends one of them; whoever asked is refused with `reading.ended`. */
  endReading(readingId: number): void;
  /** Lives through the demo's days in a file without a shop. */
  makeDemo(): Promise<unknown>;
  /** Copies the live file to another, whole and proved, while work goes on. */
  backup(file: string): Promise<void>;
  /** Puts a backup back in a place of its own, proves it there and throws it away. */
  tryRestore(file: string): Promise<TriedRestore>;
  onNews(listener: (news: News) => void): () => void;
  onJob(listener: (job: JobState) => void): () => void;
  close(): Promise<void>;
}
