import { Fault } from '../platform/fault.ts';
import type { WebAnswer } from '../platform/web.ts';

/** What was asked: the shop's address as it was entered, without a slash at its end, and the path of the question below it. */
interface Asked {
  address: string;
  path: string;
}

const statuses = new Set([301, 302, 303, 307, 308]);
/** A longer address is no shop's. */
const longestAddress = 200;

/** An answer that sends the question on is followed nowhere: the keys would go along to an address nobody entered. @throws Fault redirected */
export function refuseRedirect(answer: WebAnswer, asked: Asked): void {
  if (!statuses.has(answer.status)) return;
  const movedTo = addressIn(answer.headers['location'] ?? '', asked);
  const says = `The shop sends requests on to ${movedTo ?? 'another page'}; connect to that address instead.`;
  throw new Fault('redirected', { retry: 'never', status: answer.status, says, ...(movedTo !== undefined && { movedTo }) });
}

/** The address a shop would be entered by there: what stands before the path that was asked for, else its host. Undefined where it is none, or the one that was entered. */
function addressIn(location: string, { address, path }: Asked): string | undefined {
  const target = URL.parse(location, `${address}${path}`);
  if (!target || !['http:', 'https:'].includes(target.protocol)) return undefined;
  const bare = (text: string): string => text.replace(/\/+$/, '');
  const there = bare(`${target.origin}${target.pathname}`);
  const found = there.endsWith(bare(path)) ? bare(there.slice(0, -bare(path).length)) : target.origin;
  return found === address || found.length > longestAddress ? undefined : found;
}
