import type { Door, News } from '../../main/app/door.ts';
import type { JobState } from '../../shared/app/app.contract.ts';
import type { Log } from '../../main/platform/log.ts';

type Answer = (input: unknown, options: { key?: string | undefined }) => unknown;

export interface FakeDoor extends Door {
  /** What was asked, in order. */
  readonly calls: { method: string; input: unknown; key: string | undefined; role: string | undefined }[];
  /** How a method answers from now on; any other answers with an empty object. */
  answer(method: string, answer: Answer): void;
  tell(news: News): void;
  tellJob(job: JobState): void;
}

/** A door with nothing behind it, for tests of what stands in front. */
export function fakeDoor(): FakeDoor {
  const answers = new Map<string, Answer>();
  const newsListeners = new Set<(news: News) => void>();
  const jobListeners = new Set<(job: JobState) => void>();
  const listenTo = <Item>(listeners: Set<(item: Item) => void>) => (listener: (item: Item) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const calls: FakeDoor['calls'] = [];
  const call: Door['call'] = async (session, method, input, options = {}) => {
    calls.push({ method, input, key: options.key, role: session.actor?.role });
    return answers.get(method)?.(input, options) ?? {};
  };
  return {
    calls,
    session: async (via) => ({ via, actor: { userId: 1, role: 'owner', deviceId: null, via } }),
    call,
    callAsText: call,
    changes: listenTo(newsListeners),
    jobs: listenTo(jobListeners),
    findToken: async () => undefined,
    backup: async () => undefined,
    close: async () => undefined,
    answer: (method, answer) => void answers.set(method, answer),
    tell: (news) => newsListeners.forEach((listener) => listener(news)),
    tellJob: (job) => jobListeners.forEach((listener) => listener(job)),
  };
}

export interface HeardLog extends Log {
  readonly lines: { event: string; text: string }[];
}

/** A log that is read by the test. */
export function heardLog(): HeardLog {
  const lines: HeardLog['lines'] = [];
  const hear = (event: string, ...rest: unknown[]): void =>
    void lines.push({ event, text: rest.map((part) => (part instanceof Error ? String(part.stack) : JSON.stringify(part))).join(' ') });
  return { lines, info: hear, warn: hear, error: hear };
}
