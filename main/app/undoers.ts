/** A command as the record kept it. */
export interface DoneCommand {
  method: string;
  input: unknown;
  result: unknown;
}

type Fields = Record<string, unknown>;

/** The input of the inverse command, built from what was asked and answered. */
type Undoer = (done: DoneCommand) => unknown;

const asked = ({ input }: DoneCommand): Fields => input as Fields;
const answered = ({ result }: DoneCommand): Fields => result as Fields;

/** The inverse takes the same thing: hold ↔ release, block ↔ unblock. */
const same =
  (...fields: string[]): Undoer =>
  (done) =>
    Object.fromEntries(fields.map((field) => [field, asked(done)[field]]));

/** The inverse takes what the command made. */
const made =
  (...fields: string[]): Undoer =>
  (done) =>
    Object.fromEntries(fields.map((field) => [field, answered(done)[field]]));

/** The inverse writes back what stood there before. */
const before =
  (id: string): Undoer =>
  (done) => ({ [id]: asked(done)[id], changes: answered(done)['before'] });

interface ItemResult {
  ok: boolean;
  value: Fields;
}

/** Items of a batch that were done, each with what it answered. */
const doneItems = (done: DoneCommand): { item: Fields; value: Fields }[] => {
  const items = (asked(done)['items'] ?? asked(done)['ids']) as unknown as Fields[];
  const results = answered(done)['results'] as unknown as ItemResult[];
  return results.flatMap((result, index) => (result.ok ? [{ item: items[index]!, value: result.value }] : []));
};

/** Variants a matrix added are archived again; their codes stay theirs. */
const addedVariants = (done: DoneCommand): unknown[] => {
  const added = asked(done)['add'] as Fields[];
  return (answered(done)['variantIds'] as number[]).map((variantId, index) => ({ variantId, optionValues: added[index]?.['optionValues'] ?? {}, state: 'archived' }));
};

/** What each channel showed before is shown again. */
const shownBefore = (done: DoneCommand): unknown => ({
  items: doneItems(done).map(({ item, value }) => ({ channelId: item['channelId'], productId: item['productId'], to: value['before'] })),
});

/** How each command that has an inverse command is turned round. What is posted is not here: it has compensating documents. */
export const undoers: Record<string, Undoer> = {
  'rma.request': made('rmaId'),
  'rma.authorise': same('rmaId'),
  'rma.withdraw': same('rmaId'),
  'rma.decline': same('rmaId'),
  'rma.cancel': same('rmaId'),
  'rma.reopen': same('rmaId'),
  'returnPolicy.promise': made('returnPolicyVersionId'),
  'returnPolicy.drop': (done) => answered(done)['before'],
  'repair.open': made('repairId'),
  'repair.cancel': same('repairId'),
  'returnReason.add': same('code'),
  'returnReason.block': same('code'),
  'returnReason.unblock': same('code'),
  'shop.update': (done) => ({ changes: answered(done)['before'] }),
  'user.add': made('userId'),
  'user.update': before('userId'),
  'user.block': same('userId'),
  'user.unblock': same('userId'),
  'device.rename': (done) => ({ deviceId: asked(done)['deviceId'], name: (answered(done)['before'] as Fields)['name'] }),
  'sheet.bringIn': made('sheetImportId'),
  'product.create': (done) => ({ ids: [answered(done)['productId']] }),
  'product.update': before('productId'),
  'product.archive': (done) => ({ ids: doneItems(done).map(({ item }) => item) }),
  'product.restore': (done) => ({ ids: doneItems(done).map(({ item }) => item) }),
  'variant.update': before('variantId'),
  'variant.add': (done) => ({ variantId: answered(done)['variantId'], changes: { state: 'archived' } }),
  'variant.arrange': (done) => ({
    productId: asked(done)['productId'],
    variants: [...(answered(done)['before'] as unknown[]), ...addedVariants(done)],
    add: [],
  }),
  'barcode.add': (done) => ({ barcodeId: (answered(done)['barcode'] as Fields)['id'] }),
  'barcode.remove': (done) => answered(done)['before'],
  'price.set': (done) => ({ items: doneItems(done).map(({ item, value }) => ({ ...item, amount: value['before'] })) }),
  'bundle.set': (done) => answered(done)['before'],
  'priceList.create': made('priceListId'),
  'priceList.update': before('priceListId'),
  'priceList.block': same('priceListId'),
  'priceList.unblock': same('priceListId'),
  'priceList.setRows': (done) => ({ priceListId: asked(done)['priceListId'], items: doneItems(done).map(({ item, value }) => ({ ...item, ...(value['before'] as Fields) })) }),
  'customerGroup.create': made('customerGroupId'),
  'customerGroup.rename': (done) => ({ customerGroupId: asked(done)['customerGroupId'], ...(answered(done)['before'] as Fields) }),
  'customerGroup.remove': (done) => answered(done)['before'],
  'customerGroup.change': (done) => ({ customerGroupId: asked(done)['customerGroupId'], add: answered(done)['dropped'], drop: answered(done)['added'] }),
  'cost.set': (done) => ({ items: doneItems(done).map(({ item, value }) => ({ ...item, amount: value['before'] })) }),
  'cost.setFee': (done) => answered(done)['before'],
  'cost.setFloor': (done) => answered(done)['before'],
  'category.create': made('categoryId'),
  'category.rename': (done) => ({ categoryId: asked(done)['categoryId'], name: (answered(done)['before'] as Fields)['name'] }),
  'category.remove': (done) => answered(done)['before'],
  'taxClass.create': made('taxClassId'),
  'taxClass.remove': (done) => answered(done)['before'],
  'attribute.create': made('attributeId'),
  'attribute.update': before('attributeId'),
  'attribute.remove': (done) => answered(done)['before'],
  'image.attach': made('imageId'),
  'image.remove': (done) => answered(done)['before'],
  'image.describe': (done) => ({ imageId: asked(done)['imageId'], ...(answered(done)['before'] as Fields) }),
  'image.arrange': (done) => ({ productId: asked(done)['productId'], imageIds: answered(done)['before'] }),
  'collection.create': made('collectionId'),
  'collection.update': before('collectionId'),
  'collection.remove': (done) => answered(done)['before'],
  'taxClass.setRate': (done) => ({ ...asked(done), rate: (answered(done)['before'] as Fields)['rate'] }),
  'customer.create': (done) => ({ ids: [answered(done)['customerId']] }),
  'customer.update': before('customerId'),
  'customer.merge': same('customerId'),
  'customer.unmerge': (done) => ({ customerId: asked(done)['customerId'], intoId: (answered(done)['before'] as Fields)['intoId'] }),
  'supplier.create': (done) => ({ ids: [answered(done)['supplierId']] }),
  'supplier.update': before('supplierId'),
  'agreement.add': made('agreementId'),
  'agreement.remove': (done) => answered(done)['before'],
  'agreement.addMany': made('agreementIds'),
  'agreement.removeMany': (done) => ({ agreements: answered(done)['before'] }),
  'agreement.setItem': (done) => ({ ...asked(done), item: answered(done)['before'] }),
  'supplierDocument.add': made('documentId'),
  'supplierDocument.remove': (done) => answered(done)['before'],
  'purchaseOrder.cancel': (done) => ({ purchaseOrderId: asked(done)['purchaseOrderId'], lines: answered(done)['cancelled'] }),
  'purchaseOrder.reopen': (done) => ({ ...asked(done), reason: 'undo' }),
  'orderSheet.apply': (done) => answered(done)['before'],
  'replenishment.order': (done) => ({ purchaseOrderIds: (answered(done)['orders'] as Fields[]).map((order) => order['purchaseOrderId']) }),
  'replenishment.withdraw': (done) => ({ orders: answered(done)['orders'] }),
  'replenishment.restore': made('purchaseOrderIds'),
  'supplierBill.usePrepayment': same('supplierBillId', 'amount'),
  'supplierBill.releasePrepayment': same('supplierBillId', 'amount'),
  'supplierBill.setTolerance': (done) => ({ supplierId: asked(done)['supplierId'], tolerance: answered(done)['before'] }),
  'supplierClaim.close': same('supplierClaimId'),
  'bankAccount.add': made('bankAccountId'),
  'bankAccount.update': before('bankAccountId'),
  'bankAccount.remove': (done) => answered(done)['before'],
  'bankStatement.bringIn': made('bankStatementIds'),
  'bankLine.accept': made('bankDecisionId'),
  'bankRule.remove': same('bankRuleId'),
  'bankRule.restore': same('bankRuleId'),
  'bankReconciliation.record': made('bankReconciliationId'),
  'bankReconciliation.undo': (done) => answered(done)['before'],
  'exchangeRate.add': made('exchangeRateId'),
  'exchangeRate.bringIn': made('exchangeRateIds'),
  'exchangeRate.withdraw': same('exchangeRateId'),
  'exchangeRate.restore': same('exchangeRateId'),
  'exchangeRate.withdrawMany': same('exchangeRateIds'),
  'exchangeRate.restoreMany': same('exchangeRateIds'),
  'revaluation.post': made('revaluationId'),
  'revaluation.takeBack': made('throughOn'),
  'closing.close': made('resultClosingId'),
  'closing.takeBack': made('throughOn'),
  'account.add': made('ledgerAccountId'),
  'account.rename': (done) => ({ ledgerAccountId: asked(done)['ledgerAccountId'], name: answered(done)['before'] }),
  'account.block': same('ledgerAccountId'),
  'account.unblock': same('ledgerAccountId'),
  'location.create': made('locationId'),
  'location.update': before('locationId'),
  'location.block': same('locationId'),
  'location.unblock': same('locationId'),
  'bin.create': made('binId'),
  'bin.block': same('binId'),
  'bin.unblock': same('binId'),
  'stocktakePhoto.attach': made('photoId'),
  'stocktakePhoto.remove': (done) => answered(done)['before'],
  'stockAlert.setLevels': (done) => ({ items: answered(done)['before'] }),
  'countCycle.set': (done) => answered(done)['before'],
  'analysis.configure': (done) => answered(done)['before'],
  'stock.move': (done) => {
    const { fromBinId, toBinId, occurredAt: _then, ...rest } = asked(done);
    return { ...rest, ...(toBinId === undefined ? {} : { fromBinId: toBinId }), ...(fromBinId === undefined ? {} : { toBinId: fromBinId }) };
  },
  'reason.add': made('code'),
  'reason.update': before('code'),
  'reason.block': same('code'),
  'reason.unblock': same('code'),
  'costing.switch': (done) => ({ method: answered(done)['before'] }),
  'lot.track': (done) => ({ variantId: asked(done)['variantId'], tracking: answered(done)['before'] }),
  'lot.hold': same('lotId'),
  'lot.release': same('lotId'),
  'reservation.setRule': (done) => answered(done)['before'],
  'negative.explain': before('negativeId'),
  'consignment.report': made('holderReportId'),
  'consignment.withdraw': same('holderReportId'),
  'consignment.restore': same('holderReportId'),
  'stock.hold': (done) => asked(done),
  'stock.release': (done) => asked(done),
  'wave.build': made('pickWaveId'),
  'wave.cancel': (done) => answered(done)['before'],
  'wave.packAt': (done) => ({ locationId: asked(done)['locationId'], ...(answered(done)['before'] as Fields) }),
  'pick.take': (done) => asked(done),
  'pick.putBack': (done) => asked(done),
  'pick.short': same('pickLineId'),
  'pick.found': same('pickLineId'),
  'pack.open': made('parcelId'),
  'pack.scan': made('packScanId'),
  'carrier.add': made('carrierId'),
  'carrier.update': before('carrierId'),
  'carrier.block': same('carrierId'),
  'carrier.unblock': same('carrierId'),
  'carrierService.add': made('carrierServiceId'),
  'carrierService.update': before('carrierServiceId'),
  'carrierService.block': same('carrierServiceId'),
  'carrierService.unblock': same('carrierServiceId'),
  'carrierService.makeUsual': (done) => answered(done)['before'],
  'carrierService.setRates': (done) => ({ carrierServiceId: asked(done)['carrierServiceId'], ...(answered(done)['before'] as Fields) }),
  'tracking.assign': made('trackingEventIds'),
  'tracking.setRule': (done) => answered(done)['before'],
  'notice.setRule': (done) => answered(done)['before'],
  'notice.setTemplate': (done) => answered(done)['before'],
  'shipFrom.setRule': (done) => answered(done)['before'],
  'shipFrom.setPlace': (done) => answered(done)['before'],
  'shipFrom.apply': (done) => answered(done)['before'],
  'notice.queue': made('noticeId'),
  'notice.handled': same('noticeId'),
  'notice.sendAgain': same('noticeId'),
  'waybill.add': made('waybillIds'),
  'waybill.withdraw': same('waybillIds'),
  'waybill.restore': same('waybillIds'),
  'stocktake.plan': made('stocktakeId'),
  'stocktake.pause': same('stocktakeId'),
  'stocktake.resume': same('stocktakeId'),
  'stocktake.join': same('stocktakeId'),
  'stocktake.exclude': same('stocktakeId', 'lineIds'),
  'stocktake.recount': same('stocktakeId', 'lineIds'),
  'stocktake.accept': (done) => ({ stocktakeId: asked(done)['stocktakeId'], lineIds: (asked(done)['items'] as Fields[]).map((item) => item['lineId']) }),
  'order.create': made('orderId'),
  'order.allocate': (done) => ({ items: doneItems(done).map(({ item }) => ({ orderId: item['orderId'] })) }),
  'order.release': (done) => ({ items: doneItems(done).map(({ item }) => ({ orderId: item['orderId'] })) }),
  'order.cancel': made('cancellationId'),
  'order.sell': made('orderId'),
  'order.reinstate': (done) => answered(done),
  'order.cancelBatch': (done) => ({ items: doneItems(done).map(({ value }) => ({ cancellationId: value['cancellationId'] })) }),
  // As it was cancelled: in whole, for the reason that was given.
  'order.reinstateBatch': (done) => ({ items: doneItems(done).map(({ value }) => ({ orderId: value['orderId'] })), reason: doneItems(done)[0]?.value['reason'] ?? '' }),
  'order.edit': made('orderRevisionId'),
  'order.split': made('orderRevisionId'),
  'order.join': made('orderRevisionId'),
  'order.takeBack': made('orderRevisionId'),
  'order.approve': (done) => ({ items: doneItems(done).map(({ item }) => item) }),
  'order.unapprove': (done) => ({ items: doneItems(done).map(({ item }) => item), reason: 'undo' }),
  'priority.setWeights': (done) => ({ weights: answered(done)['before'] }),
  'savedView.add': made('savedViewId'),
  'savedView.update': before('savedViewId'),
  'savedView.remove': (done) => answered(done)['before'],
  'expiry.setRule': (done) => ({ channelId: asked(done)['channelId'], method: asked(done)['method'], terms: answered(done)['before'] }),
  'orderCost.record': made('orderCostId'),
  'orderCost.withdraw': same('orderCostId'),
  'orderCost.restore': same('orderCostId'),
  'checkRule.add': made('checkRuleId'),
  'checkRule.update': before('checkRuleId'),
  'checkRule.remove': same('checkRuleId'),
  'checkRule.restore': same('checkRuleId'),
  'blockedBuyer.add': made('blockedBuyerId'),
  'blockedBuyer.remove': (done) => answered(done)['before'],
  'exception.resolve': same('exceptionId'),
  'exception.reopen': (done) => ({ exceptionId: asked(done)['exceptionId'], ...(answered(done)['before'] as Fields) }),
  // Only its own hold: the channel, or somebody else, may have one too.
  'order.hold': (done) => ({ orderId: asked(done)['orderId'], orderHoldIds: [answered(done)['orderHoldId']] }),
  'order.unhold': (done) => ({ orderId: asked(done)['orderId'], orderHoldIds: answered(done)['ended'] }),
  'order.holdAgain': same('orderId', 'orderHoldIds'),
  'channelCopy.draft': (done) => ({ channelId: asked(done)['channelId'], productId: asked(done)['productId'], changes: answered(done)['before'] }),
  'channelCopy.publish': shownBefore,
  'channelCopy.revert': shownBefore,
  'document.setLook': (done) => ({ kind: asked(done)['kind'], look: answered(done)['before'] }),
  'exportSetting.setVoucher': (done) => ({ version: asked(done)['version'], layout: answered(done)['before'] }),
  'exportSetting.setDatev': (done) => ({ datev: answered(done)['before'] }),
  'exportSetting.setTaxNames': (done) => ({ taxNames: answered(done)['before'] }),
  'document.setLetterhead': (done) => ({ letterhead: answered(done)['before'] }),
  'printer.add': made('printerId'),
  'printer.block': same('printerId'),
  'printer.unblock': same('printerId'),
  'taxReturn.file': (done) => ({ fromOn: answered(done)['fromOn'], note: '' }),
  'taxReturn.withdraw': (done) => ({ fromOn: answered(done)['fromOn'], note: '' }),
  'taxSetting.set': (done) => answered(done)['before'],
  'taxSetting.setStatus': (done) => ({ validFromOn: asked(done)['validFromOn'], status: answered(done)['before'] }),
  'taxSetting.setParts': (done) => ({ ...asked(done), parts: answered(done)['before'] }),
  'printer.forLabels': (done) => answered(done)['before'],
  'printJob.queueLabel': made('printJobId'),
  'printJob.drop': same('printJobId'),
  'printJob.retry': same('printJobId'),
  'drawer.payIn': same('reason', 'amount', 'note'),
  'drawer.payOut': same('reason', 'amount', 'note'),
  'drawer.recount': (done) => ({ drawerId: asked(done)['drawerId'], ...(answered(done)['before'] as Fields) }),
  'parkedSale.park': made('parkedSaleId'),
  'parkedSale.take': same('parkedSaleId'),
  'parkedSale.putBack': same('parkedSaleId'),
  'job.start': made('jobId'),
  'job.undo': made('jobId'),
};
