/** A mistake in how the command was written: exit code 2 and the usage line, nothing tried. */
export class UsageError extends Error {}

export const usage = `Shopwright: npm run shop -- <command> [--data DIR] [--json]

  demo [--orders N] [--skus N] [--days N] [--seed N]   make a demo shop in an empty folder
  check                                                prove the books; exit 1 names the rows at fault
  call METHOD [JSON] [--key KEY]                       any command or query of the contract
  import products|customers|opening|orders|opening-stock FILE [--dry-run] [--rejected FILE]
  import orders FILE --channel NAME [--dry-run]        the order sheet of 淘宝, 拼多多, 抖店, 京东, TikTok, Etsy, eBay, Amazon, Shopify, or any other platform
  import bank FILE [--account NAME] [--dry-run]        OFX, QIF, CAMT.053, MT940, 支付宝, 微信支付, PayPal, Stripe, any CSV or XLSX
  import payouts FILE [--channel NAME] [--dry-run]     Shopify, Stripe, PayPal, Amazon, 抖店, 支付宝, 微信支付, or a sheet with Type and Amount
  import rates FILE [--currency USD,JPY] [--from DAY] [--dry-run]   the reference rates of the ECB, or date, currency, rate, units
  export journal --format hledger|beancount|csv [--from DAY] [--to DAY] [--out FILE]
                 --format xeroJournal|xeroInvoices|quickBooksOnline|quickBooksDesktop|kingdeeKis|kingdeeCloud|yonyouT3|yonyouCloud
                          |datev|fec|safT|ubl|ofx|handOver --from DAY --to DAY --out FOLDER
  report profit-and-loss|balance-sheet|cash-flow|trial-balance|general-ledger|vouchers|chart-of-accounts|month-close
         |payouts|clearing
         [--from DAY] [--to DAY] [--compare previous|lastYear|year] [--by month|channel] [--method indirect] [--basis cash]
         [--language en|zh-Hans|zh-Hant] [--no-accounts]
  report stock-valuation|stock-analysis|stock-ageing|stock-losses|goods-apart|orders|cash-release [--on DAY]
  report audit-trail [--from DAY] [--to DAY]           every command: who, when, what it changed, its link in the chain
         each [--format table|json|csv|xlsx|pdf] [--out FILE]
  document KIND NUMBER --out FILE.pdf|FILE.html [--language en|zh-Hans|zh-Hant]
  month [YYYY-MM]                                      a month's checklist with its proofs; exit 1 while something is open
  month lock YYYY-MM [--reason TEXT] [--despite WHY] | reopen YYYY-MM --reason TEXT | tick YYYY-MM ITEM [--note TEXT]
  channel add NAME --kind woocommerce|shopify --url URL --key KEY --secret SECRET [--fingerprint SHA256] [--local-network] | list | remove NAME
  channel add NAME --kind spreadsheet --platform taobao|pinduoduo|douyin|jd|tiktok|etsy|ebay|amazon|shopify|other [--taxes included|none|channel]
  ship-back --channel NAME --out FILE [--again ID]     the file that tells a platform what left since the last one, or one written before
  sync --once [--channel NAME]
  backup [FILE] | restore FILE | verify FILE
  serve [--port N] [--demo] [--open]

Exit codes: 0 done, 1 refused or broken, 2 written wrongly.`;
