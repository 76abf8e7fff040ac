import type { cashReleaseQueries } from '../../shared/purchasing/cash-release.contract.ts';
import type { agreementCommands, agreementQueries } from '../../shared/purchasing/agreement.contract.ts';
import type { landedCostCommands, landedCostQueries } from '../../shared/purchasing/landed-cost.contract.ts';
import type { purchaseOrderCommands, purchaseOrderQueries } from '../../shared/purchasing/purchase-order.contract.ts';
import type { purchaseReceiptCommands, purchaseReceiptQueries } from '../../shared/purchasing/purchase-receipt.contract.ts';
import type { purchaseReturnCommands } from '../../shared/purchasing/purchase-return.contract.ts';
import type { orderSheetCommands } from '../../shared/purchasing/order-sheet.contract.ts';
import type { quotationCommands, quotationQueries } from '../../shared/purchasing/quotation.contract.ts';
import type { replenishmentCommands, replenishmentQueries } from '../../shared/purchasing/replenishment.contract.ts';
import type { supplierScoreQueries } from '../../shared/purchasing/supplier-score.contract.ts';
import type { stockAlertCommands, stockAlertQueries } from '../../shared/purchasing/stock-alert.contract.ts';
import type { supplierBillCommands, supplierBillQueries } from '../../shared/purchasing/supplier-bill.contract.ts';
import type { supplierClaimCommands, supplierClaimQueries } from '../../shared/purchasing/supplier-claim.contract.ts';
import type { supplierDocumentCommands, supplierDocumentQueries } from '../../shared/purchasing/supplier-document.contract.ts';
import type { supplierPaymentCommands } from '../../shared/purchasing/supplier-payment.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { effectOfBill, effectOfLandedBill, effectOfLandedCost } from './cost-effect.queries.ts';
import { chooseSupplierPrice, listAgreements, listSuppliersOf } from './agreement.queries.ts';
import { listCashRelease } from './cash-release.queries.ts';
import { addAgreement, addAgreements, removeAgreement, removeAgreements, setSupplierItem } from './agreement.service.ts';
import { previewMatch } from './bill-facts.ts';
import { claimUndelivered, closeClaim, creditClaim, refundClaim, restoreClaim } from './claim-settlement.service.ts';
import { explainClaim } from './claim-explain.queries.ts';
import { listClaims } from './claim.queries.ts';
import { applyOrderSheet } from './order-sheet.service.ts';
import { getLeadTime } from './lead-time.queries.ts';
import { explainReplenishment, proposeReplenishment } from './replenishment.queries.ts';
import { orderReplenishment, restoreOrders, withdrawOrders } from './replenishment.service.ts';
import { listAlertLevels, listAlerts } from './stock-alert.queries.ts';
import { repriceSupplier } from './reprice.queries.ts';
import { setSplit } from './source-split.service.ts';
import { setServiceLevel } from './service-level.service.ts';
import { setAlertLevels } from './stock-alert.service.ts';
import { getScore } from './supplier-score.queries.ts';
import { getRequest, listRequests } from './quotation.queries.ts';
import { answerQuotation, askQuotations, closeRequest, orderFromAnswers, reopenRequest, restoreAnswer, withdrawAnswer } from './quotation.service.ts';
import { labelsOfOrders, labelsOfReceipts } from './goods-labels.queries.ts';
import { listLandedCosts } from './landed-cost.queries.ts';
import { billLandedCost, cancelLandedCost, recordLandedCost } from './landed-cost.service.ts';
import { explainOrderLine } from './order-explain.queries.ts';
import { getPurchaseOrder, listPurchaseOrders } from './purchase-order.queries.ts';
import { cancelPurchaseOrder, createPurchaseOrder, placePurchaseOrder, reopenPurchaseOrder, updatePurchaseOrder } from './purchase-order.service.ts';
import { getReceipt, listReceipts } from './purchase-receipt.queries.ts';
import { effectOfReceiving, receiveFromSupplier } from './purchase-receipt.service.ts';
import { cancelReturn, sendBack } from './purchase-return.service.ts';
import { cancelReceipt } from './receipt-cancel.service.ts';
import { explainReceiptLine } from './receipt-explain.queries.ts';
import { getBill, listBillable, listBills } from './supplier-bill.queries.ts';
import { cancelBill, recordBill, releasePrepayment, usePrepayment } from './supplier-bill.service.ts';
import { listExpiringPapers, listPapers } from './supplier-document.queries.ts';
import { addPaper, removePaper, restorePaper } from './supplier-document.service.ts';
import { cancelSupplierPayment, paySupplier } from './supplier-payment.service.ts';
import { getTolerance, setTolerance } from './tolerance.service.ts';

export const purchasingCommands: CommandHandlers<{
  agreement: typeof agreementCommands;
  supplierDocument: typeof supplierDocumentCommands;
  purchaseOrder: typeof purchaseOrderCommands;
  purchaseReceipt: typeof purchaseReceiptCommands;
  supplierBill: typeof supplierBillCommands;
  supplierPayment: typeof supplierPaymentCommands;
  quotation: typeof quotationCommands;
  orderSheet: typeof orderSheetCommands;
  replenishment: typeof replenishmentCommands;
  landedCost: typeof landedCostCommands;
  purchaseReturn: typeof purchaseReturnCommands;
  supplierClaim: typeof supplierClaimCommands;
  stockAlert: typeof stockAlertCommands;
}> = {
  'agreement.add': addAgreement,
  'agreement.remove': removeAgreement,
  'agreement.addMany': addAgreements,
  'agreement.removeMany': removeAgreements,
  'agreement.setItem': setSupplierItem,
  'supplierDocument.add': addPaper,
  'supplierDocument.remove': removePaper,
  'supplierDocument.restore': restorePaper,
  'purchaseOrder.create': createPurchaseOrder,
  'purchaseOrder.update': updatePurchaseOrder,
  'purchaseOrder.place': placePurchaseOrder,
  'purchaseOrder.cancel': cancelPurchaseOrder,
  'purchaseOrder.reopen': reopenPurchaseOrder,
  'purchaseReceipt.receive': receiveFromSupplier,
  'purchaseReceipt.cancel': cancelReceipt,
  'supplierBill.record': recordBill,
  'supplierBill.cancel': cancelBill,
  'supplierBill.usePrepayment': usePrepayment,
  'supplierBill.releasePrepayment': releasePrepayment,
  'supplierBill.setTolerance': setTolerance,
  'supplierPayment.pay': paySupplier,
  'supplierPayment.cancel': cancelSupplierPayment,
  'quotation.ask': askQuotations,
  'quotation.close': closeRequest,
  'quotation.reopen': reopenRequest,
  'quotation.answer': answerQuotation,
  'quotation.withdraw': withdrawAnswer,
  'quotation.restore': restoreAnswer,
  'quotation.order': orderFromAnswers,
  'orderSheet.apply': applyOrderSheet,
  'replenishment.order': orderReplenishment,
  'replenishment.setServiceLevel': setServiceLevel,
  'replenishment.split': setSplit,
  'replenishment.withdraw': withdrawOrders,
  'replenishment.restore': restoreOrders,
  'landedCost.record': recordLandedCost,
  'landedCost.bill': billLandedCost,
  'landedCost.cancel': cancelLandedCost,
  'purchaseReturn.send': sendBack,
  'purchaseReturn.cancel': cancelReturn,
  'supplierClaim.undelivered': claimUndelivered,
  'supplierClaim.credit': creditClaim,
  'supplierClaim.refund': refundClaim,
  'supplierClaim.close': closeClaim,
  'supplierClaim.restore': restoreClaim,
  'stockAlert.setLevels': setAlertLevels,
};

export const purchasingQueries: QueryHandlers<{
  agreement: typeof agreementQueries;
  supplierDocument: typeof supplierDocumentQueries;
  purchaseOrder: typeof purchaseOrderQueries;
  purchaseReceipt: typeof purchaseReceiptQueries;
  supplierBill: typeof supplierBillQueries;
  quotation: Omit<typeof quotationQueries, 'exportSheet' | 'compareSheet'>;
  replenishment: typeof replenishmentQueries;
  supplierScore: typeof supplierScoreQueries;
  landedCost: typeof landedCostQueries;
  supplierClaim: typeof supplierClaimQueries;
  stockAlert: typeof stockAlertQueries;
  cashRelease: Pick<typeof cashReleaseQueries, 'list'>;
}> = {
  'agreement.list': listAgreements,
  'agreement.choose': chooseSupplierPrice,
  'agreement.repriced': repriceSupplier,
  'agreement.suppliersOf': listSuppliersOf,
  'supplierDocument.list': listPapers,
  'supplierDocument.expiring': listExpiringPapers,
  'purchaseOrder.list': listPurchaseOrders,
  'purchaseOrder.get': getPurchaseOrder,
  'purchaseOrder.explain': explainOrderLine,
  'purchaseOrder.labels': labelsOfOrders,
  'purchaseReceipt.list': listReceipts,
  'purchaseReceipt.get': getReceipt,
  'purchaseReceipt.explain': explainReceiptLine,
  'purchaseReceipt.effect': effectOfReceiving,
  'purchaseReceipt.labels': labelsOfReceipts,
  'supplierBill.match': previewMatch,
  'supplierBill.effect': effectOfBill,
  'supplierBill.billable': listBillable,
  'supplierBill.tolerance': getTolerance,
  'supplierBill.list': listBills,
  'supplierBill.get': getBill,
  'quotation.list': listRequests,
  'quotation.get': getRequest,
  'cashRelease.list': listCashRelease,
  'replenishment.propose': proposeReplenishment,
  'replenishment.explain': explainReplenishment,
  'supplierScore.get': getScore,
  'supplierScore.leadTime': getLeadTime,
  'landedCost.list': listLandedCosts,
  'landedCost.effect': effectOfLandedCost,
  'landedCost.billEffect': effectOfLandedBill,
  'supplierClaim.list': listClaims,
  'supplierClaim.explain': explainClaim,
  'stockAlert.list': listAlerts,
  'stockAlert.levels': listAlertLevels,
};
