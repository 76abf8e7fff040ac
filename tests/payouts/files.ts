/** Settlement files as channels write them: their layouts are public, everything in them is made up. */

/** Two payouts and a charge that is still on its way; ¥ as the shop's. Fees are written positive. */
export const shopifyFile = `Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Payout ID,Available On,Amount,Fee,Net,Checkout,Payment Method Name,Presentment Amount,Presentment Currency,Currency,VAT
2026-03-15 14:23:45 +0800,charge,#1001,visa,online,paid,2026-03-17,88001,2026-03-17,113.00,3.60,109.40,c1,card,113.00,CNY,CNY,0.00
2026-03-16 10:00:00 +0800,charge,#1002,visa,online,paid,2026-03-17,88001,2026-03-17,56.50,1.90,54.60,c2,card,56.50,CNY,CNY,0.00
2026-03-16 18:00:00 +0800,refund,#1002,visa,online,paid,2026-03-18,88002,2026-03-18,-11.30,0.00,-11.30,c2,card,-11.30,CNY,CNY,0.00
2026-03-17 09:00:00 +0800,charge,#1003,visa,online,paid,2026-03-18,88002,2026-03-18,20.00,0.80,19.20,c3,card,20.00,CNY,CNY,0.00
2026-03-17 12:00:00 +0800,adjustment,,,,paid,2026-03-18,88002,2026-03-18,-5.00,0.00,-5.00,,,,,CNY,0.00
2026-03-18 09:00:00 +0800,charge,#1004,visa,online,pending,,,2026-03-20,30.00,1.00,29.00,c4,card,30.00,CNY,CNY,0.00
`;

/** One payout with its own row; a refund that names only its charge; a dispute. */
export const stripeFile = `balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,charge_id,description,payment_metadata[order_id],automatic_payout_id,automatic_payout_effective_at_utc
txn_1,2026-03-10 02:00:00,2026-03-12 00:00:00,cny,113.00,3.68,109.32,charge,ch_1,ch_1,Order 1001,1001,po_1,2026-03-12 00:00:00
txn_2,2026-03-10 03:00:00,2026-03-12 00:00:00,cny,56.50,1.99,54.51,charge,ch_2,ch_2,Web shop - Order 1002,,po_1,2026-03-12 00:00:00
txn_3,2026-03-11 03:00:00,2026-03-12 00:00:00,cny,-11.30,0.00,-11.30,refund,re_1,ch_2,REFUND,,po_1,2026-03-12 00:00:00
txn_4,2026-03-11 04:00:00,2026-03-12 00:00:00,cny,-20.00,15.00,-35.00,dispute,dp_1,ch_1,Chargeback,,po_1,2026-03-12 00:00:00
txn_5,2026-03-12 00:00:00,2026-03-12 00:00:00,cny,-117.53,0.00,-117.53,payout,po_1,,STRIPE PAYOUT,,po_1,2026-03-12 00:00:00
`;

/** A wallet: what came in, what was sent to the bank, and what stayed. Fees are written negative. */
export const paypalFile = `"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Shipping Address","Invoice Number","Custom Number","Reference Txn ID","Balance"
"03/10/2026","10:00:00","PST","Wang Wei","Express Checkout Payment","Completed","CNY","113.00","-4.20","108.80","w@example.com","shop@example.com","T1","","WC-1001","","","108.80"
"03/11/2026","10:00:00","PST","Li Na","Website Payment","Completed","CNY","56.50","-2.30","54.20","l@example.com","shop@example.com","T2","","WC-1002","","","163.00"
"03/12/2026","10:00:00","PST","Li Na","Payment Refund","Completed","CNY","-11.30","0.00","-11.30","shop@example.com","l@example.com","T3","","","","T2","151.70"
"03/13/2026","10:00:00","PST","","General Withdrawal","Completed","CNY","-100.00","0.00","-100.00","","","T4","","","","","51.70"
"03/13/2026","11:00:00","PST","Failed","Website Payment","Denied","CNY","9.00","0.00","9.00","","","T5","","","","","51.70"
`;

const amazonHead = 'settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmerchant-order-id\tadjustment-id\tshipment-id\tmarketplace-name\tamount-type\tamount-description\tamount\tfulfillment-id\tposted-date\tposted-date-time\torder-item-code\tmerchant-order-item-id\tmerchant-adjustment-item-id\tsku\tquantity-purchased\tpromotion-id';
const amazonRow = (type: string, order: string, kind: string, what: string, amount: string): string => `900123\t\t\t\t\t\t${type}\t${order}\t\t\t\tAmazon\t${kind}\t${what}\t${amount}\tAFN\t2026-03-12\t2026-03-12 10:00:00 UTC\t\t\t\tHOOK\t1\t`;

/** Settlement V2: one row per part of an amount, a row of totals first; decimals as they are written where the shop is. */
export const amazonFile = (mark: '.' | ','): string =>
  [
    amazonHead,
    '900123\t2026-03-01 00:00:00 UTC\t2026-03-14 00:00:00 UTC\t2026-03-16 00:00:00 UTC\t76.45\tCNY\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t',
    amazonRow('Order', '111-1001', 'ItemPrice', 'Principal', '113.00'),
    amazonRow('Order', '111-1001', 'ItemPrice', 'Tax', '9.04'),
    amazonRow('Order', '111-1001', 'ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', '-9.04'),
    amazonRow('Order', '111-1001', 'ItemFees', 'Commission', '-16.95'),
    amazonRow('Order', '111-1001', 'ItemFees', 'FBAPerUnitFulfillmentFee', '-5.00'),
    amazonRow('Refund', '111-1002', 'ItemPrice', 'Principal', '-11.30'),
    amazonRow('Refund', '111-1002', 'ItemFees', 'Commission', '1.70'),
    amazonRow('ServiceFee', '', 'Cost of Advertising', 'TransactionTotalAmount', '-10.00'),
    amazonRow('other-transaction', '', 'other-transaction', 'Shipping label purchase', '-3.00'),
    amazonRow('other-transaction', '', 'other-transaction', 'Previous Reserve Amount Balance', '20.00'),
    amazonRow('other-transaction', '', 'other-transaction', 'Current Reserve Amount', '-12.00'),
  ].join('\n').replaceAll(/(?<=\t-?\d+)\.(?=\d\d(\t|$))/gm, mark);

/** 支付宝账务明细: a preamble, two columns of money, ids with a tab behind; what stays on the account stays with the channel. */
export const alipayFile = `#支付宝账务明细查询
#账号：[20880000000000000001]
#起始日期：[2026年03月10日 00:00:00]   终止日期：[2026年03月14日 00:00:00]
#-----------------------------------------账务明细列表----------------------------------------
账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注
50001\t,2026031001\t,T200P1001\t,鱼钩,2026-03-10 10:00:00,buyer@example.com,113.00,0,113.00,淘宝,交易付款,
50002\t,2026031001\t,T200P1001\t,,2026-03-10 10:00:01,,0,-0.68,112.32,支付宝,收费,服务费
50003\t,2026031102\t,T200P1002\t,鱼线,2026-03-11 10:00:00,buyer@example.com,56.50,0,168.82,淘宝,交易付款,
50004\t,2026031102\t,T200P1002\t,,2026-03-12 10:00:00,,0,-11.30,157.52,淘宝,交易退款,
50005\t,2026031301\t,,,2026-03-13 10:00:00,,0,-150.00,7.52,支付宝,提现,
#-----------------------------------------账务明细列表结束------------------------------------
#支出合计：3笔，共-161.98元
`;

/** 微信支付资金账单: every cell behind a backtick, totals below. The fee shares its business number with the payment. */
export const wechatFile = `记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号
\`2026-03-10 10:00:00,\`4200001,\`F1,\`交易,\`交易,\`收入,\`113.00,\`113.00,\`system,\`,\`1001
\`2026-03-10 10:00:01,\`4200001,\`F2,\`扣除交易手续费,\`扣除交易手续费,\`支出,\`0.68,\`112.32,\`system,\`,\`4200001
\`2026-03-11 10:00:00,\`4200002,\`F3,\`交易,\`交易,\`收入,\`56.50,\`168.82,\`system,\`,\`1002
\`2026-03-12 10:00:00,\`4200002,\`F4,\`退款,\`退款,\`支出,\`11.30,\`157.52,\`system,\`缺货,\`R99
\`2026-03-13 10:00:00,\`4200003,\`F5,\`提现,\`提现,\`支出,\`157.52,\`0.00,\`system,\`,\`W1
资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额
\`5,\`2,\`169.50,\`3,\`169.50
`;

/** 抖店: ids behind an apostrophe, fees in columns of their own that the amount is already less of. */
export const douyinFile = `动账时间,动帐流水号,动账方向,动账金额,动账账户,动账场景,计费类型,子订单号,订单号,订单实付应结,运费实付,实际平台补贴,订单退款,平台服务费,佣金,招商服务费,站外推广费,备注
2026-03-10 10:00:00,'D1,入账,105.00,账户,货款结算入账,,'1001,'1001,113.00,0,0,0,-5.65,-2.35,0,0,
2026-03-11 10:00:00,'D2,入账,54.80,账户,货款结算入账,,'1002,'1002,56.50,0,0,0,-1.70,0,0,0,
2026-03-12 10:00:00,'D3,出账,11.30,账户,退款,,'1002,'1002,0,0,0,11.30,0,0,0,0,
2026-03-13 10:00:00,'D4,出账,148.50,账户,提现,,,,0,0,0,0,0,0,0,0,
`;

/** A sheet a shop writes itself, in Chinese; the payout's number groups its rows. */
export const ownFile = `结算单号,回款日期,日期,类型,订单号,金额,手续费,备注
A-1,2026-03-14,2026-03-10,销售,1001,113.00,3.00,
A-1,2026-03-14,2026-03-11,退款,1002,-11.30,,
A-1,2026-03-14,2026-03-12,广告,,-8.00,,三月推广
A-2,2026-03-15,2026-03-13,销售,1002,56.50,1.50,
`;
