import type { StocktakePlan } from '../../shared/counting/stocktake.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { requireStockInBooks } from '../accounting/stock-value.ts';
import { onlyReadAll } from '../channels/channel.service.ts';
import { beginEpoch, type LostFile } from '../company/restore.service.ts';
import { bringInSheet, takeBackSheet } from '../company/sheets/sheet-import.service.ts';
import { planStocktake } from '../counting/plan.service.ts';
import { listPlaces } from '../counting/scope.queries.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import { refuseInvoiced } from '../documents/invoice.service.ts';
import { parkAllJobs } from '../documents/print-queue.service.ts';
import { parkAllNotices } from '../fulfilment/notice.service.ts';
import { promisedInBins } from '../fulfilment/wave.statements.ts';
import { shelfPromises } from '../inventory/counter-goods.service.ts';
import { variantsOfSupplier } from '../purchasing/agreement.queries.ts';
import { expireReservations } from '../sales/reservation-expiry.service.ts';
import { shipmentGuards } from '../sales/shipment-guards.ts';
import { foundShop } from './found-shop.ts';
import { appCommands, appQueries } from './handlers.ts';
import { appProofs } from './proofs.ts';
import { type Room, rooms } from './rooms.ts';
import { sheetKinds } from './sheet-kinds.ts';
import { undo, type UndoInput } from './undo.ts';

// What a room must not know of those to its right, it is told here.
shipmentGuards.push(refuseInvoiced);
shelfPromises.push((reader, asked) => promisedInBins.all(reader, asked));

/** What more than one room has a part in. */
const together: Room = {
  commands: {
    ...appCommands,
    // Founding a shop gives it its books as well, which company knows nothing of.
    'shop.create': foundShop,
    // A count may take the goods of a supplier, which counting knows nothing of.
    'stocktake.plan': (tx, plan: StocktakePlan) => planStocktake(tx, plan, { variantsOfSupplier }),
    // Sheets of every room come in by one way.
    'sheet.bringIn': (tx, input: { importId: string }) => bringInSheet(tx, input, sheetKinds),
    'sheet.takeBack': (tx, input: { sheetImportId: number }) => takeBackSheet(tx, input, sheetKinds),
    'activity.undo': (tx, input: UndoInput) => undo(tx, input, commandHandler),
  },
  queries: {
    ...appQueries,
    'stocktake.places': (reader, asked: { locationId: number; scope: StocktakePlan['scope'] }, _actor, now) => listPlaces(reader, asked, now, { variantsOfSupplier }),
  },
  // Last of all: whatever a room still had to do is done.
  beforeCommit: [requireStockInBooks],
  internal: {
    'reservation.expire': expireReservations,
    // A file that was put back begins a new epoch, its channels only read, its notices and labels wait until a person has looked.
    'shop.restored': (tx, input: LostFile) => {
      const begun = beginEpoch(tx, input);
      onlyReadAll(tx);
      parkAllNotices(tx);
      parkAllJobs(tx);
      return begun;
    },
  },
};

const everywhere = [...rooms, together];

/** Everything every room brings; `app` only puts it together. */
export const registry: Required<Room> = {
  commands: Object.assign({}, ...everywhere.map(({ commands }) => commands)),
  queries: Object.assign({}, ...everywhere.map(({ queries }) => queries)),
  internal: Object.assign({}, ...everywhere.map(({ internal }) => internal)),
  lookups: Object.assign({}, ...everywhere.map(({ lookups }) => lookups)),
  proofs: [...appProofs, ...everywhere.flatMap(({ proofs = [] }) => proofs)],
  beforeCommit: everywhere.flatMap(({ beforeCommit = [] }) => beforeCommit),
};

export const commandHandler = (name: string): ((tx: Tx, input: unknown) => unknown) => registry.commands[name] as (tx: Tx, input: unknown) => unknown;

export const queryHandler = (name: string): ((reader: Reader, input: unknown, actor: Actor, now: Instant) => unknown) =>
  registry.queries[name] as (reader: Reader, input: unknown, actor: Actor, now: Instant) => unknown;
