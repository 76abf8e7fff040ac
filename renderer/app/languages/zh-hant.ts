import { proofs } from './zh-hant/proofs.ts';
import { alerts, supplierItem } from './zh-hant/alerts.ts';
import { analysis } from './zh-hant/analysis.ts';
import { cashForecast } from './zh-hant/cash-forecast.ts';
import { cashRelease } from './zh-hant/cash-release.ts';
import { bundle } from './zh-hant/bundle.ts';
import { printing } from './zh-hant/printing.ts';
import { conflicts } from './zh-hant/conflicts.ts';
import { practice } from './zh-hant/practice.ts';
import { shown } from './zh-hant/shown.ts';
import { sorting } from './zh-hant/sorting.ts';
import { classes } from './zh-hant/classes.ts';
import { catalog } from './zh-hant/catalog.ts';
import { channels, connectHelp, differences, faults, fixes, newsProblems, settings } from './zh-hant/channels.ts';
import { adjustmentReasons, customers, movementKinds, products, stock } from './zh-hant/goods.ts';
import { inventory } from './zh-hant/inventory.ts';
import { places } from './zh-hant/places.ts';
import { entries, money } from './zh-hant/money.ts';
import { banking, openItems } from './zh-hant/banking.ts';
import { opening } from './zh-hant/opening.ts';
import { payBack } from './zh-hant/pay-back.ts';
import { payouts } from './zh-hant/payouts.ts';
import { reminders } from './zh-hant/reminders.ts';
import { currencies, revaluation } from './zh-hant/currencies.ts';
import { budget } from './zh-hant/budget.ts';
import { accounts, centres, closing, statements } from './zh-hant/statements.ts';
import { imports } from './zh-hant/imports.ts';
import { documents, exceptions, fulfilmentStates, orders, payments, paymentStates } from './zh-hant/orders.ts';
import { bills, claims, purchasing, receiving, suppliers } from './zh-hant/purchasing.ts';
import { groups } from './zh-hant/groups.ts';
import { margins } from './zh-hant/margins.ts';
import { landed, receipts } from './zh-hant/receipts.ts';
import { quotations } from './zh-hant/quotations.ts';
import { orderSheet, supplierScore } from './zh-hant/supplier-sheet.ts';
import { pricing } from './zh-hant/pricing.ts';
import { promotions } from './zh-hant/promotions.ts';
import { checks, desk } from './zh-hant/order-desk.ts';
import { revise } from './zh-hant/order-revision.ts';
import { ads, clock, expiry, priority, profit, views } from './zh-hant/order-insight.ts';
import { newOrder } from './zh-hant/new-order.ts';
import { replenishment } from './zh-hant/replenishment.ts';
import { reprice } from './zh-hant/reprice.ts';
import { returns } from './zh-hant/returns.ts';
import { review } from './zh-hant/review.ts';
import { leases } from './zh-hant/leases.ts';
import { labels } from './zh-hant/labels.ts';
import { move } from './zh-hant/move.ts';
import { countCycle, countPhoto, countSheet } from './zh-hant/count-cycle.ts';
import { counts } from './zh-hant/counts.ts';
import { carriers, notices, packing, picking, ship, shipFrom, slotting, tracking } from './zh-hant/ship.ts';
import { scan } from './zh-hant/scan.ts';
import { tax } from './zh-hant/tax.ts';
import { till } from './zh-hant/till.ts';
import { day } from './zh-hant/day.ts';
import { attachments, month, recurring, slips } from './zh-hant/month.ts';
import { papers } from './zh-hant/papers.ts';
import { phones } from './zh-hant/phones.ts';
import { exporting } from './zh-hant/exports.ts';
import { firstRun, roles, session, shell } from './zh-hant/shell.ts';
import { jobs, today } from './zh-hant/today.ts';
import { tokens } from './zh-hant/tokens.ts';
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
