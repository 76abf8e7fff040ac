/** 訂單毛利、時間去向、先後次序、未付款到期與自存檢視。 */
export const profit = {
  title: '這筆剩下多少',
  estimated: '部分為估算',
  actual: '全部為實際',
  left: '剩餘毛利',
  about: '{{what}}（估算）',
  unknownCost: '部分商品成本未知，實際會更少。',
  why: '為什麼是 {{amount}}？',
  whyLabel: '為什麼剩下 {{amount}}？',
  asEstimated: '最初估算',
  instead: '{{what}}：{{amount}}，原估 {{estimate}}',
  proof: '各項差額相加吻合',
  costs: '登錄費用…',
  costKind: '費用類別',
  costNote: '備註',
  costKeep: '記下',
  costKept: '已記下{{what}} {{amount}}',
  costWithdrawn: '已撤回',
  costRestored: '重新計入',
  costTakeBack: '撤回',
  costsNone: '除商品成本外，還沒有人登錄這張訂單的費用。',
  costSources: { payout: '來自撥款', carrier: '來自物流商', ads: '來自廣告', person: '人工登錄' },
  kinds: { sales: '商品銷售', shipping: '收取的運費與附加費', returns: '退款', goods: '商品成本', gateway: '支付手續費', fee: '通路佣金', freight: '運費', packaging: '包材', ads: '廣告', other: '其他' },
};

export const clock = {
  title: '時間去向',
  soFar: '至今',
  total: '合計',
  phases: { held: '保留', toPay: '等待付款', toApprove: '等待核准', toShip: '處理中' },
  risks: { inTime: '準時', atRisk: '即將逾期', late: '已逾期' },
};

export const priority = {
  title: '先做哪一筆',
  intro: '每筆訂單每項最多得 100 分，乘以權重相加即為名次。',
  why: '為何排在這裡',
  rank: '優先順序',
  part: '{{term}}：{{points, number}} × {{weight, number}}',
  weightOf: '{{term}}的權重',
  saved: '權重已變更',
  terms: { deadline: '期限', waiting: '等待時間', value: '金額', paid: '已付款', complete: '貨齊', regular: '老客戶' },
  hints: {
    deadline: '到期時 100 分，提前三天為 0',
    waiting: '滿三天 100 分',
    value: '達到平常訂單五倍時 100 分',
    paid: '付清 100 分，部分付款 50 分',
    complete: '貨全部保留時 100 分',
    regular: '滿五筆 100 分',
  },
};

export const expiry = {
  title: '無人付款的訂單',
  intro: '到時仍未付款，就釋放保留的貨。可以撤回。',
  none: '未付款訂單會一直等。設一條規則，到時結束並釋放庫存。',
  takenHere: '本店輸入',
  after: '{{age}}後',
  reminds: '{{age}}後催付',
  acts: { cancel: '取消訂單', free: '釋放庫存' },
  drop: '拿掉規則',
  saved: '未付款規則已變更',
  place: '訂單來源',
  method: '付款方式',
  anyMethod: '不限',
  minutes: '多久後結束',
  remindMinutes: '多久後催付',
  unit: '分鐘',
  add: '設定規則',
};

export const views = {
  keep: '存為檢視',
  drop: '拿掉此檢視',
  name: '檢視名稱',
  save: '儲存',
  kept: '檢視「{{name}}」已儲存',
  changed: '檢視「{{name}}」已變更',
  isChanged: '檢視有變更',
  dropped: '檢視「{{name}}」已拿掉',
};
