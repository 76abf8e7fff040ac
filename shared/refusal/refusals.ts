import type { RefusalData } from './refusal.ts';

export type CountState = 'planned' | 'counting' | 'paused' | 'review' | 'posted' | 'abandoned';

/**
 * Every refusal of the program: its code and the details its words need. Codes read `thing.what`, grouped by room in the
 * rooms' order. The renderer has words for each in every language; a missing one does not compile.
 * Details are plain JSON: texts, whole numbers (the unit stands in the name or is the domain's for that word), lists of them.
 */
export interface Refusals {
  // The door
  'input.invalid': { issues: { path: string; message: string }[] };
  'permission.denied': { method: string; role: string };
  'session.required': Record<string, never>;
  'session.pinWrong': { triesLeft: number };
  'session.pinNeeded': { name: string };
  'session.pinLocked': { retryInSeconds: number };
  'key.reused': { key: string };
  'method.unknown': { method: string };
  'reading.ended': Record<string, never>;
  'record.missing': { kind: string; id: number | string };
  'record.changed': { kind: string; id: number | string };

  // The file
  'file.notShop': { file: string };
  'file.newer': { fileVersion: number; programVersion: number };
  'file.damaged': { file: string; problem: string };
  'file.readOnly': { file: string };
  'file.diskFull': { file: string };
  'file.notAnswering': { file: string };
  'file.synced': { folder: string; service: string };
  'file.ownedElsewhere': { folder: string; processId: number };
  'file.olderThanMark': { file: string };
  'file.folderPutBack': { folder: string; has: number; had: number };
  'port.inUse': { port: number };
  'undo.impossible': { command: string; reason: string };

  // Company
  'token.nameTaken': { name: string };
  'phone.notHere': Record<string, never>;
  'phone.noNetwork': Record<string, never>;
  'phone.shut': Record<string, never>;
  'phone.codeWrong': { triesLeft: number };
  'phone.codeOver': Record<string, never>;
  'phone.unknown': Record<string, never>;
  'shop.exists': Record<string, never>;
  'shop.booksBegun': { fields: string[] };
  'user.lastOwner': { userId: number };

  // Catalog
  'sku.taken': { sku: string; variantId: number };
  'barcode.taken': { code: string; variantId: number };
  'gs1.unreadable': { identifier: string; reason: 'unknown' | 'short' | 'long' | 'characters' | 'checkDigit' | 'date' | 'twice' };
  'product.notArchived': { productId: number };
  'product.alreadyArchived': { productId: number };
  'product.severalForSkus': { productIds: number[]; skus: string[] };
  'category.nameTaken': { name: string };
  'category.inUse': { categoryId: number };
  'variant.unitInUse': { sku: string; unit: string };
  'attribute.nameTaken': { name: string };
  'attribute.inUse': { name: string };
  'attribute.choiceInUse': { name: string; value: string };
  'attribute.valueWrong': { name: string; value: string; choices: string[] };
  'image.notOne': { name: string };
  'image.broken': { name: string };
  'image.tooManyPixels': { name: string; width: number; height: number };
  'image.twice': { productId: number; productName: string };
  'image.lost': { hash: string };
  'collection.nameTaken': { name: string };
  'collection.inUse': { name: string };
  'bundle.stocked': { sku: string };
  'bundle.nested': { sku: string };
  'bundle.noStock': { variantId: number };
  'taxClass.codeTaken': { code: string };
  'taxClass.inUse': { taxClassId: number };
  // Ten-thousandths of the base currency; no arithmetic for whoever may not know costs.
  'price.underFloor': { sku: string; arithmetic: PriceArithmetic | null };

  // Parties
  'customer.merged': { customerId: number; intoId: number };
  'customer.notMerged': { customerId: number };
  'customer.sameTwice': { customerId: number };
  'customer.inUse': { customerId: number };
  'supplier.blocked': { supplierId: number; name: string };
  'supplier.codeTaken': { code: string };
  'supplier.currencyForeign': { currency: string; baseCurrency: string };
  'supplier.inUse': { supplierId: number };

  // Pricing
  'priceList.nameTaken': { name: string };
  'priceList.endsBeforeItBegins': { from: string; through: string };
  'promotion.armed': { name: string };
  'promotion.wasArmed': { name: string };
  'promotion.notArmed': { name: string };
  'promotion.over': { name: string; lastOn: string };
  'promotion.endsBeforeItBegins': { from: string; through: string };
  // Thousandths; kept: for its channels, else what is available.
  'promotion.short': { sku: string; promised: number; covered: number; kept: boolean };
  'customerGroup.nameTaken': { name: string };
  'customerGroup.inUse': { name: string };

  // Sales: amounts in minor units, quantities in thousandths
  'currency.mismatch': { given: string; expected: string };
  'quantity.notPositive': { quantity: number };
  'price.missing': { variantId: number; currency: string };
  'discount.tooLarge': { discount: number; amount: number };
  'order.missing': { orderId: number };
  'order.alreadyShipped': { orderId: number };
  'order.nothingOpen': { orderId: number };
  'order.onHold': { orderId: number; reasons: string[]; byChannel: boolean };
  'order.history': { orderId: number };
  'order.paidBackSince': { orderId: number };
  'order.ofChannel': { orderId: number };
  'order.settledInPart': { orderId: number };
  'order.revisedSince': { orderId: number };
  'order.otherBuyer': { orderId: number };
  'order.bundleWhole': { sku: string };
  'order.nothingLeft': { orderId: number };
  'order.approvedAlready': { orderId: number };
  'order.notApproved': { orderId: number };
  'order.notPaidThere': { orderId: number };
  'order.checksStand': { orderId: number; checks: number };
  'order.lineMissing': { orderId: number; orderLineId: number };
  'order.lineUnmapped': { orderLineId: number; sku: string };
  'order.lineMapped': { orderLineId: number; sku: string };
  'shipment.tooMany': { orderLineId: number; open: number; asked: number };
  'shipment.cancelled': { shipmentId: number };
  'shipment.refunded': { shipmentId: number };
  'payment.tooMuch': { due: number; asked: number };
  'shipment.invoiced': { number: string };
  'invoice.twice': { number: string };
  'invoice.mixed': Record<never, never>;
  'invoice.cancelled': { number: string };
  'invoice.dueBefore': { issuedOn: string; dueOn: string };
  'creditNote.twice': { number: string };
  'creditNote.nothing': { number: string };
  'document.missing': { kind: string; number: string };
  'document.noColumn': { kind: string; column: string };
  'printer.known': { name: string };
  'printer.blocked': { name: string };
  'printJob.noPrinter': Record<string, never>;
  'printJob.twice': Record<string, never>;
  'printJob.begun': Record<string, never>;
  /** Proofs that do not hold, of all there are; `copy` where it is the backup that was put back. */
  'day.notProved': { failed: number; all: number; first: string; copy: boolean };
  'drawer.open': { number: string };
  'drawer.none': Record<never, never>;
  'drawer.closed': { number: string };
  'drawer.notClosed': { number: string };
  'drawer.boxShort': { box: number; asked: number };
  'drawer.short': { expected: number; asked: number };
  'sale.nothingLeft': { orderId: number };
  'sale.parked': { parkedSaleId: number };
  'sale.notParked': { parkedSaleId: number };
  /** The ways of paying for a sale do not come to what is due. */
  'tender.differs': { due: number; tendered: number };
  /** Less was handed over than is to be paid in cash. */
  'tender.tooLittle': { due: number; given: number };
  'payment.voided': { paymentId: number };
  'payment.used': { paymentId: number };
  'payment.noChannel': { orderId: number };
  'storeCredit.tooLittle': { balance: number; asked: number };
  'storeCredit.noCustomer': { orderId: number };
  'return.outsideWindow': { sku: string; days: number; leftOn: string; lastOn: string; wording: string };
  'return.tooManyAsked': { sku: string; left: number; asked: number };
  'return.tooManyInspected': { sku: string; left: number; asked: number };
  'return.tooManySettled': { sku: string; left: number; asked: number };
  'return.nothingToSettle': { number: string };
  'return.ended': { number: string };
  'return.begun': { number: string };
  'return.settled': { number: string };
  'return.noOrder': Record<string, never>;
  'return.notAnnounced': { orderLineId: number };
  'return.notThatPiece': { code: string; sku: string };
  'return.beforeGoLive': { sku: string };
  'return.inspectionTakenBack': { inspectionId: number };
  'return.noReceipt': { variantId: number };
  'return.otherCurrency': { currency: string };
  'repair.whichGoods': Record<string, never>;
  'repair.notOpen': { number: string };
  'repair.partTakenBack': { number: string };
  'repair.hasParts': { number: string };
  'returnPolicy.backwards': { fromOn: string; lastOn: string };
  'returnPolicy.used': { fromOn: string };
  'refund.tooMuch': { kind: string; room: number; asked: number };

  // Accounting
  'chart.missing': Record<string, never>;
  'chart.inUse': { chart: string };
  'account.codeTaken': { code: string };
  'account.blocked': { code: string };
  'account.control': { code: string };
  'account.inUse': { code: string };
  'account.neededByRules': { code: string; role: string };
  'entry.unbalanced': { debit: number; credit: number };
  'entry.reversed': { number: string };
  'review.own': { number: string };
  'review.done': { number: string };
  'review.none': { number: string };
  'entry.hasDocument': { number: string; kind: string; id: number };
  'period.locked': { on: string; firstOpenOn: string };
  'taxReturn.notOver': { throughOn: string };
  'taxReturn.alreadyFiled': { fromOn: string; throughOn: string };
  'taxReturn.earlierFirst': { fromOn: string; throughOn: string };
  'taxReturn.notFiled': { fromOn: string; throughOn: string };
  'taxReturn.laterFirst': { fromOn: string; throughOn: string };
  'period.alreadyLocked': { throughOn: string };
  'period.notLocked': { from: string };
  'period.ahead': { on: string; today: string };
  'period.notOver': { throughOn: string };
  'budget.account': { ledgerAccountId: number };
  'budget.needsReason': BudgetArithmetic;
  'budget.exceeded': BudgetArithmetic;
  'campaign.taken': { name: string };
  'campaign.backwards': { fromOn: string; toOn: string };
  'campaign.archived': { name: string };
  'adSpend.tooLong': { days: number; most: number };
  'recurring.noDay': { startsOn: string; endsOn: string };
  'recurring.notDue': { name: string; dueOn: string; today: string };
  'recurring.done': { name: string; dueOn: string; posted: boolean };
  'recurring.undone': Record<never, never>;
  'reminder.notDue': { number: string };
  'reminder.paused': { customer: string; reason: string };
  'reminder.notPaused': Record<never, never>;
  'reminder.withdrawn': Record<never, never>;
  'notice.byPerson': Record<never, never>;
  'opening.rowPosted': { name: string };
  'opening.notProved': { proofs: string[] };
  'opening.remainder': { remainder: number };
  'opening.notEquity': { code: string };
  'opening.builtUpon': { what: string };
  'opening.takenBack': Record<never, never>;
  'month.notOver': { throughOn: string };
  'month.notALook': { no: number };
  'month.unticked': Record<never, never>;
  'month.stillOpen': { throughOn: string; count: number; first: number; items: string };
  'closing.notAnEnd': { throughOn: string; endsOn: string };
  'closing.notOver': { throughOn: string };
  'closing.earlier': { throughOn: string; latestOn: string };
  'closing.nothing': { throughOn: string };
  'closing.notLatest': { throughOn: string };
  'rate.missing': { currency: string; on: string };
  'rate.home': { currency: string };
  'rateSheet.unknown': Record<string, never>;
  'rateSheet.noHome': { currency: string };
  'rateSheet.line': { line: number; text: string };
  'currency.worthNothing': { currency: string };
  'account.otherCurrency': { code: string; currency: string };
  'revaluation.twice': { throughOn: string };
  'revaluation.nothing': { throughOn: string };
  'revaluation.takenBack': { throughOn: string };
  // Amounts of other currencies as plain decimals, since their digits differ.
  'foreign.tooMuch': { number: string; currency: string; open: string; asked: string };
  'foreign.tooSmall': { currency: string };
  'foreign.mixed': Record<string, never>;
  'foreign.prepaid': { currency: string };
  'foreign.notForeign': Record<string, never>;
  'foreign.account': { currency: string };
  'foreign.orderStays': { currency: string };
  'report.backwards': { from: string; to: string };
  'report.tooManyMonths': { count: number; most: number };
  'report.tooLong': { count: number; most: number };

  // Inventory: quantities in thousandths
  'variant.unknown': { variantId: number };
  'sku.unknown': { sku: string };
  'location.unknown': { locationId: number };
  'location.nameUnknown': { name: string };
  'location.none': Record<string, never>;
  'location.blocked': { locationId: number };
  'location.nameTaken': { name: string };
  'bin.unknown': { binId: number; locationId: number };
  'bin.blocked': { binId: number };
  'bin.codeTaken': { code: string; locationId: number };
  'stock.short': { variantId: number; locationId: number; available: number; asked: number };
  'stock.shortInBin': { variantId: number; binId: number; available: number; asked: number };
  'stock.notOnHold': { variantId: number; locationId: number; onHold: number; asked: number };
  'analysis.boundaries': { aShare: number; bShare: number; xVariation: number; yVariation: number };
  'stock.costUnknown': { variantId: number };
  'stock.notADraw': { movementId: number };
  'stock.alreadyBack': { movementId: number };
  'stock.tooManyBack': { movementId: number; left: number; asked: number };
  'stock.backBeforeItLeft': { movementId: number; leftOn: string };
  'allocation.short': { orderLineId: number; allocated: number; asked: number };
  'stock.ofOthers': { locationId: number; owner: string };
  'stock.notConsigned': { locationId: number };
  'stock.shortOnFloor': { variantId: number; locationId: number; available: number; asked: number };
  'location.apart': { locationId: number };
  'location.notApart': { locationId: number };
  'report.ahead': { reference: string };
  'report.settled': { reference: string };
  'report.agrees': { reference: string };
  'sku.twice': { sku: string };
  'bin.same': Record<string, never>;
  'reason.unknown': { code: string };
  'reason.taken': { code: string };
  'negative.closed': { negativeId: number };
  'tracking.stocked': { variantId: number };
  'tracking.begun': { variantId: number };
  'costing.same': { method: string };
  'lot.needed': { variantId: number; quantity: number };
  'lot.miscounted': { variantId: number; named: number; asked: number };
  'lot.unknown': { code: string; locationId: number };
  'lot.held': { code: string };
  'lot.short': { variantId: number; locationId: number; available: number; asked: number };
  'lot.expiryDiffers': { code: string; expiresOn: string };
  'lot.tooMany': { open: number; asked: number };
  'serial.onePiece': { code: string };
  'serial.here': { lotId: number };
  'serial.outOfOrder': { lotId: number };
  'lot.expired': { code: string; expiresOn: string };
  'serial.twice': { code: string };
  'serial.gone': { code: string };
  'serial.notHere': { code: string };
  'serial.ofSeveral': { code: string };
  'serial.needed': { named: number; asked: number };
  'transfer.samePlace': { locationId: number };
  'transfer.arrived': { stockTransferId: number };

  // Counting: quantities in thousandths
  'stocktake.missing': { stocktakeId: number };
  'stocktake.scopeEmpty': Record<string, never>;
  'stocktake.overlaps': { number: string; lines: number };
  'stocktake.wrongState': { state: CountState; needs: CountState[] };
  'stocktake.uncounted': { lines: number };
  'stocktake.sameCounter': { lines: number };
  'stocktake.undecided': { decide: number; recount: number; approve: number };
  'stocktake.changed': { lines: number };
  'stocktake.noDecision': { lines: number };
  'stocktake.approverCounted': { name: string };
  'stocktake.approverRole': { role: string };
  'stocktake.nothingToApprove': Record<string, never>;
  'stocktake.reversed': { number: string };
  'stocktake.figureHidden': { code: string };
  'stockAlert.levelsCross': { low: number; high: number };
  'stocktake.counting': { number: string };
  'stocktake.booksHidden': Record<string, never>;

  // Purchasing: amounts in minor units, quantities in thousandths
  'agreement.endsBeforeItBegins': { validFromOn: string; validThroughOn: string };
  'supplier.paperExpired': { name: string; papers: string[] };
  'purchase.priceMissing': { variantId: number; sku: string };
  'orderSheet.columnMissing': { column: string };
  'quotation.neededFirst': { answerByOn: string; neededOn: string };
  'quotation.closed': { number: string };
  'quotation.notStanding': { number: string };
  'quotation.expired': { number: string; validThroughOn: string };
  'quotation.nothingLeft': { number: string };
  'replenishment.changed': { lines: number; cost: number };
  'purchaseOrder.notDraft': { number: string; status: string };
  'purchaseOrder.notPlaced': { number: string };
  'purchaseOrder.nothingOpen': { number: string };
  'purchaseOrder.tooMany': { purchaseOrderLineId: number; open: number; asked: number };
  'receipt.supplierMissing': Record<string, never>;
  'receipt.moreDamaged': { variantId: number; quantity: number; damaged: number };
  'receipt.costUnknown': { variantId: number; sku: string };
  'receipt.cancelled': { number: string };
  'receipt.inUse': { number: string };
  'bill.twice': { supplierNumber: string; number: string };
  'bill.mismatch': { findings: { lineNo: number; kind: 'price' | 'overOrdered' | 'notReceived'; expected: number; found: number; allowed: number; within: boolean }[] };
  'bill.taxTwice': { lineNo: number };
  'bill.reverseKept': { lineNo: number };
  'bill.lineWithoutGoods': Record<string, never>;
  'bill.otherSupplier': { lineNo: number };
  'bill.notOrdered': { lineNo: number; received: number; billed: number };
  'bill.cancelled': { number: string };
  'bill.settled': { number: string; settled: number };
  'bill.goodsMoved': { number: string };
  'bill.tooMuch': { number: string; open: number; asked: number };
  'prepayment.tooMuch': { prepaid: number; asked: number };
  'payment.empty': Record<string, never>;
  'landedCost.measureMissing': { sku: string; basis: string };
  'landedCost.cancelled': { number: string };
  'landedCost.billed': { number: string };
  'return.tooMany': { purchaseReceiptLineId: number; left: number; asked: number };
  'return.cancelled': { number: string };
  'return.ofCancelledReceipt': { number: string };
  'claim.begun': { number: string };
  'claim.tooMuch': { number: string; open: number; asked: number };
  'claim.settled': { number: string };
  'claim.untouched': { number: string };
  'claim.nothingInTransit': { number: string };

  // Fulfilment
  'wave.nothing': { leftOut: number };
  'wave.over': { number: string };
  'wave.begun': { number: string; picked: number };
  'pick.tooMany': { left: number; asked: number };
  'pick.notThere': { there: number; asked: number };
  'pick.nothingLeft': Record<string, never>;
  'pick.notShort': Record<string, never>;
  'pick.toteGone': Record<string, never>;
  'pack.nothing': Record<string, never>;
  'pack.closed': { number: string };
  'pack.empty': Record<string, never>;
  'pack.wrongInside': { count: number; code: string };
  'pack.weightOff': { weighed: number; lightest: number; heaviest: number };
  'pack.notInside': Record<string, never>;
  'pack.supervisorNeeded': { role: string };
  'tracking.noStray': { number: string };
  'shipFrom.inWave': { orderId: number };
  'notice.twice': { order: string };
  'notice.noAddress': { order: string };
  'notice.sent': Record<string, never>;
  'notice.notDue': { order: string };
  'carrier.codeTaken': { code: string };
  'carrier.serviceTaken': { name: string };
  'carrier.unfit': { service: string; why: 'tooHeavy' | 'tooLong' };

  // Channels
  'copy.same': { productId: number };
  'copy.notListed': { productId: number };
  'copy.notOnSale': { productId: number };
  'channel.nameTaken': { name: string };
  'channel.previewChanged': { channelId: number };
  'channel.notRead': { channelId: number };
  'lease.notSending': { channelId: number };
  'lease.bundle': { variantId: number };
  'listing.noPrice': { listingId: number };
  'listing.samePrice': { listingId: number };
  'channel.keyMissing': { channelId: number };

  // Banking; amounts in the account's currency
  'bankAccount.nameTaken': { name: string };
  'bankAccount.numberTaken': { name: string };
  'bankAccount.ledgerTaken': { code: string; name: string };
  'bankAccount.notAsset': { code: string };
  'bankAccount.inUse': { name: string };
  'bankAccount.foreignNeedsOwn': { currency: string };
  'bankFile.empty': Record<string, never>;
  'bankFile.noTable': Record<string, never>;
  'bankFile.tooLarge': { most: number };
  'bankFile.tooManyLines': { most: number };
  'bankFile.entities': { format: string };
  'bankFile.cutOff': { format: string };
  'bankFile.damaged': { format: string; where: string };
  'bankFile.badDate': { where: string; text: string };
  'bankFile.badAmount': { where: string; text: string };
  'bankFile.gap': { opening: number; lines: number; closing: number; gap: number };
  'bankFile.otherAccount': { file: string; account: string };
  'bankFile.otherCurrency': { file: string; account: string };
  'bankFile.notRead': Record<string, never>;
  'bankFile.beforeOpening': { on: string; openedOn: string };
  'bankFile.afterReconciliation': { on: string; throughOn: string };
  'bankStatement.takenBack': { fileName: string };
  'bankStatement.matched': { on: string; amount: number };
  'bank.tooMuch': { open: number; asked: number };
  'bank.foreign': { account: string; currency: string };
  'bank.foreignPart': { currency: string };
  'bank.otherCurrency': { document: string; account: string };
  'bank.otherAmount': { account: string; currency: string };
  'bank.postingTooSmall': { open: number; asked: number };
  'bank.otherAccount': { account: string };
  'bank.sameAccount': { code: string };
  'bank.undone': Record<string, never>;
  'bank.linkedElsewhere': { on: string; amount: number };
  'bank.reconciled': { throughOn: string };
  'bankRule.learnedAnew': { payee: string };
  // Payouts; a residual in the settlement's currency
  'settlementFile.currencies': { currencies: string };
  'settlement.known': { number: string };
  'settlement.changed': { number: string };
  'settlement.finished': { number: string };
  'settlement.notFinished': { number: string };
  'settlement.residual': { number: string; residual: number; currency: string };
  'settlement.undecided': { number: string; lines: number; orders: number };
  'settlement.noRate': { currency: string; baseCurrency: string };
  'settlement.ownCurrency': { currency: string };
  'settlement.otherChannel': { order: string };
  'settlement.role': { role: string };
  'settlement.rest': { amount: number };
  'settlement.told': Record<string, never>;
  'settlement.onBank': { number: string };
  'settlement.arrived': { number: string };
  'reconciliation.balance': { stated: number; lines: number; gap: number };
  'reconciliation.opening': { difference: number };
  'reconciliation.lines': { count: number; open: number };
  'reconciliation.notLast': { throughOn: string };
  'receivable.nothingOpen': Record<string, never>;
  'receivable.tooMuch': { open: number; asked: number };

  // Sheets that are brought in; `most` is bytes or a count
  'sheet.empty': Record<string, never>;
  'sheet.notASheet': Record<string, never>;
  'sheet.oldFormat': Record<string, never>;
  'sheet.damaged': { part: string };
  'sheet.wrongEncoding': { encoding: string };
  'sheet.tooLarge': { what: 'file' | 'unpacked' | 'parts' | 'memory'; most: number };
  'sheet.cellTooLong': { most: number };
  'sheet.tooManyColumns': { most: number };
  'sheet.tooManyRows': { most: number };
  'sheet.columnMissing': { column: string };
  'sheet.columnTwice': { column: string };
  'sheet.notChecked': Record<string, never>;
  'sheet.nothingToDo': Record<string, never>;
  'sheet.shopChanged': { row: number };
  'sheet.rowRefused': { row: number; refusal: RefusalData };
  'sheet.cancelled': Record<string, never>;
  'sheet.busy': Record<string, never>;
  'sheet.gone': Record<string, never>;
  'sheet.takenBack': { sheetImportId: number };
  'sheet.noChannel': Record<string, never>;
  'sheet.notItsChannel': { channelId: number };
  'sheet.otherPlatform': { platform: string; found: string };
  'sheet.idScientific': { column: string; row: number; value: string };
  'sheet.idRounded': { column: string; row: number; value: string };
  'sheet.idZerosLost': { column: string; row: number; value: string };
  'sheet.idDateMade': { column: string; row: number; value: string };
  'sheet.orderUnreadable': { field: string; says: string };
  'sheet.ordersStay': Record<string, never>;
  'shipBack.nothing': { untracked: number };

  // Books for other programs
  'export.empty': { from: string; to: string };
  'export.blind': Record<string, never>;
  'attachment.notOne': { name: string };
  'attachment.tooLarge': { name: string; bytes: number; most: number };
  'attachment.lost': { name: string };
  'export.gone': Record<string, never>;
  'export.columnMissing': { version: string; field: 'accountCode' | 'debit' | 'credit' };
}

/** What an order would take of a month’s budget for goods: budget − actual − ordered − own = left. Details are plain JSON, which an interface is not. */
export type BudgetArithmetic = {
  number: string;
  monthOn: string;
  code: string;
  budget: number;
  actual: number;
  ordered: number;
  own: number;
  left: number;
};

/** Price − tax − Σ parts = margin, which is less than `floor` (ppm) of price − tax; null where no price is high enough. */
export interface PriceArithmetic {
  price: number;
  tax: number;
  parts: { kind: 'stock' | 'freight' | 'ads' | 'packaging' | 'other' | 'fee'; amount: number }[];
  landed: number;
  margin: number;
  floor: number;
  lowest: number | null;
}
