import { z } from 'zod';
import type { StockPlace } from '../../../shared/channels/channel.contract.ts';
import { locationAnswer } from './answers.ts';
import { pageOf, restOf, type ShopifyClient } from './client.ts';
import { gidOf } from './gid.ts';

/** A shop whose levels are asked of the chosen place alone, or of all as far as two: enough to know that there is more than one. */
export interface LevelClient extends ShopifyClient {
  /** As its number; null where none was chosen. */
  readonly place: string | null;
  /** Asks what has levels in it. @throws Fault */
  askLevels<Schema extends z.ZodType>(operation: 'products' | 'variants' | 'levels', variables: object, schema: Schema): Promise<z.output<Schema>>;
}

export const openLevelClient = (client: ShopifyClient, place: string | null): LevelClient => ({
  ...client,
  place,
  askLevels: (operation, variables, schema) =>
    place === null ? client.ask(operation, variables, schema) : client.ask(`${operation}At`, { ...variables, place: gidOf('Location', place) }, schema),
});

const list = z.object({ locations: pageOf(locationAnswer) });

/** The shop's locations that are in use. @throws Fault */
export async function readPlaces(client: ShopifyClient): Promise<StockPlace[]> {
  const pageAfter = async (after: string | null) => (await client.ask('locations', { after }, list)).locations;
  const rows = await restOf(await pageAfter(null), pageAfter);
  return rows.filter(({ isActive }) => isActive).map(({ id, name }) => ({ externalId: id, name: name.trim().slice(0, 200) || id }));
}
