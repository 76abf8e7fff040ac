import { Refusal } from '../../shared/refusal/refusal.ts';

/** Turns what SQLite says of a file into a refusal a person can act on; everything else stays a bug. */
export function refuseDamage<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asRefusal(error, file);
  }
}

/** @returns the refusal for an error of the disk or the file, else the error itself */
export function asRefusal(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_NOTADB') return new Refusal('file.notShop', { file });
  if (code.startsWith('SQLITE_CORRUPT')) return new Refusal('file.damaged', { file, problem: (error as Error).message });
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return new Refusal('file.diskFull', { file });
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return new Refusal('file.notAnswering', { file });
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN' || ['EACCES', 'EROFS', 'EPERM'].includes(code)) return new Refusal('file.readOnly', { file });
  return error;
}
