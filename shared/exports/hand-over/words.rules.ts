import type { Language } from '../../units/language.ts';

const en = {
  title: 'Books handed over', verifying: 'Proving every entry …', proved: 'Proved: nothing in this file was changed since it was made', notProved: 'Not proved: this file was changed', first: 'First fault:',
  trialBalance: 'Trial balance', journal: 'Journal', record: 'Record', search: 'Search number, words, account, amount', account: 'Account', name: 'Name', opening: 'Opening', debit: 'Debit', credit: 'Credit', closing: 'Closing',
  total: 'Total', entry: 'Entry', date: 'Date', about: 'About', party: 'Party', amount: 'Amount', saveBalance: 'Save trial balance as CSV', saveJournal: 'Save journal as CSV', nothing: 'No entry has all of these words. Search for less.',
  found: '{n} of {all} entries', rule: 'Rule', source: 'Document', digest: 'Digest', reversal: 'Reverses', terms: 'Calculated from', head: 'Head of the chain', headText: 'Every change in the shop is chained to the one before by SHA-256. Who compares this head with the one printed at the time knows that nothing before it was changed afterwards.',
  counts: '{entries} entries, {commands} commands in the chain', howText: 'The page proved itself when it was opened: its parts, the chain, each entry against the command that made it, and the trial balance against the entries. To prove every byte of the file, give the file to its own verifier, here or on another machine.',
  whole: 'Prove the whole file', wholeText: 'Choose this very file, or drop it here.', wholeOk: 'Every byte is as it was made', wholeBad: 'This file is not as it was made', verifier: 'The verifier', verifierText: 'This is all of it. Save it and run it where Node is installed: node verify.mjs FILE.html',
  saveVerifier: 'Save the verifier', print: 'Print', made: 'Made on {on}', currency: 'Amounts in {currency}', statements: 'Statements',
};
export type HandOverWords = typeof en;

/** What the hand-over page says, in the language of the shop. */
export const handOverWords: Record<Language, HandOverWords> = {
  en,
  'zh-Hans': {
    title: '账务移交', verifying: '正在逐张验证凭证…', proved: '已验证：文件生成后没有任何改动', notProved: '未通过验证：文件被改动过', first: '第一处：',
    trialBalance: '试算平衡表', journal: '凭证', record: '存证', search: '搜索编号、摘要、科目、金额', account: '科目', name: '名称', opening: '期初', debit: '借方', credit: '贷方', closing: '期末',
    total: '合计', entry: '凭证号', date: '日期', about: '摘要', party: '往来单位', amount: '金额', saveBalance: '试算平衡表存为 CSV', saveJournal: '凭证存为 CSV', nothing: '没有同时含这些词的凭证。减少搜索词。',
    found: '{all} 张凭证中的 {n} 张', rule: '规则', source: '单据', digest: '摘要值', reversal: '冲销', terms: '计算依据', head: '链首', headText: '店里的每次改动都用 SHA-256 与前一次相连。把这里的链首与当时打印的对照，就知道之前的内容没有被事后改动。',
    counts: '{entries} 张凭证，链上 {commands} 次操作', howText: '页面打开时已自行验证：各部分、整条链、每张凭证与生成它的操作、试算平衡表与凭证。要验证文件的每一个字节，把文件交给它自带的验证程序，在这里或另一台电脑上都可以。',
    whole: '验证整个文件', wholeText: '选择这个文件本身，或拖到这里。', wholeOk: '每个字节都与生成时相同', wholeBad: '这个文件与生成时不同', verifier: '验证程序', verifierText: '这就是全部程序。保存后在装有 Node 的电脑上运行：node verify.mjs FILE.html',
    saveVerifier: '保存验证程序', print: '打印', made: '生成于 {on}', currency: '金额单位 {currency}', statements: '报表',
  },
  'zh-Hant': {
    title: '帳務移交', verifying: '正在逐張驗證傳票…', proved: '已驗證：檔案產生後沒有任何更動', notProved: '未通過驗證：檔案被更動過', first: '第一處：',
    trialBalance: '試算表', journal: '傳票', record: '存證', search: '搜尋編號、摘要、科目、金額', account: '科目', name: '名稱', opening: '期初', debit: '借方', credit: '貸方', closing: '期末',
    total: '合計', entry: '傳票編號', date: '日期', about: '摘要', party: '往來對象', amount: '金額', saveBalance: '試算表存為 CSV', saveJournal: '傳票存為 CSV', nothing: '沒有同時含這些詞的傳票。減少搜尋詞。',
    found: '{all} 張傳票中的 {n} 張', rule: '規則', source: '單據', digest: '雜湊值', reversal: '沖銷', terms: '計算依據', head: '鏈首', headText: '店裡的每次更動都用 SHA-256 與前一次相連。把這裡的鏈首與當時列印的對照，就知道之前的內容沒有被事後更動。',
    counts: '{entries} 張傳票，鏈上 {commands} 次操作', howText: '頁面開啟時已自行驗證：各部分、整條鏈、每張傳票與產生它的操作、試算表與傳票。要驗證檔案的每一個位元組，把檔案交給它自帶的驗證程式，在這裡或另一台電腦上都可以。',
    whole: '驗證整個檔案', wholeText: '選擇這個檔案本身，或拖到這裡。', wholeOk: '每個位元組都與產生時相同', wholeBad: '這個檔案與產生時不同', verifier: '驗證程式', verifierText: '這就是全部程式。儲存後在裝有 Node 的電腦上執行：node verify.mjs FILE.html',
    saveVerifier: '儲存驗證程式', print: '列印', made: '產生於 {on}', currency: '金額單位 {currency}', statements: '報表',
  },
};
