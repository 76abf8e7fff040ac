import type { answerCommands, answerQueries } from '../../shared/returns/answer.contract.ts';
import type { goodsReturnCommands, goodsReturnQueries, inspectionCommands, inspectionQueries } from '../../shared/returns/goods-return.contract.ts';
import type { returnPolicyCommands, returnPolicyQueries, returnReasonCommands, returnReasonQueries } from '../../shared/returns/policy.contract.ts';
import type { repairCommands, repairQueries, warrantyQueries } from '../../shared/returns/repair.contract.ts';
import type { returnAnalysisQueries } from '../../shared/returns/return-analysis.contract.ts';
import type { rmaCommands, rmaQueries } from '../../shared/returns/rma.contract.ts';
import type { settlementCommands, settlementQueries } from '../../shared/returns/settlement.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { answerReturn, readAnswer } from './answer.service.ts';
import { listDispositions } from './disposition.queries.ts';
import { findReturn, listWaiting } from './find.queries.ts';
import { receiveGoods } from './goods-return.service.ts';
import { recordInspection, takeBackInspection } from './inspection.service.ts';
import { getOffer } from './offer.queries.ts';
import { listPolicies } from './policy.queries.ts';
import { dropPromise, promise } from './policy.service.ts';
import { addReturnReason, blockReturnReason, listReturnReasons, unblockReturnReason } from './reason.service.ts';
import { cancelRepair, finishRepair, getRepair, openRepair, reopenRepair, returnPart, usePart } from './repair.service.ts';
import { listRepairs } from './repair.statements.ts';
import { listChargebacks, returnRates } from './return-analysis.queries.ts';
import { countRmas, listKept, listRmas } from './rma-list.queries.ts';
import { getRmaPage } from './rma.queries.ts';
import { authoriseRma, cancelRma, declineRma, reopenRma, requestRma, withdrawRma } from './rma.service.ts';
import { lookUpWarranty } from './warranty.queries.ts';
import { getCreditNote, previewSettlement, settleRma, takeBackOverCounter } from './settlement.service.ts';

export const returnsCommands: CommandHandlers<{
  rma: typeof rmaCommands & typeof settlementCommands & typeof answerCommands;
  goodsReturn: typeof goodsReturnCommands;
  inspection: typeof inspectionCommands;
  returnPolicy: typeof returnPolicyCommands;
  returnReason: typeof returnReasonCommands;
  repair: typeof repairCommands;
}> = {
  'rma.request': (tx, input) => requestRma(tx, input),
  'rma.authorise': authoriseRma,
  'rma.withdraw': withdrawRma,
  'rma.decline': declineRma,
  'rma.cancel': cancelRma,
  'rma.reopen': reopenRma,
  'rma.settle': settleRma,
  'rma.takeBack': takeBackOverCounter,
  'rma.answer': answerReturn,
  'goodsReturn.receive': receiveGoods,
  'inspection.record': recordInspection,
  'inspection.takeBack': takeBackInspection,
  'returnPolicy.promise': promise,
  'returnPolicy.drop': dropPromise,
  'returnReason.add': addReturnReason,
  'returnReason.block': blockReturnReason,
  'returnReason.unblock': unblockReturnReason,
  'repair.open': openRepair,
  'repair.cancel': cancelRepair,
  'repair.reopen': reopenRepair,
  'repair.usePart': usePart,
  'repair.returnPart': returnPart,
  'repair.finish': finishRepair,
};

export const returnsQueries: QueryHandlers<{
  rma: typeof rmaQueries & typeof settlementQueries & typeof answerQueries;
  goodsReturn: typeof goodsReturnQueries;
  inspection: typeof inspectionQueries;
  returnPolicy: typeof returnPolicyQueries;
  returnReason: typeof returnReasonQueries;
  repair: typeof repairQueries;
  warranty: typeof warrantyQueries;
  returnAnalysis: typeof returnAnalysisQueries;
}> = {
  'rma.list': listRmas,
  'rma.counts': countRmas,
  'rma.offer': getOffer,
  'rma.get': getRmaPage,
  'rma.answerText': readAnswer,
  'rma.kept': listKept,
  'rma.preview': previewSettlement,
  'rma.creditNote': getCreditNote,
  'goodsReturn.find': findReturn,
  'inspection.waiting': listWaiting,
  'returnPolicy.list': listPolicies,
  'returnReason.list': listReturnReasons,
  'repair.list': listRepairs,
  'repair.get': getRepair,
  'warranty.lookup': lookUpWarranty,
  'returnAnalysis.rates': returnRates,
  'returnAnalysis.chargebacks': listChargebacks,
  'returnAnalysis.dispositions': listDispositions,
};
