import Database from 'better-sqlite3';
import type { Compilable } from 'kysely';
import type { Writer } from './handles.ts';

/**
 * Deletes a row nothing refers to. What another row still names, of whichever room, the file keeps; then `inUse` says so in words:
 * a room cannot ask those to its right.
 */
export function removeUnused(writer: Writer, removal: Compilable<unknown>, inUse: () => Error): void {
  try {
    writer.run(removal);
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') throw inUse();
    throw error;
  }
}
