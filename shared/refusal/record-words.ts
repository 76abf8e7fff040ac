import type { Language } from '../units/language.ts';

/** Words for one kind of record: English singular and plural, in lower case; 简体中文; 繁體中文. */
type RecordWords = readonly [string, string, string, string];

/** Every kind of record a change or a refusal speaks of, by the name it has in the program: a table, a part of one, or a field. */
const words = {
  // The shop and what it keeps beside its rows
  shop: ['shop', 'shops', '店铺', '店鋪'],
  user: ['person', 'people', '人员', '人員'],
  token: ['token', 'tokens', '令牌', '權杖'],
  phone: ['phone', 'phones', '手机', '手機'],
  device: ['device', 'devices', '设备', '裝置'],
  job: ['job', 'jobs', '任务', '工作'],
  command: ['command', 'commands', '操作记录', '操作紀錄'],
  backup: ['backup', 'backups', '备份', '備份'],
  attachment: ['attached paper', 'attached papers', '附件', '附件'],
  image: ['picture', 'pictures', '图片', '圖片'],
  sheetImport: ['sheet import', 'sheet imports', '表格导入', '試算表匯入'],
  line: ['row of the sheet', 'rows of the sheet', '表格行', '試算表列'],

  // Catalogue and prices
  product: ['product', 'products', '商品', '商品'],
  variant: ['variant', 'variants', '规格', '規格'],
  barcode: ['barcode', 'barcodes', '条码', '條碼'],
  category: ['category', 'categories', '分类', '分類'],
  collection: ['collection', 'collections', '集合', '集合'],
  attribute: ['attribute', 'attributes', '属性', '屬性'],
  taxClass: ['tax class', 'tax classes', '税类', '稅別'],
  productImage: ['product picture', 'product pictures', '商品图片', '商品圖片'],
  price: ['price', 'prices', '价格', '價格'],
  name: ['name', 'names', '名称', '名稱'],
  description: ['description', 'descriptions', '描述', '描述'],
  offered: ['sale state', 'sale states', '在售状态', '販售狀態'],
  address: ['address', 'addresses', '地址', '地址'],
  priceList: ['price list', 'price lists', '价目表', '價目表'],
  promotion: ['promotion', 'promotions', '促销', '促銷'],
  marginFloor: ['margin floor', 'margin floors', '毛利底线', '毛利底線'],
  channelFee: ['channel fee', 'channel fees', '渠道佣金', '通路佣金'],

  // Customers and orders
  customer: ['customer', 'customers', '客户', '客戶'],
  customerGroup: ['customer group', 'customer groups', '客户组', '客戶群組'],
  salesOrder: ['order', 'orders', '订单', '訂單'],
  orderLine: ['order line', 'order lines', '订单行', '訂單列'],
  orderRecipient: ['recipient of order', 'recipients of orders', '订单收件人', '訂單收件人'],
  orderRevision: ['change of an order', 'changes of orders', '订单修改', '訂單變更'],
  orderCost: ['order cost', 'order costs', '订单成本', '訂單成本'],
  orderException: ['exception', 'exceptions', '异常', '異常'],
  orderExpiry: ['end of an unpaid order', 'ends of unpaid orders', '未付订单到期', '未付訂單到期'],
  orderReminder: ['reminder of an unpaid order', 'reminders of unpaid orders', '未付订单提醒', '未付訂單提醒'],
  expiryRule: ['unpaid order rule', 'unpaid order rules', '未付订单规则', '未付訂單規則'],
  checkRule: ['order rule', 'order rules', '订单规则', '訂單規則'],
  blockedBuyer: ['blocked buyer', 'blocked buyers', '不再接单的买家', '不再接單的買家'],
  priorityWeight: ['order priority', 'order priorities', '订单优先规则', '訂單優先順序'],
  savedView: ['order view', 'order views', '订单视图', '訂單檢視'],
  cancellation: ['cancellation', 'cancellations', '订单取消', '訂單取消'],
  soldInHand: ['counter sale', 'counter sales', '柜台销售', '櫃檯銷售'],
  shipment: ['shipment', 'shipments', '发货', '出貨'],
  payment: ['payment', 'payments', '收款', '收款'],
  refund: ['refund', 'refunds', '退款', '退款'],
  refundRule: ['refund rule', 'refund rules', '退款规则', '退款規則'],
  depositTransfer: ['moved deposit', 'moved deposits', '预收款转移', '預收款轉移'],
  storeCredit: ['store credit', 'store credits', '储值余额', '購物金'],
  adSpend: ['advertising cost', 'advertising costs', '广告费', '廣告費'],

  // Shipping, the till and papers
  pickWave: ['wave', 'waves', '波次', '波次'],
  pickTote: ['tote', 'totes', '周转箱', '物流箱'],
  pickLine: ['pick line', 'pick lines', '拣货行', '揀貨列'],
  packScan: ['packing scan', 'packing scans', '装箱扫描', '裝箱掃描'],
  packingBin: ['packing bin', 'packing bins', '打包货位', '包裝儲位'],
  parcel: ['parcel', 'parcels', '包裹', '包裹'],
  parcelWeightRule: ['parcel weight rule', 'parcel weight rules', '包裹重量规则', '包裹重量規則'],
  parcelWeightOverrule: ['parcel let go by weight', 'parcels let go by weight', '重量不符放行', '重量不符放行'],
  carrier: ['carrier', 'carriers', '承运商', '物流商'],
  carrierService: ['carrier service', 'carrier services', '承运商服务', '物流商服務'],
  waybill: ['kept tracking number', 'kept tracking numbers', '备用单号', '備用單號'],
  delivery: ['delivery', 'deliveries', '包裹投递', '包裹投遞'],
  trackingEvent: ['carrier’s message', 'carrier’s messages', '承运商消息', '物流商消息'],
  notice: ['notice', 'notices', '通知', '通知'],
  noticeRule: ['notice rule', 'notice rules', '通知规则', '通知規則'],
  noticeTemplate: ['notice text', 'notice texts', '通知内容', '通知內容'],
  mailSetting: ['mail server setting', 'mail server settings', '邮件服务器设置', '郵件伺服器設定'],
  fulfilmentSetting: ['shipping setting', 'shipping settings', '发货设置', '出貨設定'],
  shipFromRule: ['shipping origin rule', 'shipping origin rules', '发货地规则', '出貨地規則'],
  shipFromPlace: ['shipping place', 'shipping places', '发货地', '出貨地'],
  drawer: ['cash drawer', 'cash drawers', '钱箱', '錢櫃'],
  parkedSale: ['parked sale', 'parked sales', '挂单', '掛單'],
  invoice: ['invoice', 'invoices', '账单', '帳單'],
  creditNote: ['credit note', 'credit notes', '贷项通知单', '折讓單'],
  printer: ['printer', 'printers', '打印机', '印表機'],
  printJob: ['label to print', 'labels to print', '待打标签', '待印標籤'],

  // Returns
  rma: ['return', 'returns', '退货', '退貨'],
  rmaLine: ['return line', 'return lines', '退货行', '退貨列'],
  goodsReturn: ['arrival of a return', 'arrivals of returns', '退货收货', '退貨收貨'],
  goodsReturnLine: ['returned goods line', 'returned goods lines', '退货收货行', '退貨收貨列'],
  inspection: ['inspection', 'inspections', '退货检验', '退貨檢驗'],
  returnSettlement: ['return settlement', 'return settlements', '退货结算', '退貨結算'],
  returnPolicy: ['return policy', 'return policies', '退货政策', '退貨政策'],
  returnPolicyVersion: ['return policy version', 'return policy versions', '退货政策版本', '退貨政策版本'],
  repair: ['repair', 'repairs', '维修单', '維修單'],
  repairPart: ['repair part', 'repair parts', '维修配件', '維修零件'],

  // Channels
  channel: ['channel', 'channels', '渠道', '通路'],
  listing: ['listing', 'listings', '刊登', '刊登'],
  channelCopy: ['channel text', 'channel texts', '渠道文案', '通路文案'],
  fieldConflict: ['conflict', 'conflicts', '冲突', '衝突'],
  difference: ['difference with the channel', 'differences with the channel', '渠道不一致', '通路不一致'],
  outbox: ['push to a channel', 'pushes to channels', '渠道推送', '通路推送'],
  shipBack: ['shipping file', 'shipping files', '发货文件', '出貨檔案'],

  // Purchasing
  supplier: ['supplier', 'suppliers', '供应商', '供應商'],
  supplierDocument: ['supplier’s paper', 'suppliers’ papers', '供应商证照', '供應商證照'],
  priceAgreement: ['agreed price', 'agreed prices', '约定价格', '約定價格'],
  purchaseOrder: ['purchase order', 'purchase orders', '采购订单', '採購單'],
  purchaseOrderLine: ['purchase order line', 'purchase order lines', '采购订单行', '採購單列'],
  purchaseReceipt: ['purchase receipt', 'purchase receipts', '采购收货单', '採購收貨單'],
  purchaseReceiptLine: ['purchase receipt line', 'purchase receipt lines', '采购收货行', '採購收貨列'],
  purchaseReturn: ['return to a supplier', 'returns to suppliers', '采购退货', '採購退貨'],
  quotationRequest: ['quotation request', 'quotation requests', '询价', '詢價'],
  quotationRequestLine: ['quotation request line', 'quotation request lines', '询价行', '詢價列'],
  supplierQuotation: ['supplier’s quotation', 'suppliers’ quotations', '供应商报价', '供應商報價'],
  supplierBill: ['supplier bill', 'supplier bills', '供应商账单', '供應商帳單'],
  supplierPayment: ['supplier payment', 'supplier payments', '供应商付款', '供應商付款'],
  supplierClaim: ['supplier claim', 'supplier claims', '供应商索赔', '供應商索賠'],
  matchTolerance: ['bill tolerance', 'bill tolerances', '账单容差', '帳單容許差異'],
  landedCost: ['landed cost', 'landed costs', '到岸成本', '到岸成本'],
  sourceSplit: ['second supplier’s part', 'second suppliers’ parts', '第二供应商份额', '第二供應商份額'],
  variantServiceLevel: ['service level of goods', 'service levels of goods', '商品有货率', '商品有貨率'],
  stockAlert: ['stock alert', 'stock alerts', '库存预警', '庫存預警'],

  // Stock and counts
  location: ['location', 'locations', '地点', '地點'],
  bin: ['bin', 'bins', '货位', '儲位'],
  binMove: ['move between bins', 'moves between bins', '货位移动', '儲位移動'],
  lot: ['lot', 'lots', '批次', '批號'],
  stockLevel: ['stock level', 'stock levels', '库存数量', '庫存數量'],
  stockMovement: ['stock movement', 'stock movements', '库存流水', '庫存異動'],
  stockAdjustment: ['stock adjustment', 'stock adjustments', '库存调整', '庫存調整'],
  stockTransfer: ['transfer', 'transfers', '调拨', '調撥'],
  stockSetting: ['stock setting', 'stock settings', '库存设置', '庫存設定'],
  goodsReceipt: ['goods receipt', 'goods receipts', '收货单', '收貨單'],
  negativeStock: ['negative stock', 'negative stocks', '负库存', '負庫存'],
  holderReport: ['holder’s report', 'holders’ reports', '保管方报告', '保管方報告'],
  stocktake: ['count', 'counts', '盘点', '盤點'],
  stocktakeLine: ['count line', 'count lines', '盘点行', '盤點列'],
  stocktakeScan: ['count scan', 'count scans', '盘点扫描', '盤點掃描'],
  stocktakePhoto: ['count photo', 'count photos', '盘点照片', '盤點照片'],
  countCycle: ['cycle count plan', 'cycle count plans', '循环盘点计划', '循環盤點計畫'],
  analysisSetting: ['class limit', 'class limits', '分类界限', '分類界限'],

  // Books
  ledgerAccount: ['ledger account', 'ledger accounts', '会计科目', '會計科目'],
  chart: ['chart of accounts', 'charts of accounts', '科目表', '會計科目表'],
  installedChart: ['installed chart of accounts', 'installed charts of accounts', '采用的科目表', '採用的會計科目表'],
  journalEntry: ['journal entry', 'journal entries', '凭证', '傳票'],
  posting: ['posting', 'postings', '分录', '分錄'],
  slip: ['slip', 'slips', '票据', '收據'],
  recurringEntry: ['recurring entry', 'recurring entries', '周期凭证', '週期傳票'],
  recurringRun: ['day of a recurring entry', 'days of recurring entries', '周期凭证到期日', '週期傳票到期日'],
  exchangeRate: ['exchange rate', 'exchange rates', '汇率', '匯率'],
  revaluation: ['revaluation', 'revaluations', '期末调汇', '外幣評價'],
  resultClosing: ['result closing', 'result closings', '损益结转', '損益結轉'],
  periodLock: ['period lock', 'period locks', '期间锁定', '期間鎖定'],
  budgetFigure: ['budget figure', 'budget figures', '预算数', '預算數'],
  budgetGuard: ['budget guard', 'budget guards', '超预算处理', '超出預算處理'],
  campaign: ['campaign', 'campaigns', '营销活动', '行銷活動'],
  dayClose: ['day close', 'day closes', '日结', '日結'],
  monthClose: ['month close', 'month closes', '月末结账', '月底結帳'],
  monthTick: ['month item', 'month items', '月末核对事项', '月底核對事項'],
  taxFiling: ['filed tax return', 'filed tax returns', '税务申报', '稅務申報'],
  taxSetting: ['tax setting', 'tax settings', '税务设置', '稅務設定'],

  // Banks and payouts
  bankAccount: ['bank account', 'bank accounts', '银行账户', '銀行帳戶'],
  bankStatement: ['bank statement', 'bank statements', '银行对账单', '銀行對帳單'],
  bankLine: ['bank line', 'bank lines', '银行流水', '銀行明細'],
  bankDecision: ['decision about a bank line', 'decisions about bank lines', '银行流水处理', '銀行明細處理'],
  bankRule: ['learned bank rule', 'learned bank rules', '已学到的银行规则', '已學到的銀行規則'],
  bankReconciliation: ['bank reconciliation', 'bank reconciliations', '银行对账', '銀行對帳'],
  opening: ['opening', 'openings', '期初', '期初'],
  openingRow: ['opening balance', 'opening balances', '期初余额', '期初餘額'],
  openingInvoice: ['open invoice brought forward', 'open invoices brought forward', '期初未结账单', '期初未結帳單'],
  reminder: ['payment reminder', 'payment reminders', '催款', '催款'],
  reminderLevel: ['reminder level', 'reminder levels', '催款级别', '催款級別'],
  reminderPause: ['reminder pause', 'reminder pauses', '暂停催款', '暫停催款'],
  settlement: ['payout', 'payouts', '回款', '撥款'],
  settlementLine: ['payout line', 'payout lines', '回款明细', '撥款明細'],
} as const satisfies Record<string, RecordWords>;

/** Every kind there are words for. */
export const recordKinds = Object.keys(words);

/** A kind of record as its readers call it: `count` decides between “order” and “orders”. A kind nobody knows is itself. */
export function recordText(kind: string, language: Language, count = 1): string {
  if (!Object.hasOwn(words, kind)) return kind;
  const [one, many, simplified, traditional] = words[kind as keyof typeof words];
  if (language === 'zh-Hans') return simplified;
  if (language === 'zh-Hant') return traditional;
  return count === 1 ? one : many;
}

/** How many records of a kind: “1 order”, “3 orders”, 订单 3. */
export const countedRecords = (kind: string, count: number, language: Language): string =>
  language === 'en' ? `${count} ${recordText(kind, language, count)}` : `${recordText(kind, language)} ${count}`;
