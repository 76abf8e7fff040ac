import type { Shelf } from './shelf.ts';

const shelfName = 'answers';
/** A day's waves, deliveries and counts; the browser gives a page five megabytes. */
const mostKept = 24;

interface Entry {
  readonly name: string;
  readonly method: string;
  readonly input: unknown;
}

const nameOf = (method: string, input: unknown): string => `${method} ${JSON.stringify(input ?? null)}`;

/** The last answer to each question a phone goes on asking when the shop is out of reach. */
export class KeptAnswers {
  private readonly shelf: Shelf;

  constructor(shelf: Shelf) {
    this.shelf = shelf;
  }

  read(method: string, input: unknown): unknown {
    return this.shelf.read(`answer.${nameOf(method, input)}`);
  }

  /** All that are kept of one method, the latest first. */
  all(method: string): readonly unknown[] {
    return this.index().filter((entry) => entry.method === method).map((entry) => this.read(method, entry.input));
  }

  write(method: string, input: unknown, answer: unknown): void {
    const name = nameOf(method, input);
    const others = this.index().filter((entry) => entry.name !== name);
    for (const old of others.slice(mostKept - 1)) this.shelf.remove(`answer.${old.name}`);
    try {
      this.shelf.write(`answer.${name}`, answer);
      this.shelf.write(shelfName, [{ name, method, input }, ...others.slice(0, mostKept - 1)]);
    } catch {
      // No room: it is asked anew when the shop is there. What was scanned has its place already.
      this.shelf.remove(`answer.${name}`);
    }
  }

  /** Puts what was done into every answer it shows in. */
  change(change: (method: string, answer: unknown) => unknown): void {
    for (const { name, method, input } of this.index()) {
      const before = this.read(method, input);
      const after = change(method, before);
      if (after !== before) this.shelf.write(`answer.${name}`, after);
    }
  }

  private index(): readonly Entry[] {
    return this.shelf.read<readonly Entry[]>(shelfName) ?? [];
  }
}
