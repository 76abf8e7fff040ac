import type { Page } from 'playwright-core';
import { readAnswer } from '../../shared/app/answer.rules.ts';

/** What came back over a port: a status of 200 is an answer, anything else one of the contract's errors. */
export interface PortAnswer {
  status: number;
  body: unknown;
}

/** Opens a port of its own beside the page's, and keeps it on the window for `callOverPort`. */
export async function openPagePort(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const own = window as unknown as { shopwright: { connect(): void }; testPort?: MessagePort };
        window.addEventListener('message', function take(event) {
          const [port] = event.ports;
          if (event.data !== 'shopwright:port' || !port) return;
          window.removeEventListener('message', take);
          port.start();
          own.testPort = port;
          resolve();
        });
        own.shopwright.connect();
      }),
  );
}

/** Sends one message exactly as given and waits for the answer with that id; undefined when none came within the time. */
export async function sendOverPort(page: Page, message: unknown, id: string, patienceMs = 10_000): Promise<PortAnswer | undefined> {
  return page.evaluate(
    ([text, wanted, patience]) =>
      new Promise<PortAnswer | undefined>((resolve) => {
        const port = (window as unknown as { testPort: MessagePort }).testPort;
        const stop = (answer: PortAnswer | undefined): void => {
          clearTimeout(timer);
          port.removeEventListener('message', hear);
          resolve(answer);
        };
        const hear = (event: MessageEvent<{ i: string; p: { s?: number; b?: { json: unknown } } }>): void => {
          const { i, p } = event.data;
          if (i === wanted) stop({ status: p.s ?? 200, body: p.b?.json });
        };
        const timer = setTimeout(() => stop(undefined), patience);
        port.addEventListener('message', hear);
        port.postMessage(text);
      }),
    [message, id, patienceMs] as const,
  );
}

let calls = 0;

/** Calls a method of the contract over the test's own port. */
export async function callOverPort(page: Page, method: string, input: unknown = {}, key?: string): Promise<PortAnswer> {
  calls += 1;
  const id = `test-${calls}`;
  const message = JSON.stringify({ i: id, p: { u: `/${method.replace('.', '/')}`, b: { json: input }, ...(key ? { h: { 'idempotency-key': key } } : {}) } });
  const answer = await sendOverPort(page, message, id);
  if (!answer) throw new Error(`${method} was not answered`);
  return { ...answer, body: readAnswer(answer.body) };
}
