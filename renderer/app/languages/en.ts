import { proofs } from './en/proofs.ts';
import { alerts, supplierItem } from './en/alerts.ts';
import { analysis } from './en/analysis.ts';
import { cashForecast } from './en/cash-forecast.ts';
import { cashRelease } from './en/cash-release.ts';
import { bundle } from './en/bundle.ts';
import { printing } from './en/printing.ts';
import { conflicts } from './en/conflicts.ts';
import { practice } from './en/practice.ts';
import { shown } from './en/shown.ts';
import { sorting } from './en/sorting.ts';
import { classes } from './en/classes.ts';
import { catalog } from './en/catalog.ts';
import { channels, connectHelp, differences, faults, fixes, newsProblems, settings } from './en/channels.ts';
import { adjustmentReasons, customers, movementKinds, products, stock } from './en/goods.ts';
import { inventory } from './en/inventory.ts';
import { places } from './en/places.ts';
import { entries, money } from './en/money.ts';
import { banking, openItems } from './en/banking.ts';
import { opening } from './en/opening.ts';
import { payBack } from './en/pay-back.ts';
import { payouts } from './en/payouts.ts';
import { reminders } from './en/reminders.ts';
import { currencies, revaluation } from './en/currencies.ts';
import { budget } from './en/budget.ts';
import { accounts, centres, closing, statements } from './en/statements.ts';
import { imports } from './en/imports.ts';
import { documents, exceptions, fulfilmentStates, orders, payments, paymentStates } from './en/orders.ts';
import { bills, claims, purchasing, receiving, suppliers } from './en/purchasing.ts';
import { groups } from './en/groups.ts';
import { margins } from './en/margins.ts';
import { landed, receipts } from './en/receipts.ts';
import { quotations } from './en/quotations.ts';
import { orderSheet, supplierScore } from './en/supplier-sheet.ts';
import { pricing } from './en/pricing.ts';
import { promotions } from './en/promotions.ts';
import { checks, desk } from './en/order-desk.ts';
import { revise } from './en/order-revision.ts';
import { ads, clock, expiry, priority, profit, views } from './en/order-insight.ts';
import { newOrder } from './en/new-order.ts';
import { replenishment } from './en/replenishment.ts';
import { reprice } from './en/reprice.ts';
import { returns } from './en/returns.ts';
import { review } from './en/review.ts';
import { leases } from './en/leases.ts';
import { labels } from './en/labels.ts';
import { move } from './en/move.ts';
import { countCycle, countPhoto, countSheet } from './en/count-cycle.ts';
import { counts } from './en/counts.ts';
import { carriers, notices, packing, picking, ship, shipFrom, slotting, tracking } from './en/ship.ts';
import { scan } from './en/scan.ts';
import { tax } from './en/tax.ts';
import { till } from './en/till.ts';
import { day } from './en/day.ts';
import { attachments, month, recurring, slips } from './en/month.ts';
import { papers } from './en/papers.ts';
import { phones } from './en/phones.ts';
import { exporting } from './en/exports.ts';
import { firstRun, roles, session, shell } from './en/shell.ts';
import { jobs, today } from './en/today.ts';
import { tokens } from './en/tokens.ts';
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
};
