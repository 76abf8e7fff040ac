import { analysis } from './en/analysis.ts';
import { catalog } from './en/catalog.ts';
import { channels, connectHelp, faults, fixes, newsProblems, settings } from './en/channels.ts';
import { adjustmentReasons, customers, movementKinds, products, stock } from './en/goods.ts';
import { inventory } from './en/inventory.ts';
import { entries, money } from './en/money.ts';
import { imports } from './en/imports.ts';
import { documents, exceptions, fulfilmentStates, orders, payments, paymentStates } from './en/orders.ts';
import { bills, claims, purchasing, receiving, suppliers } from './en/purchasing.ts';
import { pricing } from './en/pricing.ts';
import { newOrder } from './en/new-order.ts';
import { replenishment } from './en/replenishment.ts';
import { review } from './en/review.ts';
import { labels } from './en/labels.ts';
import { move } from './en/move.ts';
import { counts } from './en/counts.ts';
import { carriers, notices, packing, picking, ship, shipFrom, tracking } from './en/ship.ts';
import { scan } from './en/scan.ts';
import { firstRun, roles, session, shell } from './en/shell.ts';
import { jobs, today } from './en/today.ts';
import { ages, keys, ui, unreadable } from './en/ui.ts';

/** Every word of the program. The other languages have this shape or do not compile. */
export const en = {
  ui,
  unreadable,
  keys,
  ages,
  shell,
  roles,
  firstRun,
  session,
  today,
  jobs,
  orders,
  newOrder,
  review,
  payments,
  paymentStates,
  fulfilmentStates,
  exceptions,
  documents,
  products,
  catalog,
  stock,
  inventory,
  movementKinds,
  adjustmentReasons,
  customers,
  imports,
  purchasing,
  suppliers,
  replenishment,
  claims,
  receiving,
  bills,
  counts,
  scan,
  move,
  ship,
  shipFrom,
  picking,
  packing,
  tracking,
  notices,
  carriers,
  labels,
  analysis,
  pricing,
  money,
  entries,
  channels,
  newsProblems,
  faults,
  fixes,
  connectHelp,
  settings,
};
