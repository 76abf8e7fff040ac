import type { FirstReadingFigures } from './first-reading.ts';
import { figure, type Target, thousands } from './report-parts.ts';

export const ofConnected = ({ orders, longestPause, page }: FirstReadingFigures): Target[] => [
  { says: `the longest the main thread did one thing while ${thousands(orders)} orders came from a shop, ms`, measured: longestPause, limit: 50 },
  { says: 'a page of orders meanwhile, p99 in ms', measured: page.p99, limit: 100 },
];

export const connectedSection = ({ orders, perSecond, longestPause, page }: FirstReadingFigures): string =>
  `The first ${thousands(orders)} orders of a WooCommerce shop come in at ${figure(perSecond)} a second, from a marketplace that has to share these cores. The main thread, where
the engine reads and understands them, did no one thing for longer than ${figure(longestPause)} ms; a page of orders asked for all the while took
${figure(page.p50)} ms (p50), ${figure(page.p99)} ms (p99).`;
