import type { Instant } from '../../shared/units/instant.ts';
import { listingsOf } from './catalogue.ts';
import type { Connector, Cursor, ProductPage } from './connector.ts';
import type { EngineSetting } from './engine.ts';
import type { ListingPage } from './listing.service.ts';

interface Reading {
  channelId: number;
  readSince: Instant;
  /** Grows with every page. */
  unreadable: readonly string[];
}

/** A page of the catalogue as the file keeps it. */
export const listingPage = ({ products, problems, more, stockPlace }: ProductPage, { channelId, readSince, unreadable }: Reading): ListingPage => ({
  channelId,
  listings: products.flatMap(listingsOf),
  problems,
  readSince,
  ended: more ? null : { unreadable },
  ...(stockPlace !== undefined && { stockPlace }),
});

/** Reads what the shop sells and shows, whole, and has each page kept by the command named; the answers in order. @throws Fault */
export async function readPages<Answer>(setting: EngineSetting, connector: Connector, channelId: number, command: 'channel.storeListings' | 'channel.sweepListings'): Promise<Answer[]> {
  const readSince = setting.platform.clock.now();
  if (!connector.importProducts) return [];
  const unreadable: string[] = [];
  const answers: Answer[] = [];
  let cursor: Cursor | null = null;
  for (let more = true; more;) {
    const page: ProductPage = await connector.importProducts(cursor);
    unreadable.push(...page.problems.map(({ externalId }) => externalId));
    answers.push(await setting.tell<Answer>(command, listingPage(page, { channelId, readSince, unreadable })));
    ({ cursor, more } = page);
  }
  return answers;
}

/** Reads what the shop sells and shows, whole. @throws Fault */
export async function readCatalogue(setting: EngineSetting, connector: Connector, channelId: number): Promise<{ listings: number; linked: number }> {
  const counts = await readPages<{ listings: number; linked: number }>(setting, connector, channelId, 'channel.storeListings');
  return counts.at(-1) ?? { listings: 0, linked: 0 };
}
