import type { IncomingMessage, ServerResponse } from 'node:http';

/** Larger than any command of up to 200 items; files of an import come through their own command, in slices. */
export const largestBody = 1024 * 1024;

/** One picture as text, with its envelope. */
export const largestImageBody = 16 * 1024 * 1024;

/** An answer without a page: a code for machines, never an error's own text. */
export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** The body as JSON; undefined when it is too long, cut off or no JSON. Stops reading at the limit. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > largestBody) return undefined;
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}
