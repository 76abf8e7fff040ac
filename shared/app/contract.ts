import { accountCommands, accountQueries } from '../accounting/account.contract.ts';
import { chartCommands, chartQueries } from '../accounting/chart.contract.ts';
import { journalCommands, journalQueries } from '../accounting/journal.contract.ts';
import { ledgerQueries } from '../accounting/ledger.contract.ts';
import { periodCommands, periodQueries } from '../accounting/period.contract.ts';
import { trialBalanceQueries } from '../accounting/trial-balance.contract.ts';
import { channelCommands, channelQueries, listingCommands, listingQueries } from '../channels/channel.contract.ts';
import { channelCopyCommands, channelCopyQueries } from '../channels/channel-copy.contract.ts';
import { outboxCommands, outboxQueries, syncQueries } from '../channels/sync.contract.ts';
import { barcodeCommands, barcodeQueries } from '../catalog/barcode.contract.ts';
import { attributeCommands, attributeQueries } from '../catalog/attribute.contract.ts';
import { categoryCommands, categoryQueries } from '../catalog/category.contract.ts';
import { bundleCommands } from '../catalog/bundle.contract.ts';
import { bundleQueries } from '../inventory/bundle.contract.ts';
import { collectionCommands, collectionQueries } from '../catalog/collection.contract.ts';
import { facetQueries } from '../catalog/facet.contract.ts';
import { imageCommands, imageQueries } from '../catalog/image.contract.ts';
import { labelQueries } from '../catalog/label.contract.ts';
import { priceCommands } from '../catalog/price.contract.ts';
import { analysisCommands, analysisQueries } from '../analysis/analysis.contract.ts';
import { productCommands, productQueries } from '../catalog/product.contract.ts';
import { taxClassCommands, taxClassQueries } from '../catalog/tax-class.contract.ts';
import { variantCommands, variantQueries } from '../catalog/variant.contract.ts';
import { deviceCommands, deviceQueries } from '../company/device.contract.ts';
import { sheetCommands, sheetQueries } from '../company/sheet.contract.ts';
import { shopCommands, shopQueries } from '../company/shop.contract.ts';
import { tokenCommands, tokenQueries } from '../company/token.contract.ts';
import { userCommands, userQueries } from '../company/user.contract.ts';
import { binCommands, locationCommands, locationQueries } from '../inventory/location.contract.ts';
import { consignmentCommands, consignmentQueries } from '../inventory/consignment.contract.ts';
import { costingCommands, costingQueries } from '../inventory/costing.contract.ts';
import { lotCommands, lotQueries } from '../inventory/lot.contract.ts';
import { reasonCommands, reasonQueries } from '../inventory/reason.contract.ts';
import { negativeCommands, negativeQueries, reservationCommands, reservationQueries } from '../inventory/reservation.contract.ts';
import { stockCommands, stockQueries } from '../inventory/stock.contract.ts';
import { transferCommands, transferQueries } from '../inventory/transfer.contract.ts';
import { countCycleCommands, countCycleQueries } from '../counting/cycle.contract.ts';
import { stocktakePhotoCommands, stocktakePhotoQueries } from '../counting/stocktake-photo.contract.ts';
import { stocktakeCommands, stocktakeQueries } from '../counting/stocktake.contract.ts';
import { customerGroupCommands, customerGroupQueries } from '../pricing/customer-group.contract.ts';
import { priceListCommands, priceListQueries } from '../pricing/price-list.contract.ts';
import { costCommands, costQueries } from '../pricing/cost.contract.ts';
import { customerCommands, customerQueries } from '../parties/customer.contract.ts';
import { supplierCommands, supplierQueries } from '../parties/supplier.contract.ts';
import { agreementCommands, agreementQueries } from '../purchasing/agreement.contract.ts';
import { landedCostCommands, landedCostQueries } from '../purchasing/landed-cost.contract.ts';
import { orderSheetCommands, orderSheetQueries } from '../purchasing/order-sheet.contract.ts';
import { purchaseOrderCommands, purchaseOrderQueries } from '../purchasing/purchase-order.contract.ts';
import { purchaseReceiptCommands, purchaseReceiptQueries } from '../purchasing/purchase-receipt.contract.ts';
import { purchaseReturnCommands } from '../purchasing/purchase-return.contract.ts';
import { replenishmentCommands, replenishmentQueries } from '../purchasing/replenishment.contract.ts';
import { stockAlertCommands, stockAlertQueries } from '../purchasing/stock-alert.contract.ts';
import { supplierBillCommands, supplierBillQueries } from '../purchasing/supplier-bill.contract.ts';
import { supplierClaimCommands, supplierClaimQueries } from '../purchasing/supplier-claim.contract.ts';
import { supplierDocumentCommands, supplierDocumentQueries } from '../purchasing/supplier-document.contract.ts';
import { supplierScoreQueries } from '../purchasing/supplier-score.contract.ts';
import { supplierPaymentCommands } from '../purchasing/supplier-payment.contract.ts';
import { carrierCommands, carrierQueries, carrierServiceCommands, carrierServiceQueries, waybillCommands } from '../fulfilment/carrier.contract.ts';
import { noticeCommands, noticeQueries } from '../fulfilment/notice.contract.ts';
import { packCommands, packQueries } from '../fulfilment/pack.contract.ts';
import { shipFromCommands, shipFromQueries } from '../fulfilment/ship-from.contract.ts';
import { trackingCommands, trackingQueries } from '../fulfilment/tracking.contract.ts';
import { pickCommands, waveCommands, waveQueries } from '../fulfilment/wave.contract.ts';
import { exceptionCommands, exceptionQueries, paymentCommands, refundCommands, shipmentCommands } from '../sales/order-documents.contract.ts';
import { orderImportCommands } from '../sales/order-import.contract.ts';
import { orderOfferQueries } from '../sales/order-offer.contract.ts';
import { orderCommands, orderQueries } from '../sales/order.contract.ts';
import { blockedBuyerCommands, blockedBuyerQueries, checkRuleCommands, checkRuleQueries } from '../sales/check-rule.contract.ts';
import { orderDeskCommands, orderDeskQueries } from '../sales/order-desk.contract.ts';
import { orderRevisionCommands } from '../sales/order-revision.contract.ts';
import { priorityCommands, priorityQueries, savedViewCommands, savedViewQueries } from '../sales/order-priority.contract.ts';
import { expiryCommands, expiryQueries } from '../sales/order-expiry.contract.ts';
import { orderCostCommands, orderProfitQueries } from '../sales/order-profit.contract.ts';
import { storeCreditCommands, storeCreditQueries } from '../sales/store-credit.contract.ts';
import { recallQueries } from '../sales/recall.contract.ts';
import { creditNoteCommands, documentCommands, documentQueries, invoiceCommands, printerCommands, printerQueries } from '../documents/document.contract.ts';
import { drawerCommands, drawerQueries } from '../till/drawer.contract.ts';
import { parkedSaleCommands, parkedSaleQueries } from '../till/parked-sale.contract.ts';
import { takeBackCommands, takeBackQueries } from '../till/take-back.contract.ts';
import { todayQueries } from '../sales/today.contract.ts';
import { dayCommands, dayQueries } from '../reporting/day-close.contract.ts';
import { goodsReturnCommands, goodsReturnQueries, inspectionCommands, inspectionQueries } from '../returns/goods-return.contract.ts';
import { returnPolicyCommands, returnPolicyQueries, returnReasonCommands, returnReasonQueries } from '../returns/policy.contract.ts';
import { repairCommands, repairQueries, warrantyQueries } from '../returns/repair.contract.ts';
import { returnAnalysisQueries } from '../returns/return-analysis.contract.ts';
import { rmaCommands, rmaQueries } from '../returns/rma.contract.ts';
import { settlementCommands, settlementQueries } from '../returns/settlement.contract.ts';
import { activityCommands, activityQueries, backupQueries, demoQueries, jobCommands, jobQueries, proofQueries, sessionFeature } from './app.contract.ts';

/** The people, the goods and the books. In two halves, since the compiler writes out the type of one declaration only up to a length. */
export const goodsContract = {
  session: sessionFeature,
  job: { ...jobCommands, ...jobQueries },
  activity: { ...activityCommands, ...activityQueries },
  proof: proofQueries,
  backup: backupQueries,
  demo: demoQueries,
  shop: { ...shopCommands, ...shopQueries },
  user: { ...userCommands, ...userQueries },
  token: { ...tokenCommands, ...tokenQueries },
  device: { ...deviceCommands, ...deviceQueries },
  sheet: { ...sheetCommands, ...sheetQueries },
  product: { ...productCommands, ...productQueries, ...facetQueries },
  variant: { ...variantCommands, ...variantQueries },
  barcode: { ...barcodeCommands, ...barcodeQueries },
  label: labelQueries,
  price: priceCommands,
  bundle: { ...bundleCommands, ...bundleQueries },
  priceList: { ...priceListCommands, ...priceListQueries },
  customerGroup: { ...customerGroupCommands, ...customerGroupQueries },
  cost: { ...costCommands, ...costQueries },
  category: { ...categoryCommands, ...categoryQueries },
  taxClass: { ...taxClassCommands, ...taxClassQueries },
  attribute: { ...attributeCommands, ...attributeQueries },
  image: { ...imageCommands, ...imageQueries },
  collection: { ...collectionCommands, ...collectionQueries },
  customer: { ...customerCommands, ...customerQueries },
  supplier: { ...supplierCommands, ...supplierQueries },
  agreement: { ...agreementCommands, ...agreementQueries },
  supplierDocument: { ...supplierDocumentCommands, ...supplierDocumentQueries },
  purchaseOrder: { ...purchaseOrderCommands, ...purchaseOrderQueries },
  purchaseReceipt: { ...purchaseReceiptCommands, ...purchaseReceiptQueries },
  supplierBill: { ...supplierBillCommands, ...supplierBillQueries },
  supplierPayment: supplierPaymentCommands,
  orderSheet: { ...orderSheetCommands, ...orderSheetQueries },
  replenishment: { ...replenishmentCommands, ...replenishmentQueries },
  supplierScore: supplierScoreQueries,
  landedCost: { ...landedCostCommands, ...landedCostQueries },
  purchaseReturn: purchaseReturnCommands,
  supplierClaim: { ...supplierClaimCommands, ...supplierClaimQueries },
  stockAlert: { ...stockAlertCommands, ...stockAlertQueries },
  account: { ...accountCommands, ...accountQueries },
  chart: { ...chartCommands, ...chartQueries },
  journal: { ...journalCommands, ...journalQueries },
  ledger: ledgerQueries,
  period: { ...periodCommands, ...periodQueries },
  trialBalance: trialBalanceQueries,
  location: { ...locationCommands, ...locationQueries },
  bin: binCommands,
  stock: { ...stockCommands, ...stockQueries },
  stocktake: { ...stocktakeCommands, ...stocktakeQueries },
  stocktakePhoto: { ...stocktakePhotoCommands, ...stocktakePhotoQueries },
  countCycle: { ...countCycleCommands, ...countCycleQueries },
  analysis: { ...analysisCommands, ...analysisQueries },
  transfer: { ...transferCommands, ...transferQueries },
  reason: { ...reasonCommands, ...reasonQueries },
  costing: { ...costingCommands, ...costingQueries },
  lot: { ...lotCommands, ...lotQueries, ...recallQueries },
  reservation: { ...reservationCommands, ...reservationQueries },
  negative: { ...negativeCommands, ...negativeQueries },
  consignment: { ...consignmentCommands, ...consignmentQueries },
};

/** What is sold, sent and taken back, and the channels. */
export const tradeContract = {
  order: { ...orderCommands, ...orderDeskCommands, ...orderRevisionCommands, ...orderImportCommands, ...orderQueries, ...orderDeskQueries, ...orderProfitQueries, ...orderOfferQueries },
  priority: { ...priorityCommands, ...priorityQueries },
  savedView: { ...savedViewCommands, ...savedViewQueries },
  orderCost: orderCostCommands,
  expiry: { ...expiryCommands, ...expiryQueries },
  checkRule: { ...checkRuleCommands, ...checkRuleQueries },
  blockedBuyer: { ...blockedBuyerCommands, ...blockedBuyerQueries },
  shipment: shipmentCommands,
  payment: paymentCommands,
  refund: refundCommands,
  storeCredit: { ...storeCreditCommands, ...storeCreditQueries },
  exception: { ...exceptionCommands, ...exceptionQueries },
  wave: { ...waveCommands, ...waveQueries },
  pick: pickCommands,
  pack: { ...packCommands, ...packQueries },
  carrier: { ...carrierCommands, ...carrierQueries },
  carrierService: { ...carrierServiceCommands, ...carrierServiceQueries },
  waybill: waybillCommands,
  tracking: { ...trackingCommands, ...trackingQueries },
  notice: { ...noticeCommands, ...noticeQueries },
  shipFrom: { ...shipFromCommands, ...shipFromQueries },
  rma: { ...rmaCommands, ...settlementCommands, ...rmaQueries, ...settlementQueries },
  goodsReturn: { ...goodsReturnCommands, ...goodsReturnQueries },
  inspection: { ...inspectionCommands, ...inspectionQueries },
  returnPolicy: { ...returnPolicyCommands, ...returnPolicyQueries },
  repair: { ...repairCommands, ...repairQueries },
  warranty: warrantyQueries,
  returnAnalysis: returnAnalysisQueries,
  returnReason: { ...returnReasonCommands, ...returnReasonQueries },
  today: todayQueries,
  day: { ...dayCommands, ...dayQueries },
  drawer: { ...drawerCommands, ...drawerQueries },
  parkedSale: { ...parkedSaleCommands, ...parkedSaleQueries },
  document: { ...documentCommands, ...documentQueries },
  invoice: invoiceCommands,
  creditNote: creditNoteCommands,
  printer: { ...printerCommands, ...printerQueries },
  counter: { ...takeBackCommands, ...takeBackQueries },
  channel: { ...channelCommands, ...channelQueries },
  listing: { ...listingCommands, ...listingQueries },
  channelCopy: { ...channelCopyCommands, ...channelCopyQueries },
  sync: syncQueries,
  outbox: { ...outboxCommands, ...outboxQueries },
};

/** The whole contract: every feature's commands and queries under its name. The wire, REST and the CLI are made from it. */
export const contract: typeof goodsContract & typeof tradeContract = { ...goodsContract, ...tradeContract };

export type Contract = typeof contract;
