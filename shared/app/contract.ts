import { channelCommands, channelQueries, listingCommands, listingQueries } from '../channels/channel.contract.ts';
import { listingPriceCommands, listingPriceQueries } from '../channels/listing-price.contract.ts';
import { leaseCommands, leaseQueries } from '../channels/lease.contract.ts';
import { channelCopyCommands, channelCopyQueries } from '../channels/channel-copy.contract.ts';
import { differenceCommands, differenceQueries } from '../channels/difference.contract.ts';
import { practiceQueries } from '../channels/practice.contract.ts';
import { conflictCommands, conflictQueries } from '../channels/conflict.contract.ts';
import { shipBackCommands, shipBackQueries } from '../channels/ship-back.contract.ts';
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
import { attachmentCommands, attachmentQueries } from '../company/attachment.contract.ts';
import { deviceCommands, deviceQueries } from '../company/device.contract.ts';
import { phoneCommands, phoneQueries } from '../company/phone.contract.ts';
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
import { promotionCommands, promotionQueries } from '../marketing/promotion.contract.ts';
import { customerGroupCommands, customerGroupQueries } from '../pricing/customer-group.contract.ts';
import { priceListCommands, priceListQueries } from '../pricing/price-list.contract.ts';
import { costCommands, costQueries } from '../pricing/cost.contract.ts';
import { customerCommands, customerQueries } from '../parties/customer.contract.ts';
import { supplierCommands, supplierQueries } from '../parties/supplier.contract.ts';
import { agreementCommands, agreementQueries } from '../purchasing/agreement.contract.ts';
import { landedCostCommands, landedCostQueries } from '../purchasing/landed-cost.contract.ts';
import { orderSheetCommands, orderSheetQueries } from '../purchasing/order-sheet.contract.ts';
import { quotationCommands, quotationQueries } from '../purchasing/quotation.contract.ts';
import { purchaseOrderCommands, purchaseOrderQueries } from '../purchasing/purchase-order.contract.ts';
import { purchaseReceiptCommands, purchaseReceiptQueries } from '../purchasing/purchase-receipt.contract.ts';
import { purchaseReturnCommands } from '../purchasing/purchase-return.contract.ts';
import { cashReleaseQueries } from '../purchasing/cash-release.contract.ts';
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
import { slottingQueries } from '../fulfilment/slotting.contract.ts';
import { trackingCommands, trackingQueries } from '../fulfilment/tracking.contract.ts';
import { shelfQueries } from '../fulfilment/shelf.contract.ts';
import { pickCommands, waveCommands, waveQueries } from '../fulfilment/wave.contract.ts';
import { recallQueries } from '../sales/recall.contract.ts';
import { creditNoteCommands, documentCommands, documentQueries, invoiceCommands, printerCommands, printerQueries } from '../documents/document.contract.ts';
import { exportQueries, exportSettingCommands, exportSettingQueries } from '../exports/export.contract.ts';
import { printJobCommands, printJobQueries } from '../documents/print-queue.contract.ts';
import { drawerCommands, drawerQueries } from '../till/drawer.contract.ts';
import { parkedSaleCommands, parkedSaleQueries } from '../till/parked-sale.contract.ts';
import { receiptQueries } from '../till/receipt.contract.ts';
import { activityCommands, activityQueries, backupQueries, demoQueries, jobCommands, jobQueries, proofQueries, readingQueries, sessionFeature } from './app.contract.ts';
import { type BooksContract, booksContract } from './contract-books.ts';
import { type SalesContract, salesContract } from './contract-sales.ts';

/** Said by name: a compiler left to find this type by itself writes out every field of every method, and reads a megabyte back on each floor. */
export type OtherContract = {
  session: typeof sessionFeature;
  job: typeof jobCommands & typeof jobQueries;
  activity: typeof activityCommands & typeof activityQueries;
  proof: typeof proofQueries;
  reading: typeof readingQueries;
  backup: typeof backupQueries;
  demo: typeof demoQueries;
  practice: typeof practiceQueries;
  shop: typeof shopCommands & typeof shopQueries;
  user: typeof userCommands & typeof userQueries;
  token: typeof tokenCommands & typeof tokenQueries;
  phone: typeof phoneCommands & typeof phoneQueries;
  device: typeof deviceCommands & typeof deviceQueries;
  attachment: typeof attachmentCommands & typeof attachmentQueries;
  sheet: typeof sheetCommands & typeof sheetQueries;
  product: typeof productCommands & typeof productQueries & typeof facetQueries;
  variant: typeof variantCommands & typeof variantQueries;
  barcode: typeof barcodeCommands & typeof barcodeQueries;
  label: typeof labelQueries;
  price: typeof priceCommands;
  bundle: typeof bundleCommands & typeof bundleQueries;
  priceList: typeof priceListCommands & typeof priceListQueries;
  promotion: typeof promotionCommands & typeof promotionQueries;
  customerGroup: typeof customerGroupCommands & typeof customerGroupQueries;
  cost: typeof costCommands & typeof costQueries;
  category: typeof categoryCommands & typeof categoryQueries;
  taxClass: typeof taxClassCommands & typeof taxClassQueries;
  attribute: typeof attributeCommands & typeof attributeQueries;
  image: typeof imageCommands & typeof imageQueries;
  collection: typeof collectionCommands & typeof collectionQueries;
  customer: typeof customerCommands & typeof customerQueries;
  supplier: typeof supplierCommands & typeof supplierQueries;
  agreement: typeof agreementCommands & typeof agreementQueries;
  supplierDocument: typeof supplierDocumentCommands & typeof supplierDocumentQueries;
  purchaseOrder: typeof purchaseOrderCommands & typeof purchaseOrderQueries;
  purchaseReceipt: typeof purchaseReceiptCommands & typeof purchaseReceiptQueries;
  supplierBill: typeof supplierBillCommands & typeof supplierBillQueries;
  supplierPayment: typeof supplierPaymentCommands;
  quotation: typeof quotationCommands & typeof quotationQueries;
  orderSheet: typeof orderSheetCommands & typeof orderSheetQueries;
  replenishment: typeof replenishmentCommands & typeof replenishmentQueries;
  cashRelease: typeof cashReleaseQueries;
  supplierScore: typeof supplierScoreQueries;
  landedCost: typeof landedCostCommands & typeof landedCostQueries;
  purchaseReturn: typeof purchaseReturnCommands;
  supplierClaim: typeof supplierClaimCommands & typeof supplierClaimQueries;
  stockAlert: typeof stockAlertCommands & typeof stockAlertQueries;
  location: typeof locationCommands & typeof locationQueries;
  bin: typeof binCommands;
  stock: typeof stockCommands & typeof stockQueries;
  stocktake: typeof stocktakeCommands & typeof stocktakeQueries;
  stocktakePhoto: typeof stocktakePhotoCommands & typeof stocktakePhotoQueries;
  countCycle: typeof countCycleCommands & typeof countCycleQueries;
  analysis: typeof analysisCommands & typeof analysisQueries;
  transfer: typeof transferCommands & typeof transferQueries;
  reason: typeof reasonCommands & typeof reasonQueries;
  costing: typeof costingCommands & typeof costingQueries;
  lot: typeof lotCommands & typeof lotQueries & typeof recallQueries;
  reservation: typeof reservationCommands & typeof reservationQueries;
  negative: typeof negativeCommands & typeof negativeQueries;
  consignment: typeof consignmentCommands & typeof consignmentQueries;
  wave: typeof waveCommands & typeof waveQueries;
  shelf: typeof shelfQueries;
  pick: typeof pickCommands;
  pack: typeof packCommands & typeof packQueries;
  carrier: typeof carrierCommands & typeof carrierQueries;
  carrierService: typeof carrierServiceCommands & typeof carrierServiceQueries;
  waybill: typeof waybillCommands;
  tracking: typeof trackingCommands & typeof trackingQueries;
  notice: typeof noticeCommands & typeof noticeQueries;
  shipFrom: typeof shipFromCommands & typeof shipFromQueries;
  slotting: typeof slottingQueries;
  drawer: typeof drawerCommands & typeof drawerQueries;
  parkedSale: typeof parkedSaleCommands & typeof parkedSaleQueries;
  document: typeof documentCommands & typeof documentQueries;
  invoice: typeof invoiceCommands;
  creditNote: typeof creditNoteCommands;
  printer: typeof printerCommands & typeof printerQueries;
  printJob: typeof printJobCommands & typeof printJobQueries;
  counter: typeof receiptQueries;
  export: typeof exportQueries;
  exportSetting: typeof exportSettingCommands & typeof exportSettingQueries;
  channel: typeof channelCommands & typeof channelQueries;
  listing: typeof listingCommands & typeof listingQueries & typeof listingPriceCommands & typeof listingPriceQueries;
  channelCopy: typeof channelCopyCommands & typeof channelCopyQueries;
  conflict: typeof conflictCommands & typeof conflictQueries;
  lease: typeof leaseCommands & typeof leaseQueries;
  sync: typeof syncQueries;
  outbox: typeof outboxCommands & typeof outboxQueries;
  shipBack: typeof shipBackCommands & typeof shipBackQueries;
  difference: typeof differenceCommands & typeof differenceQueries;
};

/** What is in no part of its own. */
export const otherContract: OtherContract = {
  session: sessionFeature,
  job: { ...jobCommands, ...jobQueries },
  activity: { ...activityCommands, ...activityQueries },
  proof: proofQueries,
  reading: readingQueries,
  backup: backupQueries,
  demo: demoQueries,
  practice: practiceQueries,
  shop: { ...shopCommands, ...shopQueries },
  user: { ...userCommands, ...userQueries },
  token: { ...tokenCommands, ...tokenQueries },
  phone: { ...phoneCommands, ...phoneQueries },
  device: { ...deviceCommands, ...deviceQueries },
  attachment: { ...attachmentCommands, ...attachmentQueries },
  sheet: { ...sheetCommands, ...sheetQueries },
  product: { ...productCommands, ...productQueries, ...facetQueries },
  variant: { ...variantCommands, ...variantQueries },
  barcode: { ...barcodeCommands, ...barcodeQueries },
  label: labelQueries,
  price: priceCommands,
  bundle: { ...bundleCommands, ...bundleQueries },
  priceList: { ...priceListCommands, ...priceListQueries },
  promotion: { ...promotionCommands, ...promotionQueries },
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
  quotation: { ...quotationCommands, ...quotationQueries },
  orderSheet: { ...orderSheetCommands, ...orderSheetQueries },
  replenishment: { ...replenishmentCommands, ...replenishmentQueries },
  cashRelease: cashReleaseQueries,
  supplierScore: supplierScoreQueries,
  landedCost: { ...landedCostCommands, ...landedCostQueries },
  purchaseReturn: purchaseReturnCommands,
  supplierClaim: { ...supplierClaimCommands, ...supplierClaimQueries },
  stockAlert: { ...stockAlertCommands, ...stockAlertQueries },
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
  wave: { ...waveCommands, ...waveQueries },
  shelf: shelfQueries,
  pick: pickCommands,
  pack: { ...packCommands, ...packQueries },
  carrier: { ...carrierCommands, ...carrierQueries },
  carrierService: { ...carrierServiceCommands, ...carrierServiceQueries },
  waybill: waybillCommands,
  tracking: { ...trackingCommands, ...trackingQueries },
  notice: { ...noticeCommands, ...noticeQueries },
  shipFrom: { ...shipFromCommands, ...shipFromQueries },
  slotting: slottingQueries,
  drawer: { ...drawerCommands, ...drawerQueries },
  parkedSale: { ...parkedSaleCommands, ...parkedSaleQueries },
  document: { ...documentCommands, ...documentQueries },
  invoice: invoiceCommands,
  creditNote: creditNoteCommands,
  printer: { ...printerCommands, ...printerQueries },
  printJob: { ...printJobCommands, ...printJobQueries },
  counter: receiptQueries,
  export: exportQueries,
  exportSetting: { ...exportSettingCommands, ...exportSettingQueries },
  channel: { ...channelCommands, ...channelQueries },
  listing: { ...listingCommands, ...listingQueries, ...listingPriceCommands, ...listingPriceQueries },
  channelCopy: { ...channelCopyCommands, ...channelCopyQueries },
  conflict: { ...conflictCommands, ...conflictQueries },
  lease: { ...leaseCommands, ...leaseQueries },
  sync: syncQueries,
  outbox: { ...outboxCommands, ...outboxQueries },
  shipBack: { ...shipBackCommands, ...shipBackQueries },
  difference: { ...differenceCommands, ...differenceQueries },
};

export type Contract = OtherContract & BooksContract & SalesContract;

/** The whole contract: every feature's commands and queries under its name. The wire, REST and the CLI are made from it. */
export const contract: Contract = { ...otherContract, ...salesContract, ...booksContract };
