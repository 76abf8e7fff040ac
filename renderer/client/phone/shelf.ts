/** Where a phone keeps things over a reload: the browser's storage, or a map in tests. */
export type Storing = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What a phone keeps, as JSON under names of ours. What nobody can read any more is as good as not kept. */
export class Shelf {
  private readonly storage: Storing;

  constructor(storage: Storing) {
    this.storage = storage;
  }

  read<Value>(name: string): Value | undefined {
    try {
      const text = this.storage.getItem(`shopwright.phone.${name}`);
      // Only this program writes under these names.
      return text === null ? undefined : (JSON.parse(text) as Value);
    } catch {
      return undefined;
    }
  }

  /** @throws what the browser throws when its storage is full: then nothing was kept, and nothing may be said to be. */
  write(name: string, value: unknown): void {
    this.storage.setItem(`shopwright.phone.${name}`, JSON.stringify(value));
  }

  remove(name: string): void {
    this.storage.removeItem(`shopwright.phone.${name}`);
  }
}
