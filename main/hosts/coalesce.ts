/**
 * Turns a listener into a stream for a reader that may be slower than the news: what came meanwhile is merged into one item,
 * so nothing is dropped and nothing grows while a window sleeps.
 */
export async function* coalesce<Item, Pending>(
  subscribe: (listener: (item: Item) => void) => () => void,
  merge: (pending: Pending | undefined, item: Item) => Pending,
  signal: AbortSignal | undefined,
): AsyncGenerator<Pending> {
  let pending: Pending | undefined;
  let wake = (): void => undefined;
  const stop = subscribe((item) => {
    pending = merge(pending, item);
    wake();
  });
  const woken = (): void => wake();
  signal?.addEventListener('abort', woken);
  try {
    while (!signal?.aborted) {
      if (pending === undefined) {
        await new Promise<void>((resolve) => { wake = resolve; });
        continue;
      }
      const ready = pending;
      pending = undefined;
      yield ready;
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', woken);
  }
}
