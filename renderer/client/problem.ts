import { Refusal, type RefusalCode, type RefusalData } from '../../shared/refusal/refusal.ts';
import type { Refusals } from '../../shared/refusal/refusals.ts';

/** How the outside world failed, as the contract's FAULT says it. */
export const faultCodes = ['timeout', 'rateLimited', 'unauthorised', 'keyMissing', 'refused', 'broken', 'unreachable', 'wrongAnswer', 'untrusted', 'privateAddress', 'redirected', 'proxyUnreachable', 'proxyUnauthorised', 'proxyRefused', 'proxyUnusable'] as const;
export type FaultCode = (typeof faultCodes)[number];

/** Why a call did not succeed: the shop's rules, the outside world, our own mistake, or nobody at the other end. */
export type Problem =
  | { kind: 'refusal'; refusal: RefusalData }
  | { kind: 'fault'; code: FaultCode; fingerprint: string; address: string; movedTo: string }
  | { kind: 'bug'; id: string }
  | { kind: 'silence' };

/** Reads the contract's errors (shared/contract/method.ts) off whatever a call was rejected with. */
export function problemOf(error: unknown): Problem {
  const { code, data } = partsOf(error);
  if (code === 'REFUSED') return { kind: 'refusal', refusal: data as RefusalData };
  if (code === 'FAULT') return { kind: 'fault', code: faultCodes.find((known) => known === textOf(data, 'code')) ?? 'broken', fingerprint: textOf(data, 'fingerprint'), address: textOf(data, 'address'), movedTo: textOf(data, 'movedTo') };
  if (code === 'BUG') return { kind: 'bug', id: textOf(data, 'id') };
  return { kind: 'silence' };
}

/** What a page refuses by itself, as the shop would have: what is too large for the way to it need not go there. */
export const refusedHere = <Code extends RefusalCode>(code: Code, details: Refusals[Code]): Error =>
  Object.assign(new Error(code), { code: 'REFUSED', data: new Refusal(code, details).data() });

export function refusalOf(error: unknown): RefusalData | undefined {
  const problem = problemOf(error);
  return problem.kind === 'refusal' ? problem.refusal : undefined;
}

function partsOf(error: unknown): { code: unknown; data: unknown } {
  if (typeof error !== 'object' || error === null) return { code: undefined, data: undefined };
  return { code: 'code' in error ? error.code : undefined, data: 'data' in error ? error.data : undefined };
}

function textOf(data: unknown, field: string): string {
  if (typeof data !== 'object' || data === null) return '';
  const value = Object.entries(data).find(([name]) => name === field)?.[1];
  return typeof value === 'string' ? value : '';
}
