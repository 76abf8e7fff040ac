import { accountingCommands, accountingInternal, accountingQueries } from '../accounting/handlers.ts';
import { accountingProofs } from '../accounting/proofs.ts';
import { analysisCommands, analysisQueries } from '../analysis/handlers.ts';
import { analysisProofs } from '../analysis/proofs.ts';
import { bankingCommands, bankingQueries } from '../banking/handlers.ts';
import { bankingProofs } from '../banking/proofs.ts';
import { catalogCommands, catalogInternal, catalogQueries } from '../catalog/handlers.ts';
import { catalogProofs } from '../catalog/proofs.ts';
import { channelsBeforeCommit, channelsCommands, channelsInternal, channelsLookups, channelsQueries } from '../channels/handlers.ts';
import { channelsProofs } from '../channels/proofs.ts';
import { companyCommands, companyInternal, companyLookups, companyQueries } from '../company/handlers.ts';
import { countingCommands, countingInternal, countingQueries } from '../counting/handlers.ts';
import { countingProofs } from '../counting/proofs.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import type { Proof } from '../database/proof.ts';
import { documentsCommands, documentsInternal, documentsLookups, documentsQueries } from '../documents/handlers.ts';
import { documentsProofs } from '../documents/proofs.ts';
import { exportsCommands, exportsQueries } from '../exports/handlers.ts';
import { fulfilmentBeforeCommit, fulfilmentCommands, fulfilmentInternal, fulfilmentLookups, fulfilmentQueries } from '../fulfilment/handlers.ts';
import { fulfilmentProofs } from '../fulfilment/proofs.ts';
import { inventoryCommands, inventoryLookups, inventoryQueries } from '../inventory/handlers.ts';
import { inventoryProofs } from '../inventory/proofs.ts';
import { marketingCommands, marketingQueries } from '../marketing/handlers.ts';
import { marketingProofs } from '../marketing/proofs.ts';
import { partiesCommands, partiesQueries } from '../parties/handlers.ts';
import { payoutsCommands, payoutsInternal, payoutsQueries } from '../payouts/handlers.ts';
import { payoutsProofs } from '../payouts/proofs.ts';
import { pricingCommands, pricingQueries } from '../pricing/handlers.ts';
import { purchasingCommands, purchasingQueries } from '../purchasing/handlers.ts';
import { purchasingProofs } from '../purchasing/proofs.ts';
import { reportingCommands, reportingInternal, reportingQueries } from '../reporting/handlers.ts';
import { reportingProofs } from '../reporting/proofs.ts';
import { returnsCommands, returnsQueries } from '../returns/handlers.ts';
import { returnsProofs } from '../returns/proofs.ts';
import { refreshGivenUpOrders } from '../sales/given-up.service.ts';
import { salesCommands, salesInternal, salesLookups, salesQueries } from '../sales/handlers.ts';
import { salesProofs } from '../sales/proofs.ts';
import { taxCommands, taxQueries } from '../tax/handlers.ts';
import { taxProofs } from '../tax/proofs.ts';
import { tillCommands, tillQueries } from '../till/handlers.ts';
import { tillProofs } from '../till/proofs.ts';
import type { Instant } from '../../shared/units/instant.ts';

export type CommandHandler = (tx: Tx, input: never) => unknown;
export type QueryHandler = (reader: Reader, input: never, actor: Actor, now: Instant) => unknown;

/** What a room brings: who answers which method, and what can be proved. */
export interface Room {
  commands?: Record<string, CommandHandler>;
  queries?: Record<string, QueryHandler>;
  /** Commands and questions the program gives itself (a sign-in); no host has a name for them. */
  internal?: Record<string, CommandHandler>;
  lookups?: Record<string, (reader: Reader) => unknown>;
  proofs?: Proof[];
  /** What a room has to do at the end of every command, in its transaction: news it owes to the outside. */
  beforeCommit?: ((tx: Tx) => unknown)[];
}

/** From left to right. */
export const rooms: readonly Room[] = [
  { commands: companyCommands, queries: companyQueries, internal: companyInternal, lookups: companyLookups },
  { commands: catalogCommands, queries: catalogQueries, internal: catalogInternal, proofs: catalogProofs },
  { commands: partiesCommands, queries: partiesQueries },
  { commands: taxCommands, queries: taxQueries, proofs: taxProofs },
  { commands: accountingCommands, queries: accountingQueries, internal: accountingInternal, proofs: accountingProofs },
  { commands: pricingCommands, queries: pricingQueries },
  { commands: inventoryCommands, queries: inventoryQueries, lookups: inventoryLookups, proofs: inventoryProofs },
  { commands: analysisCommands, queries: analysisQueries, proofs: analysisProofs },
  { commands: countingCommands, queries: countingQueries, internal: countingInternal, proofs: countingProofs },
  { commands: purchasingCommands, queries: purchasingQueries, proofs: purchasingProofs },
  { commands: salesCommands, queries: salesQueries, internal: salesInternal, lookups: salesLookups, proofs: salesProofs, beforeCommit: [refreshGivenUpOrders] },
  { commands: fulfilmentCommands, queries: fulfilmentQueries, internal: fulfilmentInternal, lookups: fulfilmentLookups, proofs: fulfilmentProofs, beforeCommit: fulfilmentBeforeCommit },
  { commands: returnsCommands, queries: returnsQueries, proofs: returnsProofs },
  { commands: tillCommands, queries: tillQueries, proofs: tillProofs },
  { commands: documentsCommands, queries: documentsQueries, internal: documentsInternal, lookups: documentsLookups, proofs: documentsProofs },
  { commands: channelsCommands, queries: channelsQueries, internal: channelsInternal, lookups: channelsLookups, proofs: channelsProofs, beforeCommit: channelsBeforeCommit },
  { commands: bankingCommands, queries: bankingQueries, proofs: bankingProofs },
  { commands: marketingCommands, queries: marketingQueries, proofs: marketingProofs },
  { commands: reportingCommands, queries: reportingQueries, internal: reportingInternal, proofs: reportingProofs },
  { commands: payoutsCommands, queries: payoutsQueries, internal: payoutsInternal, proofs: payoutsProofs },
  { commands: exportsCommands, queries: exportsQueries },
];
