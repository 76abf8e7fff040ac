import type { Language } from '../units/language.ts';
import type { DocumentKind, FactName } from './document.rules.ts';
import type { DocumentColumn } from './document-look.rules.ts';

/** What a paper says in its own language, which is its reader's and not that of whoever prints it. */
export interface DocumentWords {
  kinds: Record<DocumentKind, string>;
  facts: Record<FactName, string>;
  columns: Record<DocumentColumn, string>;
  issuedOn: string;
  dueOn: string;
  to: string;
  toSupplier: string;
  deliverTo: string;
  taxNumber: string;
  net: string;
  taxOf: (rate: string, net: string) => string;
  tax: string;
  rounding: string;
  charges: Record<'shipping' | 'fee' | 'rounding', string>;
  total: string;
  /** What the last sum of a paper without a sale is called. */
  balance: string;
  methods: Record<string, string>;
  change: string;
  note: string;
  page: string;
  printedAt: (when: string) => string;
  entries: Record<'invoice' | 'payment' | 'refund' | 'creditNote' | 'opening', string>;
}

const en: DocumentWords = {
  kinds: { quote: 'Quote', orderConfirmation: 'Order confirmation', invoice: 'Invoice', receipt: 'Receipt', packingSlip: 'Packing slip', pickList: 'Pick list', deliveryNote: 'Delivery note', creditNote: 'Credit note', statement: 'Statement of account', quotationRequest: 'Request for quotation' },
  facts: { order: 'Order', shipment: 'Parcel', invoice: 'Invoice', shippedOn: 'Shipped', carrier: 'Carrier', tracking: 'Tracking', reason: 'Reason', period: 'Period', soldBy: 'Sold by', place: 'Place', orders: 'Orders', pieces: 'Pieces', packAt: 'Pack at', answerBy: 'Answer by', neededOn: 'Needed on' },
  columns: { sku: 'SKU', name: 'Item', quantity: 'Qty', unitPrice: 'Price', discount: 'Discount', taxRate: 'Tax', net: 'Net', gross: 'Amount', bin: 'Bin', tote: 'Tote', tick: '✓', on: 'Date' },
  issuedOn: 'Date',
  dueOn: 'Due',
  to: 'To',
  toSupplier: 'To',
  deliverTo: 'Deliver to',
  taxNumber: 'Tax number',
  net: 'Net',
  taxOf: (rate, net) => `Tax ${rate} on ${net}`,
  tax: 'Tax',
  rounding: 'Rounding',
  charges: { shipping: 'Shipping', fee: 'Fee', rounding: 'Rounding' },
  total: 'Total',
  balance: 'Balance due',
  methods: { cash: 'Cash', card: 'Card', qr: 'QR payment', transfer: 'Transfer' },
  change: 'Change',
  note: 'Note',
  page: 'Page',
  printedAt: (when) => `Printed ${when}`,
  entries: { invoice: 'Goods and services', payment: 'Payment', refund: 'Refund', creditNote: 'Credit note', opening: 'Carried forward' },
};

const zhHans: DocumentWords = {
  kinds: { quote: '报价单', orderConfirmation: '订单确认', invoice: '账单', receipt: '收据', packingSlip: '装箱单', pickList: '拣货单', deliveryNote: '送货单', creditNote: '贷项通知单', statement: '对账单', quotationRequest: '询价单' },
  facts: { order: '订单', shipment: '包裹', invoice: '账单', shippedOn: '发货', carrier: '承运商', tracking: '运单号', reason: '原因', period: '期间', soldBy: '收银', place: '仓库', orders: '单数', pieces: '件数', packAt: '装箱货位', answerBy: '报价截止', neededOn: '要货日期' },
  columns: { sku: 'SKU', name: '商品', quantity: '数量', unitPrice: '单价', discount: '优惠', taxRate: '税率', net: '不含税', gross: '金额', bin: '货位', tote: '箱', tick: '✓', on: '日期' },
  issuedOn: '日期',
  dueOn: '到期',
  to: '客户',
  toSupplier: '供应商',
  deliverTo: '送货地址',
  taxNumber: '税号',
  net: '不含税合计',
  taxOf: (rate, net) => `税额 ${rate}（${net}）`,
  tax: '税额',
  rounding: '取整',
  charges: { shipping: '运费', fee: '附加费', rounding: '取整' },
  total: '合计',
  balance: '应付余额',
  methods: { cash: '现金', card: '刷卡', qr: '扫码支付', transfer: '转账' },
  change: '找零',
  note: '备注',
  page: '页',
  printedAt: (when) => `打印于 ${when}`,
  entries: { invoice: '商品与服务', payment: '收款', refund: '退款', creditNote: '贷项通知单', opening: '上期结转' },
};

const zhHant: DocumentWords = {
  kinds: { quote: '報價單', orderConfirmation: '訂單確認', invoice: '帳單', receipt: '收據', packingSlip: '裝箱單', pickList: '揀貨單', deliveryNote: '送貨單', creditNote: '折讓單', statement: '對帳單', quotationRequest: '詢價單' },
  facts: { order: '訂單', shipment: '包裹', invoice: '帳單', shippedOn: '出貨', carrier: '物流商', tracking: '託運單號', reason: '原因', period: '期間', soldBy: '收銀', place: '倉庫', orders: '單數', pieces: '件數', packAt: '裝箱儲位', answerBy: '報價截止', neededOn: '需求日期' },
  columns: { sku: 'SKU', name: '商品', quantity: '數量', unitPrice: '單價', discount: '折扣', taxRate: '稅率', net: '未稅', gross: '金額', bin: '儲位', tote: '箱', tick: '✓', on: '日期' },
  issuedOn: '日期',
  dueOn: '到期',
  to: '客戶',
  toSupplier: '供應商',
  deliverTo: '送貨地址',
  taxNumber: '統一編號',
  net: '未稅合計',
  taxOf: (rate, net) => `稅額 ${rate}（${net}）`,
  tax: '稅額',
  rounding: '取整',
  charges: { shipping: '運費', fee: '附加費', rounding: '取整' },
  total: '合計',
  balance: '應付餘額',
  methods: { cash: '現金', card: '刷卡', qr: '行動支付', transfer: '轉帳' },
  change: '找零',
  note: '備註',
  page: '頁',
  printedAt: (when) => `列印於 ${when}`,
  entries: { invoice: '商品與服務', payment: '收款', refund: '退款', creditNote: '折讓單', opening: '前期結轉' },
};

export const documentWords: Record<Language, DocumentWords> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };
