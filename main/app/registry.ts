import { accountingCommands, accountingQueries } from '../accounting/handlers.ts';
import { companyCommands, companyQueries } from '../company/handlers.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import type { Proof } from '../database/proof.ts';
import { foundShop } from './found-shop.ts';

/** What the rooms bring: who answers which method, and what can be proved. `app` only puts them together. */
export interface Registry {
  commands: Record<string, (tx: Tx, input: never) => unknown>;
  queries: Record<string, (reader: Reader, input: never, actor: Actor) => unknown>;
  /** Commands the program gives itself (a sign-in, a restored file); no host can reach them. */
  internal: Record<string, (tx: Tx, input: never) => unknown>;
  proofs: Proof[];
}

export const registry: Registry = {
  commands: {
    ...companyCommands,
    ...accountingCommands,
    'shop.create': foundShop,
  },
  queries: {
    ...companyQueries,
    ...accountingQueries,
  },
  internal: {},
  proofs: [],
};
