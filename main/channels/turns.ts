/** Work with a channel, one piece after another; different channels do not wait for each other. */
export class Turns {
  readonly #last = new Map<number, Promise<unknown>>();

  /** Does it when all that was asked before about this channel has ended, however it ended. */
  take<Answer>(channelId: number, work: () => Promise<Answer>): Promise<Answer> {
    const mine = (this.#last.get(channelId) ?? Promise.resolve()).then(work);
    // A round that broke off says so to whoever asked for it, not to the next one.
    this.#last.set(channelId, mine.catch(() => undefined));
    return mine;
  }
}
