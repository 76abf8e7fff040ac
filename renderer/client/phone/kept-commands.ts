import type { Shelf } from './shelf.ts';

/** One scan or tap that has not reached the shop yet. */
export interface KeptCommand {
  /** This phone's number of it: with the phone it is the command's idempotency key. */
  readonly sequence: number;
  readonly method: string;
  readonly input: unknown;
  /** Epoch milliseconds by this phone's clock. */
  readonly at: number;
  /** It was on its way once: the shop may have done it, though no answer came. */
  readonly tried: boolean;
}

/** What the shop did not take when it came, with the contract's reason; a person has to look. */
export interface RefusedCommand extends KeptCommand {
  readonly code: string;
  readonly data: unknown;
}

interface Kept {
  readonly next: number;
  readonly waiting: readonly KeptCommand[];
  readonly refused: readonly RefusedCommand[];
}

const shelfName = 'commands';
const empty: Kept = { next: 1, waiting: [], refused: [] };

/**
 * What a phone has to send, in order, each with a number that is never given twice. It is in the browser's storage before
 * anything is sent and until the shop has answered, so neither a reload nor a lost connection loses or doubles one.
 */
export class KeptCommands {
  private readonly shelf: Shelf;
  private readonly now: () => number;
  private readonly listeners = new Set<() => void>();

  constructor(shelf: Shelf, now: () => number) {
    this.shelf = shelf;
    this.now = now;
  }

  get waiting(): readonly KeptCommand[] {
    return this.kept().waiting;
  }

  get refused(): readonly RefusedCommand[] {
    return this.kept().refused;
  }

  /** @throws what the browser throws when its storage is full */
  add(method: string, input: unknown): KeptCommand {
    const { next, waiting, refused } = this.kept();
    const command: KeptCommand = { sequence: next, method, input: input ?? {}, at: this.now(), tried: false };
    this.save({ next: next + 1, waiting: [...waiting, command], refused });
    return command;
  }

  /** Said before it leaves. */
  trying(sequence: number): void {
    this.change(sequence, (command) => ({ ...command, tried: true }));
  }

  done(sequence: number): void {
    const kept = this.kept();
    this.save({ ...kept, waiting: kept.waiting.filter((one) => one.sequence !== sequence) });
  }

  refuse(sequence: number, code: string, data: unknown): void {
    const { next, waiting, refused } = this.kept();
    const command = waiting.find((one) => one.sequence === sequence);
    if (command) this.save({ next, waiting: waiting.filter((one) => one !== command), refused: [...refused, { ...command, code, data }] });
  }

  /** The number was used for something else (another page of this browser): the same command goes under the next free one. */
  renumber(sequence: number): number {
    const kept = this.kept();
    this.save({ ...kept, next: kept.next + 1, waiting: kept.waiting.map((one) => (one.sequence === sequence ? { ...one, sequence: kept.next } : one)) });
    return kept.next;
  }

  /** Somebody has looked at it. */
  forget(sequence: number): void {
    const kept = this.kept();
    this.save({ ...kept, refused: kept.refused.filter((one) => one.sequence !== sequence) });
  }

  /**
   * The phone has a new key: under the old one the shop knew what it had done, under the new one it does not. What was on its
   * way then is not sent again by itself, since it might be done twice; a person decides.
   */
  pairedAnew(): void {
    const kept = this.kept();
    const unsure = kept.waiting.filter((one) => one.tried).map((one) => ({ ...one, code: 'UNSURE', data: {} }));
    this.save({ ...kept, waiting: kept.waiting.filter((one) => !one.tried), refused: [...kept.refused, ...unsure] });
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private change(sequence: number, change: (command: KeptCommand) => KeptCommand): void {
    const kept = this.kept();
    this.save({ ...kept, waiting: kept.waiting.map((one) => (one.sequence === sequence ? change(one) : one)) });
  }

  /** Read anew each time: another page of this browser may have written. */
  private kept(): Kept {
    return this.shelf.read<Kept>(shelfName) ?? empty;
  }

  private save(kept: Kept): void {
    this.shelf.write(shelfName, kept);
    this.listeners.forEach((listener) => listener());
  }
}
