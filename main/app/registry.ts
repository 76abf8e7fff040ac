import { accountingCommands, accountingQueries } from '../accounting/handlers.ts';
import { accountingProofs } from '../accounting/proofs.ts';
import { catalogCommands, catalogInternal, catalogQueries } from '../catalog/handlers.ts';
import { catalogProofs } from '../catalog/proofs.ts';
import { channelsBeforeCommit, channelsCommands, channelsInternal, channelsLookups, channelsQueries } from '../channels/handlers.ts';
import { onlyReadAll } from '../channels/channel.service.ts';
import { channelsProofs } from '../channels/proofs.ts';
import { bringInSheet, takeBackSheet } from '../company/sheets/sheet-import.service.ts';
import { pricingCommands, pricingQueries } from '../pricing/handlers.ts';
import { companyCommands, companyInternal, companyLookups, companyQueries } from '../company/handlers.ts';
import { analysisCommands, analysisQueries } from '../analysis/handlers.ts';
import { analysisProofs } from '../analysis/proofs.ts';
import { beginEpoch, type LostFile } from '../company/restore.service.ts';
import { countingCommands, countingInternal, countingQueries } from '../counting/handlers.ts';
import { planStocktake } from '../counting/plan.service.ts';
import { countingProofs } from '../counting/proofs.ts';
import { inventoryCommands, inventoryLookups, inventoryQueries } from '../inventory/handlers.ts';
import { inventoryProofs } from '../inventory/proofs.ts';
import { partiesCommands, partiesQueries } from '../parties/handlers.ts';
import { variantsOfSupplier } from '../purchasing/agreement.queries.ts';
import { purchasingCommands, purchasingQueries } from '../purchasing/handlers.ts';
import { purchasingProofs } from '../purchasing/proofs.ts';
import { returnsCommands, returnsQueries } from '../returns/handlers.ts';
import { returnsProofs } from '../returns/proofs.ts';
import { salesCommands, salesQueries } from '../sales/handlers.ts';
import { expireReservations } from '../sales/reservation-expiry.service.ts';
import { refreshGivenUpOrders } from '../sales/given-up.service.ts';
import { salesProofs } from '../sales/proofs.ts';
import type { StocktakePlan } from '../../shared/counting/stocktake.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import type { Proof } from '../database/proof.ts';
import { foundShop } from './found-shop.ts';
import { appCommands, appQueries } from './handlers.ts';
import { appProofs } from './proofs.ts';
import { sheetKinds } from './sheet-kinds.ts';
import { undo, type UndoInput } from './undo.ts';

type CommandHandler = (tx: Tx, input: never) => unknown;
type QueryHandler = (reader: Reader, input: never, actor: Actor, now: Instant) => unknown;

/** What the rooms bring: who answers which method, and what can be proved. `app` only puts them together. */
export interface Registry {
  commands: Record<string, CommandHandler>;
  queries: Record<string, QueryHandler>;
  /** Commands and questions the program gives itself (a sign-in); no host has a name for them. */
  internal: Record<string, CommandHandler>;
  lookups: Record<string, (reader: Reader) => unknown>;
  proofs: Proof[];
  /** What a room has to do at the end of every command, in its transaction: news it owes to the outside. */
  beforeCommit: ((tx: Tx) => unknown)[];
}

export const registry: Registry = {
  // Founding a shop gives it its books as well, which company knows nothing of.
  commands: {
    ...companyCommands, ...catalogCommands, ...partiesCommands, ...accountingCommands, ...pricingCommands, ...inventoryCommands, ...countingCommands, ...analysisCommands, ...purchasingCommands, ...salesCommands, ...returnsCommands, ...channelsCommands, ...appCommands,
    'shop.create': foundShop,
    // A count may take the goods of a supplier, which counting knows nothing of.
    'stocktake.plan': (tx, plan: StocktakePlan) => planStocktake(tx, plan, { variantsOfSupplier }),
    // Sheets of every room come in by one way.
    'sheet.bringIn': (tx, input: { importId: string }) => bringInSheet(tx, input, sheetKinds),
    'sheet.takeBack': (tx, input: { sheetImportId: number }) => takeBackSheet(tx, input, sheetKinds),
    'activity.undo': (tx, input: UndoInput) => undo(tx, input, commandHandler),
  },
  queries: { ...companyQueries, ...catalogQueries, ...partiesQueries, ...accountingQueries, ...pricingQueries, ...inventoryQueries, ...countingQueries, ...analysisQueries, ...purchasingQueries, ...salesQueries, ...returnsQueries, ...channelsQueries, ...appQueries },
  internal: {
    'reservation.expire': expireReservations,
    ...companyInternal,
    ...catalogInternal,
    ...channelsInternal,
    ...countingInternal,
    // A file that was put back begins a new epoch, and its channels only read until a person has looked.
    'shop.restored': (tx, input: LostFile) => {
      const begun = beginEpoch(tx, input);
      onlyReadAll(tx);
      return begun;
    },
  },
  lookups: { ...companyLookups, ...inventoryLookups, ...channelsLookups },
  proofs: [...appProofs, ...catalogProofs, ...accountingProofs, ...inventoryProofs, ...countingProofs, ...analysisProofs, ...purchasingProofs, ...salesProofs, ...returnsProofs, ...channelsProofs],
  beforeCommit: [refreshGivenUpOrders, ...channelsBeforeCommit],
};

export const commandHandler = (name: string): ((tx: Tx, input: unknown) => unknown) => registry.commands[name] as (tx: Tx, input: unknown) => unknown;

export const queryHandler = (name: string): ((reader: Reader, input: unknown, actor: Actor, now: Instant) => unknown) =>
  registry.queries[name] as (reader: Reader, input: unknown, actor: Actor, now: Instant) => unknown;
