import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const program = path.resolve(import.meta.dirname, '../../dist/node/shop.mjs');

export interface ServedShop {
  /** The address that was printed: it lets one browser in, once. */
  readonly url: string;
  /** All that was printed so far. */
  output(): string;
  /** Asks the program to end, as Ctrl+C does; answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as the system does, in the middle of whatever it does. */
  kill(): Promise<number | null>;
}

/** Runs the compiled program as `npm start` does without a window, and waits for its address. */
export async function serveShop(folder: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<ServedShop> {
  const child = spawn(process.execPath, [program, 'serve', '--data', folder, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let printed = '';
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  const url = await addressOf(child, (text) => (printed += text));
  return {
    url,
    output: () => printed,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

function addressOf(child: ChildProcess, add: (text: string) => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = '';
    const read = (chunk: Buffer): void => {
      all = add(chunk.toString());
      const url = /http:\/\/127\.0\.0\.1:\d+\/#[\w-]+/.exec(all)?.[0];
      if (url) resolve(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('exit', (code) => reject(new Error(`The program ended with ${code} before it served:\n${all}`)));
  });
}
