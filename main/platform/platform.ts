import type { Instant } from '../../shared/units/instant.ts';
import type { Log } from './log.ts';
import type { WebFetch } from './web.ts';

export interface Clock {
  now(): Instant;
}

/** How a stored secret is kept: by the operating system's key store, or only by a file that no other user may read. */
export type Protection = 'system' | 'file';

/** Marketplace tokens and keys: outside the shop's file, so that no backup and no export carries them. */
export interface Secrets {
  readonly protection: Protection;
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Files nobody else on the machine may read (folders 0700, files 0600). */
export interface Files {
  ensureFolder(folder: string): void;
  /** Replaces the whole file or leaves the old one: written beside, synced, then renamed. */
  write(file: string, content: string | Uint8Array): void;
  read(file: string): Buffer | undefined;
  remove(file: string): void;
}

export interface Notice {
  title: string;
  body: string;
}

/** The outside world, as the rest of the program sees it. Each host brings its own; tests bring theirs. */
export interface Platform {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly files: Files;
  readonly log: Log;
  /** Where this machine keeps what must not travel with a shop's folder. */
  readonly stateFolder: string;
  readonly fetch: WebFetch;
  /** A page as PDF. @throws Fault where the host has no printer of its own; the screen then prints itself. */
  print(html: string): Promise<Uint8Array>;
  notify(notice: Notice): void;
  close(): Promise<void>;
}
