import fs from 'node:fs';
import Database from 'better-sqlite3';

/** Where a process was when it died: one letter in a file, which outlives any kill. */
export const moments = { S: 'starting', I: 'between commands', T: 'inside a transaction', K: 'committing', C: 'in a checkpoint' } as const;
export type Moment = keyof typeof moments;

export const readMoment = (file: string): Moment => fs.readFileSync(file, 'latin1').slice(0, 1) as Moment;

/** Notes in `file` what SQLite is doing from now on. Only tests do this; it wraps the driver, not the program. */
export function noteMoments(file: string): { during<T>(moment: Moment, work: () => T): T } {
  const handle = fs.openSync(file, 'w');
  let now: Moment = 'S';
  const enter = (moment: Moment): void => {
    now = moment;
    fs.writeSync(handle, moment, 0, 'latin1');
  };
  const during = <T>(moment: Moment, work: () => T): T => {
    const before = now === 'S' ? 'I' : now;
    enter(moment);
    try {
      return work();
    } finally {
      enter(before);
    }
  };
  enter('S');
  wrapTransactions(during, enter);
  return { during };
}

type Run = (...args: unknown[]) => unknown;

/** The last thing a transaction's own function does is return: what comes after it, up to the end of the call, is the commit. */
function wrapTransactions(during: <T>(moment: Moment, work: () => T) => T, enter: (moment: Moment) => void): void {
  const real = Database.prototype.transaction;
  Database.prototype.transaction = function wrapped(this: Database.Database, work: Run) {
    const outermost = !this.inTransaction;
    const made = real.call(this, (...args: unknown[]) => {
      const result = work(...args);
      if (outermost) enter('K');
      return result;
    });
    if (!outermost) return made;
    const timed = (run: Run): Run => (...args) => during('T', () => run(...args));
    return Object.assign(timed(made), { immediate: timed(made.immediate), deferred: timed(made.deferred), exclusive: timed(made.exclusive) });
  } as typeof real;
}
