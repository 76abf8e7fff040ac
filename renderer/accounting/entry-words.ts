import { useTranslation } from 'react-i18next';

export interface Memo {
  readonly key: string;
  readonly values: Record<string, string | number>;
}

/** The memo keys posting rules write, by the name their words have here. */
const wordsOfKey = {
  shipment: 'shipment',
  payment: 'payment',
  refund: 'refund',
  cancellation: 'cancellation',
  reinstatement: 'reinstatement',
  depositTransfer: 'depositTransfer',
  beforeGoLive: 'opening',
  counterSale: 'counterSale',
  shipmentVoid: 'shipmentVoid',
  paymentVoid: 'paymentVoid',
  'inventory.received': 'received',
  'inventory.opened': 'stockOpened',
  'inventory.adjusted': 'adjusted',
  'inventory.recosted': 'recosted',
  'purchasing.received': 'purchaseReceived',
  'purchasing.billed': 'purchaseBilled',
  'purchasing.opened': 'billOpened',
  'purchasing.prepaidBefore': 'prepaidBefore',
  'purchasing.paid': 'purchasePaid',
  'purchasing.prepaymentUsed': 'prepaymentUsed',
  'purchasing.claim.bill': 'claimCredited',
  'purchasing.claim.bank': 'claimRefunded',
  'purchasing.claim.till': 'claimRefunded',
  'purchasing.claim.loss': 'claimDropped',
  'purchasing.undelivered': 'undelivered',
  'purchasing.landed': 'landed',
  'purchasing.freight': 'freight',
  'purchasing.returned': 'purchaseReturned',
  'purchasing.receiptCancelled': 'receiptCancelled',
  'purchasing.returnCancelled': 'returnCancelled',
  goodsReturned: 'goodsReturned',
  returnInspected: 'returnInspected',
  returnInspectionTakenBack: 'returnInspectionTakenBack',
  storeCreditGranted: 'storeCreditGranted',
  storeCreditWithdrawn: 'storeCreditWithdrawn',
  repairPart: 'repairPart',
  repairPartReturned: 'repairPartReturned',
  repairCharged: 'repairCharged',
  'counting.posted': 'counted',
  'counting.reversed': 'countReversed',
  'banking.paid': 'bankPaid',
  'banking.received': 'bankReceived',
  'banking.placed': 'bankPlaced',
  'banking.opened': 'balancesOpened',
  'payouts.settlement': 'payoutSettled',
  'till.float': 'drawerFloat',
  'till.paidIn': 'drawerPaidIn',
  'till.paidOut': 'drawerPaidOut',
  'till.counted': 'drawerCounted',
  'accounting.revaluation': 'revalued',
  'accounting.revaluationBack': 'revaluedBack',
  'closing.result': 'resultClosed',
  'closing.carry': 'profitCarried',
  'journal.manual': 'manual',
  'journal.reversal': 'reversal',
} as const;

const isKnown = (key: string): key is keyof typeof wordsOfKey => Object.hasOwn(wordsOfKey, key);

/** An entry's name and one sentence about it, in the reader's language. */
export function useEntryWords(): (memo: Memo) => { name: string; sentence: string } {
  const { t } = useTranslation();
  return ({ key, values }) => {
    const name = isKnown(key) ? wordsOfKey[key] : 'other';
    return { name: t(($) => $.entries[name].name, { ...values, key }), sentence: t(($) => $.entries[name].sentence, { ...values, key }) };
  };
}
