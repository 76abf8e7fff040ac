import { proofs } from './zh-hans/proofs.ts';
import { alerts, supplierItem } from './zh-hans/alerts.ts';
import { analysis } from './zh-hans/analysis.ts';
import { cashForecast } from './zh-hans/cash-forecast.ts';
import { cashRelease } from './zh-hans/cash-release.ts';
import { bundle } from './zh-hans/bundle.ts';
import { printing } from './zh-hans/printing.ts';
import { conflicts } from './zh-hans/conflicts.ts';
import { practice } from './zh-hans/practice.ts';
import { shown } from './zh-hans/shown.ts';
import { sorting } from './zh-hans/sorting.ts';
import { classes } from './zh-hans/classes.ts';
import { catalog } from './zh-hans/catalog.ts';
import { channels, connectHelp, differences, faults, fixes, newsProblems, settings } from './zh-hans/channels.ts';
import { adjustmentReasons, customers, movementKinds, products, stock } from './zh-hans/goods.ts';
import { inventory } from './zh-hans/inventory.ts';
import { places } from './zh-hans/places.ts';
import { entries, money } from './zh-hans/money.ts';
import { banking, openItems } from './zh-hans/banking.ts';
import { opening } from './zh-hans/opening.ts';
import { payBack } from './zh-hans/pay-back.ts';
import { payouts } from './zh-hans/payouts.ts';
import { reminders } from './zh-hans/reminders.ts';
import { currencies, revaluation } from './zh-hans/currencies.ts';
import { budget } from './zh-hans/budget.ts';
import { accounts, centres, closing, statements } from './zh-hans/statements.ts';
import { imports } from './zh-hans/imports.ts';
import { documents, exceptions, fulfilmentStates, orders, payments, paymentStates } from './zh-hans/orders.ts';
import { bills, claims, purchasing, receiving, suppliers } from './zh-hans/purchasing.ts';
import { groups } from './zh-hans/groups.ts';
import { margins } from './zh-hans/margins.ts';
import { landed, receipts } from './zh-hans/receipts.ts';
import { quotations } from './zh-hans/quotations.ts';
import { orderSheet, supplierScore } from './zh-hans/supplier-sheet.ts';
import { pricing } from './zh-hans/pricing.ts';
import { promotions } from './zh-hans/promotions.ts';
import { checks, desk } from './zh-hans/order-desk.ts';
import { revise } from './zh-hans/order-revision.ts';
import { ads, clock, expiry, priority, profit, views } from './zh-hans/order-insight.ts';
import { newOrder } from './zh-hans/new-order.ts';
import { replenishment } from './zh-hans/replenishment.ts';
import { reprice } from './zh-hans/reprice.ts';
import { returns } from './zh-hans/returns.ts';
import { review } from './zh-hans/review.ts';
import { leases } from './zh-hans/leases.ts';
import { labels } from './zh-hans/labels.ts';
import { move } from './zh-hans/move.ts';
import { countCycle, countPhoto, countSheet } from './zh-hans/count-cycle.ts';
import { counts } from './zh-hans/counts.ts';
import { carriers, notices, packing, picking, ship, shipFrom, slotting, tracking } from './zh-hans/ship.ts';
import { scan } from './zh-hans/scan.ts';
import { tax } from './zh-hans/tax.ts';
import { till } from './zh-hans/till.ts';
import { day } from './zh-hans/day.ts';
import { attachments, month, recurring, slips } from './zh-hans/month.ts';
import { papers } from './zh-hans/papers.ts';
import { phones } from './zh-hans/phones.ts';
import { exporting } from './zh-hans/exports.ts';
import { firstRun, roles, session, shell } from './zh-hans/shell.ts';
import { jobs, today } from './zh-hans/today.ts';
import { tokens } from './zh-hans/tokens.ts';
import { ages, keys, ui, unreadable } from './zh-hans/ui.ts';
import type { Translation } from './translation.ts';

export const zhHans = {
  ui,
  unreadable,
  keys,
  ages,
  shell,
  roles,
  firstRun,
  session,
  today,
  tokens,
  proofs,
  jobs,
  orders,
  newOrder,
  desk,
  ads,
  profit,
  clock,
  priority,
  expiry,
  views,
  revise,
  checks,
  review,
  returns,
  payBack,
  payments,
  paymentStates,
  fulfilmentStates,
  exceptions,
  documents,
  products,
  catalog,
  bundle,
  printing,
  conflicts,
  practice,
  shown,
  sorting,
  stock,
  inventory,
  places,
  movementKinds,
  adjustmentReasons,
  customers,
  imports,
  purchasing,
  suppliers,
  replenishment,
  claims,
  receiving,
  alerts,
  supplierItem,
  quotations,
  orderSheet,
  supplierScore,
  receipts,
  landed,
  bills,
  counts,
  countCycle,
  countPhoto,
  countSheet,
  scan,
  tax,
  till,
  day,
  reprice,
  papers,
  phones,
  exporting,
  move,
  ship,
  shipFrom,
  slotting,
  picking,
  packing,
  tracking,
  notices,
  carriers,
  leases,
  labels,
  analysis,
  cashForecast,
  cashRelease,
  classes,
  pricing,
  promotions,
  groups,
  margins,
  money,
  entries,
  banking,
  payouts,
  openItems,
  budget,
  centres,
  opening,
  reminders,
  statements,
  accounts,
  closing,
  month,
  recurring,
  attachments,
  slips,
  currencies,
  revaluation,
  channels,
  newsProblems,
  faults,
  fixes,
  connectHelp,
  differences,
  settings,
} satisfies Translation;
