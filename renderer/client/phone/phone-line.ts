/** The shop did not answer: out of reach, shut for phones, or too much at once. What was sent may or may not have arrived. */
export class OutOfReach extends Error {
  override name = 'OutOfReach';
}

/** The contract's way to say no, as every screen reads it (renderer/client/problem.ts). */
export class SaidNo extends Error {
  override name = 'SaidNo';
  readonly code: string;
  readonly data: unknown;

  constructor(code: string, data: unknown) {
    super(code);
    this.code = code;
    this.data = data;
  }
}

export interface Answered {
  readonly answer: unknown;
  /** The shop's clock when it answered; epoch milliseconds. */
  readonly at: number;
}

const longestMs = 8_000;

/** One request to the shop's door for phones. @throws OutOfReach, SaidNo */
export async function ask(path: '/phone/pair' | '/phone/call', body: object, key?: string): Promise<Answered> {
  let response: Response;
  let said: { answer?: unknown; at?: number; code?: string; data?: unknown };
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(longestMs),
    });
    said = (await response.json()) as typeof said;
  } catch {
    throw new OutOfReach('No answer');
  }
  if (response.ok) return { answer: said.answer, at: said.at ?? Date.now() };
  // A code in capitals is the contract's; any other is the host's own, which did not ask the shop.
  if (said.code !== undefined && /^[A-Z]+$/.test(said.code)) throw new SaidNo(said.code, said.data);
  throw new OutOfReach(`${response.status} ${said.code ?? ''}`);
}
