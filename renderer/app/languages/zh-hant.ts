import { analysis } from './zh-hant/analysis.ts';
import { catalog } from './zh-hant/catalog.ts';
import { channels, connectHelp, faults, fixes, newsProblems, settings } from './zh-hant/channels.ts';
import { adjustmentReasons, customers, movementKinds, products, stock } from './zh-hant/goods.ts';
import { inventory } from './zh-hant/inventory.ts';
import { entries, money } from './zh-hant/money.ts';
import { imports } from './zh-hant/imports.ts';
import { documents, exceptions, fulfilmentStates, orders, payments, paymentStates } from './zh-hant/orders.ts';
import { bills, claims, purchasing, receiving, suppliers } from './zh-hant/purchasing.ts';
import { pricing } from './zh-hant/pricing.ts';
import { newOrder } from './zh-hant/new-order.ts';
import { replenishment } from './zh-hant/replenishment.ts';
import { review } from './zh-hant/review.ts';
import { labels } from './zh-hant/labels.ts';
import { move } from './zh-hant/move.ts';
import { counts } from './zh-hant/counts.ts';
import { carriers, notices, packing, picking, ship, shipFrom, tracking } from './zh-hant/ship.ts';
import { scan } from './zh-hant/scan.ts';
import { firstRun, roles, session, shell } from './zh-hant/shell.ts';
import { jobs, today } from './zh-hant/today.ts';
import { ages, keys, ui, unreadable } from './zh-hant/ui.ts';
import type { Translation } from './translation.ts';

export const zhHant = {
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
} satisfies Translation;
