import type { ClientLink, ClientOptions } from '@orpc/client';
import type { CallContext, Line, OpenLine } from './line.ts';

const pausesMs = [100, 250, 500, 1000, 2000, 5000];

/**
 * A link that outlives its lines. A call whose line is lost before the answer goes again over the next one: every call has an
 * idempotency key, so what the shop had already done is answered as before and not done twice.
 */
export class Reconnecting implements ClientLink<CallContext> {
  private readonly open: OpenLine;
  private readonly onLine: (line: Line) => void;
  private readonly onLost: () => void;
  private line: Promise<Line>;
  private closed = false;

  constructor(open: OpenLine, onLine: (line: Line) => void, onLost: () => void) {
    this.open = open;
    this.onLine = onLine;
    this.onLost = onLost;
    this.line = this.next();
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<CallContext>): Promise<unknown> {
    for (;;) {
      const line = await this.line;
      const lost = line.lost.then(() => lostLine);
      try {
        const answer = await Promise.race([line.link.call(path, input, options), lost]);
        if (answer !== lostLine) return answer;
      } catch (error) {
        // The link of a line that is going down fails a moment before the line says so.
        if ((await Promise.race([lost, soon()])) !== lostLine) throw error;
      }
      options.signal?.throwIfAborted();
      if (this.closed) throw new Error('The connection was closed');
    }
  }

  close(): void {
    this.closed = true;
    void this.line.then((line) => line.close());
  }

  private async next(): Promise<Line> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const line = await this.open();
        void line.lost.then(() => this.replace());
        this.onLine(line);
        return line;
      } catch {
        // Expected while the shop restarts or the laptop wakes; the badge says so, and we keep asking.
        await pause(pausesMs[Math.min(attempt, pausesMs.length - 1)] ?? 0);
      }
    }
  }

  private replace(): void {
    if (this.closed) return;
    this.onLost();
    this.line = this.next();
  }
}

const lostLine = Symbol('lost');
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
const soon = (): Promise<void> => pause(20);
