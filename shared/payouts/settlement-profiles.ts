import type { FeeKind, LineKind } from './line-kind.rules.ts';

/** What a column of a settlement's sheet can be. */
export const sheetFields = [
  'payoutId', 'paidOn', 'fromOn', 'throughOn', 'total', 'occurredOn', 'type', 'detail', 'text', 'note', 'order', 'reference', 'about', 'amount', 'moneyIn', 'moneyOut', 'direction', 'fee', 'currency', 'status',
] as const;
export type SheetField = (typeof sheetFields)[number];

/** `payout` is the money itself, `money` a sale or a refund and `reserve` held or released by its sign, `none` moves nothing. */
export type ToldKind = LineKind | 'payout' | 'money' | 'reserve' | 'none';

/** The first rule whose words stand in `type | detail | text` says what a row is; a row of no rule is an adjustment. */
export interface KindRule {
  says: RegExp;
  kind: ToldKind;
  feeKind?: FeeKind;
}

/** How a channel's export is read: data, so that a new layout is a new row here. */
export interface SettlementProfile {
  id: string;
  /** Headings that only this export has together; they also say where its table begins. */
  headings: readonly string[];
  fields: Partial<Record<SheetField, readonly string[]>>;
  kinds: readonly KindRule[];
  /** What a fee column beside the amount is, and whether it is written positive where it lowers the payout. */
  fee?: { kind: FeeKind; sign: 1 | -1 };
  /** Fees in columns of their own, of which the amount is already less. */
  includedFees?: readonly { headings: readonly string[]; kind: 'fee' | 'advertising'; feeKind?: FeeKind }[];
  /** States in which money moved, as beginnings of the word; without them every row counts. */
  done?: readonly string[];
  /** A wallet: the file is one settlement, and what it neither paid out nor used stays with the channel as its reserve. */
  isWallet?: true;
  /** Without a number of the payout, its day stands for it. */
  isByDay?: true;
  /** Words of the direction column that mean money out. */
  out?: readonly string[];
  currency?: string;
}

/** Words of a sheet a shop writes itself, in the three languages of the program. */
const ownKinds: readonly KindRule[] = [
  { says: /^(payout|回款|撥款|提现|提現)\b|^(回款|撥款|提现|提現)/i, kind: 'payout' },
  { says: /refund|退款/i, kind: 'refund' },
  { says: /chargeback|dispute|拒付/i, kind: 'chargeback' },
  { says: /reserve|保证金|保證金|准备金|準備金/i, kind: 'reserve' },
  { says: /\bads?\b|advert|推广|推廣|广告|廣告/i, kind: 'advertising' },
  { says: /label|postage|面单|面單|运单|運單/i, kind: 'shippingLabel' },
  { says: /tax withheld|withheld|代扣/i, kind: 'taxWithheld' },
  { says: /tax on fees|fee tax|进项税|進項稅/i, kind: 'feeTax' },
  { says: /tax|税|稅/i, kind: 'taxCollected' },
  { says: /commission|佣金/i, kind: 'fee', feeKind: 'commission' },
  { says: /payment fee|processing|手续费|手續費/i, kind: 'fee', feeKind: 'payment' },
  { says: /storage|仓储|倉儲/i, kind: 'fee', feeKind: 'storage' },
  { says: /subscription|月租|年费|年費/i, kind: 'fee', feeKind: 'subscription' },
  { says: /fulfil|配送/i, kind: 'fee', feeKind: 'fulfilment' },
  { says: /fee|费|費/i, kind: 'fee', feeKind: 'other' },
  { says: /sale|charge|order|销售|銷售|货款|貨款|订单|訂單/i, kind: 'sale' },
];

/**
 * Layouts as they are met in exports and public importers; no channel promises them. A profile is known by its headings,
 * never by a file's name. Sources: the channels' own column lists, Stripe's reporting categories, Amazon's settlement V2.
 */
export const settlementProfiles: readonly SettlementProfile[] = [
  {
    id: 'amazon',
    headings: ['settlement-id', 'deposit-date', 'total-amount', 'transaction-type', 'amount-type', 'amount-description', 'amount'],
    fields: {
      payoutId: ['settlement-id'], paidOn: ['deposit-date'], fromOn: ['settlement-start-date'], throughOn: ['settlement-end-date'], total: ['total-amount'], occurredOn: ['posted-date'],
      type: ['transaction-type'], detail: ['amount-type'], text: ['amount-description'], order: ['order-id'], amount: ['amount'], currency: ['currency'],
    },
    kinds: [
      { says: /Reserve Amount/i, kind: 'reserve' },
      { says: /Withheld|FacilitatorTax|FacilitatorVAT/i, kind: 'taxWithheld' },
      { says: /\|ItemPrice\|.*Tax$/i, kind: 'taxCollected' },
      { says: /^(Chargeback|A-to-z)/i, kind: 'chargeback' },
      { says: /Advertising|Sponsored|ProductAds/i, kind: 'advertising' },
      { says: /Shipping ?Label|Postage|ShippingServices/i, kind: 'shippingLabel' },
      { says: /Subscription/i, kind: 'fee', feeKind: 'subscription' },
      { says: /Storage/i, kind: 'fee', feeKind: 'storage' },
      { says: /ItemFees\|.*(FBA|Fulfil|Pick|Weight)/i, kind: 'fee', feeKind: 'fulfilment' },
      { says: /ItemFees\|.*(Commission|Referral)/i, kind: 'fee', feeKind: 'commission' },
      { says: /ItemFees|^ServiceFee/i, kind: 'fee', feeKind: 'other' },
      { says: /^Refund\|/i, kind: 'refund' },
      { says: /^Order\|(ItemPrice|Promotion)/i, kind: 'sale' },
    ],
  },
  {
    id: 'shopify',
    headings: ['Transaction Date', 'Type', 'Order', 'Payout Date', 'Amount', 'Fee', 'Net'],
    fields: {
      payoutId: ['Payout ID'], paidOn: ['Payout Date'], occurredOn: ['Transaction Date'], type: ['Type'], order: ['Order'], about: ['Checkout'], amount: ['Amount'], fee: ['Fee'],
      currency: ['Currency'], status: ['Payout Status'],
    },
    kinds: [
      { says: /^payout/i, kind: 'payout' },
      { says: /^(chargeback|dispute)/i, kind: 'chargeback' },
      { says: /^reserve/i, kind: 'reserve' },
      { says: /shipping.?label/i, kind: 'shippingLabel' },
      { says: /tax/i, kind: 'taxWithheld' },
      { says: /^(refund|shop_cash_refund)/i, kind: 'refund' },
      { says: /^(charge|sale|shop_cash_credit)/i, kind: 'sale' },
    ],
    fee: { kind: 'payment', sign: 1 },
    isByDay: true,
    done: ['paid', 'in_transit', 'in transit', 'deposited'],
  },
  {
    id: 'stripe',
    headings: ['balance_transaction_id', 'currency', 'gross', 'fee', 'net', 'reporting_category'],
    fields: {
      payoutId: ['automatic_payout_id'], paidOn: ['automatic_payout_effective_at_utc', 'automatic_payout_effective_at', 'available_on_utc'], occurredOn: ['created_utc', 'created'], type: ['reporting_category'],
      note: ['description'], order: ['payment_metadata[order_id]', 'payment_metadata[order_number]', 'payment_metadata[order]', 'merchant_reference'], reference: ['balance_transaction_id'],
      about: ['charge_id', 'source_id'], amount: ['gross'], fee: ['fee'], currency: ['currency'],
    },
    kinds: [
      { says: /^payout/i, kind: 'payout' },
      { says: /^dispute/i, kind: 'chargeback' },
      { says: /reserve/i, kind: 'reserve' },
      { says: /^refund/i, kind: 'refund' },
      { says: /^charge/i, kind: 'sale' },
      { says: /^(fee|network_cost)/i, kind: 'fee', feeKind: 'payment' },
      { says: /^tax/i, kind: 'feeTax' },
    ],
    fee: { kind: 'payment', sign: 1 },
  },
  {
    id: 'paypal',
    headings: ['Date', 'Type', 'Status', 'Currency', 'Gross', 'Fee', 'Net', 'Transaction ID'],
    fields: {
      occurredOn: ['Date'], type: ['Type'], note: ['Subject', 'Item Title', 'Note'], order: ['Invoice Number', 'Custom Number'], reference: ['Transaction ID'], about: ['Reference Txn ID'], amount: ['Gross'],
      fee: ['Fee'], currency: ['Currency'], status: ['Status'],
    },
    kinds: [
      { says: /withdrawal|transfer to bank|bank deposit/i, kind: 'payout' },
      { says: /refund/i, kind: 'refund' },
      { says: /chargeback|dispute|claim/i, kind: 'chargeback' },
      { says: /hold|reserve/i, kind: 'reserve' },
      { says: /shipping|postage/i, kind: 'shippingLabel' },
      { says: /\bfee\b/i, kind: 'fee', feeKind: 'payment' },
      { says: /payment|checkout/i, kind: 'money' },
    ],
    fee: { kind: 'payment', sign: -1 },
    done: ['Completed', 'Partially Refunded', 'Refunded'],
    isWallet: true,
  },
  {
    id: 'douyin',
    headings: ['动账时间', '动账方向', '动账金额', '动账场景', '订单号'],
    fields: { occurredOn: ['动账时间'], direction: ['动账方向'], amount: ['动账金额'], type: ['动账场景'], detail: ['计费类型'], note: ['备注'], order: ['订单号'], reference: ['动帐流水号', '动账流水号'] },
    kinds: [
      { says: /提现/, kind: 'payout' },
      { says: /退款/, kind: 'refund' },
      { says: /保证金/, kind: 'reserve' },
      { says: /推广|广告/, kind: 'advertising' },
      { says: /佣金/, kind: 'fee', feeKind: 'commission' },
      { says: /服务费|技术费/, kind: 'fee', feeKind: 'other' },
      { says: /货款|结算|订单/, kind: 'money' },
    ],
    includedFees: [
      { headings: ['平台服务费'], kind: 'fee', feeKind: 'other' },
      { headings: ['佣金'], kind: 'fee', feeKind: 'commission' },
      { headings: ['招商服务费'], kind: 'fee', feeKind: 'other' },
      { headings: ['站外推广费'], kind: 'advertising' },
    ],
    out: ['出账', '支出'],
    currency: 'CNY',
    isWallet: true,
  },
  {
    id: 'alipay',
    headings: ['账务流水号', '发生时间', '收入金额（+元）', '支出金额（-元）', '业务类型'],
    fields: {
      occurredOn: ['发生时间'], moneyIn: ['收入金额（+元）'], moneyOut: ['支出金额（-元）'], type: ['业务类型'], note: ['备注', '商品名称'], order: ['商户订单号'], reference: ['账务流水号'], about: ['业务流水号'],
    },
    kinds: [
      { says: /^(提现|转账到银行)/, kind: 'payout' },
      { says: /退款/, kind: 'refund' },
      { says: /^(收费|服务费)|手续费/, kind: 'fee', feeKind: 'commission' },
      { says: /保证金/, kind: 'reserve' },
      { says: /支付|付款|交易/, kind: 'money' },
    ],
    currency: 'CNY',
    isWallet: true,
  },
  {
    id: 'wechat',
    headings: ['记账时间', '资金流水单号', '收支类型', '收支金额(元)'],
    fields: {
      occurredOn: ['记账时间'], amount: ['收支金额(元)'], direction: ['收支类型'], type: ['业务类型', '业务名称'], note: ['备注'], order: ['业务凭证号'], reference: ['资金流水单号'], about: ['微信支付业务单号'],
    },
    kinds: [
      { says: /提现/, kind: 'payout' },
      { says: /手续费/, kind: 'fee', feeKind: 'payment' },
      { says: /退款/, kind: 'refund' },
      { says: /保证金/, kind: 'reserve' },
      { says: /交易/, kind: 'money' },
    ],
    out: ['支出'],
    currency: 'CNY',
    isWallet: true,
  },
  {
    id: 'own',
    headings: [],
    fields: {
      payoutId: ['Payout', 'Payout ID', 'Settlement', 'Settlement ID', '结算单号', '回款编号', '結算單號', '撥款編號'], paidOn: ['Payout date', 'Paid on', '回款日期', '到账日期', '撥款日期', '入帳日期'],
      occurredOn: ['Date', '日期'], type: ['Type', 'Kind', '类型', '業務類型', '业务类型', '類型'], note: ['Description', 'Note', '备注', '備註', '说明', '說明'],
      order: ['Order', 'Order number', 'Order ID', '订单号', '訂單號', '訂單編號'], reference: ['Transaction ID', 'Reference', 'ID', '流水号', '流水號'], amount: ['Amount', 'Gross', '金额', '金額'],
      fee: ['Fee', 'Fees', '手续费', '手續費'], currency: ['Currency', '币种', '幣別'],
    },
    kinds: ownKinds,
    isByDay: true,
    fee: { kind: 'other', sign: 1 },
  },
];
