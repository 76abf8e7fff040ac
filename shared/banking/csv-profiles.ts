/** What a column of a statement's sheet can be. */
export const csvFields = ['date', 'amount', 'moneyIn', 'moneyOut', 'direction', 'status', 'payee', 'text', 'reference', 'id', 'counterparty', 'fee', 'currency', 'balance'] as const;
export type CsvField = (typeof csvFields)[number];

/** How a program's export is read: data, so that a new layout is a new row here. */
export interface CsvProfile {
  id: string;
  /** Headings that only this export has together; they also say where its table begins, below any preamble. */
  headings: readonly string[];
  fields: Partial<Record<CsvField, readonly string[]>>;
  /** Words of the direction column; without one the amount carries its own sign. */
  moneyIn?: readonly string[];
  moneyOut?: readonly string[];
  /** States in which money moved, as beginnings of the word; without them every row counts. */
  done?: readonly string[];
  /** States that give money back, whatever the direction column says. */
  givesBack?: readonly string[];
  /** Whose fee column is taken off beside the amount: Stripe writes it positive, PayPal negative. */
  feeSign?: 1 | -1;
  numbers?: 'point' | 'comma';
  currency?: string;
}

/**
 * Layouts as they are met in exports and public importers; no provider promises them. A profile is known by its headings,
 * never by a file's name.
 */
export const csvProfiles: readonly CsvProfile[] = [
  {
    id: 'alipayLedger',
    headings: ['账务流水号', '发生时间', '收入金额（+元）', '支出金额（-元）'],
    fields: { date: ['发生时间'], moneyIn: ['收入金额（+元）'], moneyOut: ['支出金额（-元）'], payee: ['对方账号'], text: ['商品名称', '备注'], reference: ['商户订单号'], id: ['账务流水号'], balance: ['账户余额（元）'] },
    currency: 'CNY',
  },
  {
    id: 'alipay',
    headings: ['交易时间', '交易对方', '商品说明', '收/支', '金额', '交易状态', '交易订单号'],
    fields: { date: ['交易时间'], amount: ['金额'], direction: ['收/支'], status: ['交易状态'], payee: ['交易对方'], text: ['商品说明'], reference: ['商家订单号'], id: ['交易订单号'], counterparty: ['对方账号'] },
    moneyIn: ['收入'],
    moneyOut: ['支出'],
    done: ['交易成功', '支付成功', '退款成功', '还款成功', '资金转移', '等待确认收货'],
    givesBack: ['退款成功'],
    currency: 'CNY',
  },
  {
    id: 'alipayOld',
    headings: ['交易号', '商家订单号', '付款时间', '金额（元）', '收/支', '交易状态'],
    fields: { date: ['付款时间', '交易创建时间'], amount: ['金额（元）'], direction: ['收/支'], status: ['交易状态'], payee: ['交易对方'], text: ['商品名称'], reference: ['商家订单号'], id: ['交易号'], fee: ['服务费（元）'] },
    moneyIn: ['收入'],
    moneyOut: ['支出'],
    done: ['交易成功', '支付成功', '退款成功', '等待确认收货'],
    givesBack: ['退款成功'],
    feeSign: 1,
    currency: 'CNY',
  },
  {
    id: 'wechatLedger',
    headings: ['记账时间', '资金流水单号', '收支类型', '收支金额(元)'],
    fields: { date: ['记账时间'], amount: ['收支金额(元)'], direction: ['收支类型'], text: ['业务名称', '备注'], reference: ['业务凭证号', '微信支付业务单号'], id: ['资金流水单号'], balance: ['账户结余(元)'] },
    moneyIn: ['收入'],
    moneyOut: ['支出'],
    currency: 'CNY',
  },
  {
    id: 'wechat',
    headings: ['交易时间', '交易类型', '交易对方', '收/支', '金额(元)', '交易单号'],
    fields: { date: ['交易时间'], amount: ['金额(元)'], direction: ['收/支'], status: ['当前状态'], payee: ['交易对方'], text: ['商品', '交易类型'], reference: ['商户单号'], id: ['交易单号'] },
    moneyIn: ['收入'],
    moneyOut: ['支出'],
    done: ['支付成功', '已存入零钱', '已转账', '对方已收钱', '朋友已收钱', '已全额退款', '已退款', '提现已到账', '充值完成', '充值成功'],
    currency: 'CNY',
  },
  {
    id: 'paypal',
    headings: ['Date', 'Name', 'Type', 'Status', 'Currency', 'Gross', 'Fee', 'Net', 'Transaction ID'],
    fields: { date: ['Date'], amount: ['Gross'], status: ['Status'], payee: ['Name'], text: ['Subject', 'Item Title', 'Type'], reference: ['Invoice Number', 'Custom Number'], id: ['Transaction ID'], counterparty: ['From Email Address'], fee: ['Fee'], currency: ['Currency'], balance: ['Balance'] },
    done: ['Completed', 'Partially Refunded', 'Refunded'],
    feeSign: -1,
  },
  {
    id: 'stripe',
    headings: ['id', 'Type', 'Source', 'Amount', 'Fee', 'Net', 'Currency', 'Created (UTC)'],
    fields: { date: ['Created (UTC)'], amount: ['Amount'], payee: ['Customer Name'], text: ['Description', 'Type'], reference: ['Source'], id: ['id'], fee: ['Fee'], currency: ['Currency'] },
    feeSign: 1,
  },
];

/** Headings by which a sheet of any bank is understood at the first look; a person may choose otherwise, and is remembered. */
export const genericHeadings: Record<CsvField, readonly string[]> = {
  date: ['Booking date', 'Posting date', 'Transaction date', 'Posted date', 'Completed date', 'Date', 'Buchungstag', 'Buchungsdatum', 'Valuta', 'Date opération', 'Date comptable', '交易日期', '记账日期', '交易时间', '日期', '入账日期', '交易日', '記帳日'],
  amount: ['Amount', 'Transaction amount', 'Betrag', 'Umsatz', 'Montant', '交易金额', '发生额', '金额', '交易金額', '金額'],
  moneyIn: ['Money in', 'Paid in', 'Credit', 'Credit amount', 'Deposit', 'Deposits', 'Haben', 'Crédit', '收入', '收入金额', '贷方发生额', '贷方金额', '存入', '存入金額'],
  moneyOut: ['Money out', 'Paid out', 'Debit', 'Debit amount', 'Withdrawal', 'Withdrawals', 'Soll', 'Débit', '支出', '支出金额', '借方发生额', '借方金额', '支出金額'],
  direction: ['Direction', 'Debit/Credit', 'Credit/Debit', 'DR/CR', '收/支', '收支', '借贷', '借贷标志'],
  status: ['Status', 'State', '状态', '交易状态'],
  payee: ['Payee', 'Counterparty', 'Name', 'Beneficiary', 'Auftraggeber/Empfänger', 'Beguenstigter/Zahlungspflichtiger', 'Name Zahlungsbeteiligter', 'Libellé', '对方户名', '对方名称', '交易对方', '对方', '對方戶名'],
  text: ['Description', 'Memo', 'Details', 'Narrative', 'Verwendungszweck', 'Buchungstext', 'Détail', '摘要', '附言', '用途', '备注', '說明', '備註'],
  reference: ['Reference', 'Payment reference', 'Kundenreferenz', 'Référence', '凭证号', '参考号', '订单号', '參考號'],
  id: ['Transaction ID', 'ID', '交易流水号', '流水号', '流水號'],
  counterparty: ['Account number', 'IBAN', 'Kontonummer/IBAN', 'IBAN Zahlungsbeteiligter', '对方账号', '对方账户', '對方帳號'],
  fee: ['Fee', 'Fees', '手续费', '服务费'],
  currency: ['Currency', 'Währung', 'Waehrung', 'Devise', '币种', '幣別'],
  balance: ['Balance', 'Running balance', 'Saldo', 'Saldo nach Buchung', 'Solde', '余额', '账户余额', '餘額'],
};
