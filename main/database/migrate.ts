import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';

/** Name → SQL text, in order; the build inlines them, tests read the folder. */
export type Migrations = Record<string, string>;

/** «SWRT»: says whose file this is before anything in it is believed. */
export const applicationId = 0x53575254;

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const latestVersion = (migrations: Migrations): number => Object.keys(migrations).length;

export const versionOf = (connection: Connection): number => connection.raw.pragma('user_version', { simple: true }) as number;

/**
 * Brings an open file to the newest schema in one transaction: all pending migrations or none.
 * Each text runs whole (triggers contain semicolons, so it is never split).
 */
export function migrate(connection: Connection, migrations: Migrations): void {
  const names = Object.keys(migrations).sort();
  const from = versionOf(connection);
  if (from === names.length) return;
  connection.raw.transaction(() => {
    for (const [index, name] of names.entries()) {
      if (index < from) continue;
      const text = migrations[name]!;
      connection.raw.exec(text);
      connection.raw.prepare('insert into migration (number, name, digest) values (?, ?, ?)').run(index + 1, name, digestOf(text));
    }
    connection.raw.pragma(`application_id = ${applicationId}`);
    connection.raw.pragma(`user_version = ${names.length}`);
  }).exclusive();
}
