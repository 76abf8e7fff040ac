import { cashFlowIndirect, cashParties } from './common.ts';
import { heading, type Layouts, line, type LineDef, sum, total } from './layout.rules.ts';

/**
 * The statutory forms of 小企业会计准则 (财会〔2011〕17号, appendix): 会小企01 balance sheet, 会小企02 profit and loss, 会小企03 cash
 * flow, each row under its printed number. A receivable in credit is shown under advances and the other way round, as the
 * form's explanations say (应收/预收, 预付/应付). Rows the shop's accounts cannot fill stay, at zero: the form is printed whole.
 */
const range = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const rows = (...numbers: (number | string)[]): string[] => numbers.map(String);

/** Row ids are the form's numbers. */
const row = (no: number, names: readonly [string, string, string], of: Parameters<typeof line>[2], more: Parameters<typeof line>[3] = {}): LineDef => line(String(no), names, of, { no, ...more });
const add = (no: number, names: readonly [string, string, string], of: readonly string[], more: Parameters<typeof sum>[3] = {}): LineDef => sum(String(no), names, of, { no, ...more });
const thereof = { level: 2 } as const;
const credit = { credit: true } as const;

const balanceSheet: readonly LineDef[] = [
  heading('currentAssets', ['Current assets', '流动资产：', '流動資產：']),
  row(1, ['Monetary funds', '货币资金', '貨幣資金'], { codes: ['1001', '1002', '1012'] }, { money: true }),
  row(2, ['Short-term investments', '短期投资', '短期投資'], { codes: ['1101'] }),
  row(3, ['Notes receivable', '应收票据', '應收票據'], { codes: ['1121'] }),
  row(4, ['Accounts receivable', '应收账款', '應收賬款'], { codes: ['1122'] }, { otherSide: '34' }),
  row(5, ['Prepayments', '预付账款', '預付賬款'], { codes: ['1123'] }, { otherSide: '33' }),
  row(6, ['Dividends receivable', '应收股利', '應收股利'], { codes: ['1131'] }),
  row(7, ['Interest receivable', '应收利息', '應收利息'], { codes: ['1132'] }),
  row(8, ['Other receivables', '其他应收款', '其他應收款'], { codes: ['1221'] }),
  row(9, ['Inventories', '存货', '存貨'], { codes: ['1402', '1404', '1406', '1407', '1408', '1471'] }, { of: rows(10, 11, 12, 13) }),
  row(10, ['Thereof: raw materials', '其中：原材料', '其中：原材料'], { codes: ['1401', '1403'] }, thereof),
  row(11, ['Work in progress', '在产品', '在產品'], { codes: ['4001', '4101'] }, thereof),
  row(12, ['Stock of goods', '库存商品', '庫存商品'], { codes: ['1405'] }, thereof),
  row(13, ['Turnover materials', '周转材料', '周轉材料'], { codes: ['1411'] }, thereof),
  row(14, ['Other current assets', '其他流动资产', '其他流動資產'], { rest: ['asset'] }),
  add(15, ['Total current assets', '流动资产合计', '流動資產合計'], [...range(1, 9), '14']),
  heading('fixedAssets', ['Non-current assets', '非流动资产：', '非流動資產：']),
  row(16, ['Long-term bonds', '长期债券投资', '長期債券投資'], { codes: ['1501'] }),
  row(17, ['Long-term equity investments', '长期股权投资', '長期股權投資'], { codes: ['1511'] }),
  row(18, ['Fixed assets at cost', '固定资产原价', '固定資產原價'], { codes: ['1601'] }),
  row(19, ['Less: accumulated depreciation', '减：累计折旧', '減：累計折舊'], { codes: ['1602'] }, credit),
  add(20, ['Fixed assets at book value', '固定资产账面价值', '固定資產賬面價值'], rows(18, 19), { level: 1 }),
  row(21, ['Construction in progress', '在建工程', '在建工程'], { codes: ['1604'] }),
  row(22, ['Construction materials', '工程物资', '工程物資'], { codes: ['1605'] }),
  row(23, ['Disposal of fixed assets', '固定资产清理', '固定資產清理'], { codes: ['1606'] }),
  row(24, ['Productive biological assets', '生产性生物资产', '生產性生物資產'], { codes: ['1621', '1622'] }),
  row(25, ['Intangible assets', '无形资产', '無形資產'], { codes: ['1701', '1702'] }),
  row(26, ['Development expenditure', '开发支出', '開發支出'], { codes: ['4301'] }),
  row(27, ['Long-term deferred expenses', '长期待摊费用', '長期待攤費用'], { codes: ['1801'] }),
  row(28, ['Other non-current assets', '其他非流动资产', '其他非流動資產'], { codes: ['1901'] }),
  add(29, ['Total non-current assets', '非流动资产合计', '非流動資產合計'], rows(16, 17, 20, 21, 22, 23, 24, 25, 26, 27, 28)),
  total('30', ['Total assets', '资产总计', '資產總計'], rows(15, 29), { no: 30 }),
  heading('currentLiabilities', ['Current liabilities', '流动负债：', '流動負債：']),
  row(31, ['Short-term loans', '短期借款', '短期借款'], { codes: ['2001'] }, credit),
  row(32, ['Notes payable', '应付票据', '應付票據'], { codes: ['2201'] }, credit),
  row(33, ['Accounts payable', '应付账款', '應付賬款'], { codes: ['2202'] }, { credit: true, otherSide: '5' }),
  row(34, ['Advances from customers', '预收账款', '預收賬款'], { codes: ['2203'] }, { credit: true, otherSide: '4' }),
  row(35, ['Employee benefits payable', '应付职工薪酬', '應付職工薪酬'], { codes: ['2211'] }, credit),
  row(36, ['Taxes payable', '应交税费', '應交稅費'], { codes: ['2221'] }, credit),
  row(37, ['Interest payable', '应付利息', '應付利息'], { codes: ['2231'] }, credit),
  row(38, ['Profit payable', '应付利润', '應付利潤'], { codes: ['2232'] }, credit),
  row(39, ['Other payables', '其他应付款', '其他應付款'], { codes: ['2241'] }, credit),
  row(40, ['Other current liabilities', '其他流动负债', '其他流動負債'], { rest: ['liability'] }, credit),
  add(41, ['Total current liabilities', '流动负债合计', '流動負債合計'], range(31, 40), credit),
  heading('longLiabilities', ['Non-current liabilities', '非流动负债：', '非流動負債：']),
  row(42, ['Long-term loans', '长期借款', '長期借款'], { codes: ['2501'] }, credit),
  row(43, ['Long-term payables', '长期应付款', '長期應付款'], { codes: ['2701'] }, credit),
  row(44, ['Deferred income', '递延收益', '遞延收益'], { codes: ['2401'] }, credit),
  row(45, ['Other non-current liabilities', '其他非流动负债', '其他非流動負債'], { codes: ['2901'] }, credit),
  add(46, ['Total non-current liabilities', '非流动负债合计', '非流動負債合計'], range(42, 45), credit),
  add(47, ['Total liabilities', '负债合计', '負債合計'], rows(41, 46), credit),
  heading('equity', ["Owners' equity", '所有者权益（或股东权益）：', '所有者權益（或股東權益）：']),
  row(48, ['Paid-in capital', '实收资本（或股本）', '實收資本（或股本）'], { codes: ['3001'], rest: ['equity'] }, credit),
  row(49, ['Capital reserve', '资本公积', '資本公積'], { codes: ['3002'] }, credit),
  row(50, ['Surplus reserve', '盈余公积', '盈餘公積'], { codes: ['3101'] }, credit),
  row(51, ['Undistributed profit', '未分配利润', '未分配利潤'], { codes: ['3103', '3104'] }, { credit: true, result: 'all' }),
  add(52, ["Total owners' equity", '所有者权益（或股东权益）合计', '所有者權益（或股東權益）合計'], range(48, 51), credit),
  total('53', ['Total liabilities and equity', '负债和所有者权益（或股东权益）总计', '負債和所有者權益（或股東權益）總計'], rows(47, 52), { no: 53, credit: true }),
];

const profitAndLoss: readonly LineDef[] = [
  row(1, ['I. Operating revenue', '一、营业收入', '一、營業收入'], { codes: ['5001', '5051'] }, { level: 0, credit: true }),
  row(2, ['Less: operating cost', '减：营业成本', '減：營業成本'], { codes: ['5401', '5402'] }),
  row(3, ['Taxes and surcharges', '营业税金及附加', '營業稅金及附加'], { codes: ['5403'] }, { of: range(4, 10) }),
  row(4, ['Thereof: consumption tax', '其中：消费税', '其中：消費稅'], { codes: ['540301'] }, thereof),
  row(5, ['Business tax', '营业税', '營業稅'], { codes: ['540302'] }, thereof),
  row(6, ['Urban construction tax', '城市维护建设税', '城市維護建設稅'], { codes: ['540303'] }, thereof),
  row(7, ['Resource tax', '资源税', '資源稅'], { codes: ['540304'] }, thereof),
  row(8, ['Land value-added tax', '土地增值税', '土地增值稅'], { codes: ['540305'] }, thereof),
  row(9, ['Land use, property, vehicle and stamp taxes', '城镇土地使用税、房产税、车船税、印花税', '城鎮土地使用稅、房產稅、車船稅、印花稅'], { codes: ['540306'] }, thereof),
  row(10, ['Education surcharge, mineral and pollution fees', '教育费附加、矿产资源补偿费、排污费', '教育費附加、礦產資源補償費、排污費'], { codes: ['540307'] }, thereof),
  row(11, ['Selling expenses', '销售费用', '銷售費用'], { codes: ['5601'] }, { of: rows(12, 13) }),
  row(12, ['Thereof: repair of goods', '其中：商品维修费', '其中：商品維修費'], { codes: ['560105'] }, thereof),
  row(13, ['Advertising and promotion', '广告费和业务宣传费', '廣告費和業務宣傳費'], { codes: ['560102', '560104'] }, thereof),
  row(14, ['Administrative expenses', '管理费用', '管理費用'], { codes: ['5602'], rest: ['expense'] }, { of: rows(15, 16, 17) }),
  row(15, ['Thereof: start-up costs', '其中：开办费', '其中：開辦費'], { codes: ['560203'] }, thereof),
  row(16, ['Business entertainment', '业务招待费', '業務招待費'], { codes: ['560204'] }, thereof),
  row(17, ['Research', '研究费用', '研究費用'], { codes: ['560205'] }, thereof),
  row(18, ['Finance costs', '财务费用', '財務費用'], { codes: ['5603'] }, { of: rows(19) }),
  row(19, ['Thereof: interest (income negative)', '其中：利息费用（收入以“-”号填列）', '其中：利息費用（收入以「-」號填列）'], { codes: ['560303'] }, thereof),
  row(20, ['Add: investment income', '加：投资收益', '加：投資收益'], { codes: ['5111'] }, credit),
  add(21, ['II. Operating profit', '二、营业利润', '二、營業利潤'], rows(1, 2, 3, 11, 14, 18, 20), credit),
  row(22, ['Add: non-operating income', '加：营业外收入', '加：營業外收入'], { codes: ['5301'], rest: ['income'] }, { credit: true, of: rows(23) }),
  row(23, ['Thereof: government grants', '其中：政府补助', '其中：政府補助'], { codes: ['530103'] }, { level: 2, credit: true }),
  row(24, ['Less: non-operating expenses', '减：营业外支出', '減：營業外支出'], { codes: ['5711'] }, { of: range(25, 29) }),
  row(25, ['Thereof: bad debts', '其中：坏账损失', '其中：壞賬損失'], { codes: ['571102'] }, thereof),
  row(26, ['Unrecoverable long-term bonds', '无法收回的长期债券投资损失', '無法收回的長期債券投資損失'], { codes: ['571104'] }, thereof),
  row(27, ['Unrecoverable long-term equity', '无法收回的长期股权投资损失', '無法收回的長期股權投資損失'], { codes: ['571105'] }, thereof),
  row(28, ['Natural disasters and force majeure', '自然灾害等不可抗力因素造成的损失', '自然災害等不可抗力因素造成的損失'], { codes: ['571106'] }, thereof),
  row(29, ['Tax late fees', '税收滞纳金', '稅收滯納金'], { codes: ['571107'] }, thereof),
  add(30, ['III. Profit before tax', '三、利润总额', '三、利潤總額'], rows(21, 22, 24), credit),
  row(31, ['Less: income tax', '减：所得税费用', '減：所得稅費用'], { codes: ['5801'] }),
  total('32', ['IV. Net profit', '四、净利润', '四、淨利潤'], rows(30, 31), { no: 32, credit: true }),
];

const flow = (no: number, names: readonly [string, string, string], of: Parameters<typeof line>[2]): LineDef => row(no, names, of, credit);
const all = ['asset', 'liability', 'equity', 'income', 'expense'] as const;

const cashFlowDirect: readonly LineDef[] = [
  heading('operating', ['I. Operating activities', '一、经营活动产生的现金流量：', '一、經營活動產生的現金流量：']),
  flow(1, ['Received for goods and services', '销售产成品、商品、提供劳务收到的现金', '銷售產成品、商品、提供勞務收到的現金'], { codes: ['1121', '1122', '122101', '2203', '22210102', '224101', '224102', '5001', '5051'], roles: cashParties.customers }),
  flow(2, ['Other operating receipts', '收到其他与经营活动有关的现金', '收到其他與經營活動有關的現金'], { rest: all, flow: 'in' }),
  flow(3, ['Paid for goods and services', '购买原材料、商品、接受劳务支付的现金', '購買原材料、商品、接受勞務支付的現金'], { codes: ['1123', '122103', '14', '2202', '22210101', '5401', '5402'], roles: cashParties.suppliers }),
  flow(4, ['Paid to employees', '支付的职工薪酬', '支付的職工薪酬'], { codes: ['2211'] }),
  flow(5, ['Taxes paid', '支付的税费', '支付的稅費'], { codes: ['2221', '5403', '5801'] }),
  flow(6, ['Other operating payments', '支付其他与经营活动有关的现金', '支付其他與經營活動有關的現金'], { rest: all, flow: 'out' }),
  add(7, ['Net cash from operating activities', '经营活动产生的现金流量净额', '經營活動產生的現金流量淨額'], range(1, 6), credit),
  heading('investing', ['II. Investing activities', '二、投资活动产生的现金流量：', '二、投資活動產生的現金流量：']),
  flow(8, ['From ending investments', '收回短期投资、长期债券投资和长期股权投资收到的现金', '收回短期投資、長期債券投資和長期股權投資收到的現金'], { codes: ['1101', '1501', '1511'], flow: 'in' }),
  flow(9, ['Investment income received', '取得投资收益收到的现金', '取得投資收益收到的現金'], { codes: ['1131', '1132', '5111'] }),
  flow(10, ['From disposal of long-term assets, net', '处置固定资产、无形资产和其他非流动资产收回的现金净额', '處置固定資產、無形資產和其他非流動資產收回的現金淨額'], { codes: ['16', '17', '18', '19'], flow: 'in' }),
  flow(11, ['Paid for investments', '短期投资、长期债券投资和长期股权投资支付的现金', '短期投資、長期債券投資和長期股權投資支付的現金'], { codes: ['1101', '1501', '1511'], flow: 'out' }),
  flow(12, ['Paid for long-term assets', '购建固定资产、无形资产和其他非流动资产支付的现金', '購建固定資產、無形資產和其他非流動資產支付的現金'], { codes: ['16', '17', '18', '19'], flow: 'out' }),
  add(13, ['Net cash from investing activities', '投资活动产生的现金流量净额', '投資活動產生的現金流量淨額'], range(8, 12), credit),
  heading('financing', ['III. Financing activities', '三、筹资活动产生的现金流量：', '三、籌資活動產生的現金流量：']),
  flow(14, ['Loans received', '取得借款收到的现金', '取得借款收到的現金'], { codes: ['2001', '2501'], flow: 'in' }),
  flow(15, ['Invested by owners', '吸收投资者投资收到的现金', '吸收投資者投資收到的現金'], { codes: ['30', '31'], flow: 'in' }),
  flow(16, ['Loans repaid', '偿还借款本金支付的现金', '償還借款本金支付的現金'], { codes: ['2001', '2501'], flow: 'out' }),
  flow(17, ['Interest paid', '偿还借款利息支付的现金', '償還借款利息支付的現金'], { codes: ['2231', '560303'] }),
  flow(18, ['Profit distributed', '分配利润支付的现金', '分配利潤支付的現金'], { codes: ['2232', '30', '31'], flow: 'out' }),
  add(19, ['Net cash from financing activities', '筹资活动产生的现金流量净额', '籌資活動產生的現金流量淨額'], range(14, 18), credit),
  add(20, ['IV. Net increase in cash', '四、现金净增加额', '四、現金淨增加額'], rows(7, 13, 19), credit),
  line('openingMoney', ['Add: cash at the start', '加：期初现金余额', '加：期初現金餘額'], {}, { no: 21, level: 1, credit: true }),
  total('closingMoney', ['V. Cash at the end', '五、期末现金余额', '五、期末現金餘額'], ['20', 'openingMoney'], { no: 22, credit: true }),
];

export const smallBusinessCnLayouts: Layouts = {
  balanceSheet,
  profitAndLoss,
  cashFlowDirect,
  cashFlowIndirect: cashFlowIndirect({ fixed: ['15', '16', '17', '18', '19'], depreciated: ['1602', '1622', '1702'], loans: ['2001', '2501'] }),
};
