/** 订单毛利、时间去向、先后次序、未付款到期与自存视图。 */
export const profit = {
  title: '这单剩下多少',
  estimated: '部分为估算',
  actual: '全部为实际',
  left: '剩余毛利',
  about: '{{what}}（估算）',
  unknownCost: '部分商品成本未知，实际会更少。',
  why: '为什么是 {{amount}}？',
  whyLabel: '为什么剩下 {{amount}}？',
  asEstimated: '最初估算',
  instead: '{{what}}：{{amount}}，原估 {{estimate}}',
  proof: '各项差额相加吻合',
  costs: '登记费用…',
  costKind: '费用类别',
  costNote: '备注',
  costKeep: '记下',
  costKept: '已记下{{what}} {{amount}}',
  costWithdrawn: '已撤回',
  costRestored: '重新计入',
  costTakeBack: '撤回',
  costsNone: '除商品成本外，还没有人登记这单的费用。',
  costSources: { payout: '来自结算', carrier: '来自承运商', ads: '来自广告', person: '手工登记' },
  kinds: { sales: '商品销售', shipping: '收取的运费与附加费', returns: '退款', goods: '商品成本', gateway: '支付手续费', fee: '渠道佣金', freight: '运费', packaging: '包材', ads: '广告', other: '其他' },
};

export const clock = {
  title: '时间去向',
  soFar: '至今',
  total: '合计',
  phases: { held: '暂缓', toPay: '等待付款', toApprove: '等待审核', toShip: '处理中' },
  risks: { inTime: '按时', atRisk: '即将逾期', late: '已逾期' },
};

export const priority = {
  title: '先做哪单',
  intro: '每单每项最多得 100 分，乘以权重相加即为名次。',
  why: '为何排在这里',
  rank: '优先级',
  part: '{{term}}：{{points, number}} × {{weight, number}}',
  weightOf: '{{term}}的权重',
  saved: '权重已修改',
  terms: { deadline: '时限', waiting: '等待时间', value: '金额', paid: '已付款', complete: '货齐', regular: '老客户' },
  hints: {
    deadline: '到期时 100 分，提前三天为 0',
    waiting: '满三天 100 分',
    value: '达到平时订单五倍时 100 分',
    paid: '付清 100 分，部分付款 50 分',
    complete: '货全部占用时 100 分',
    regular: '满五单 100 分',
  },
};

export const expiry = {
  title: '无人付款的订单',
  intro: '到时仍未付款，就释放占用的货。可以撤回。',
  none: '未付款订单会一直等。设一条规则，到时结束并释放库存。',
  takenHere: '本店录入',
  after: '{{age}}后',
  reminds: '{{age}}后催付',
  acts: { cancel: '取消订单', free: '释放库存' },
  drop: '去掉规则',
  saved: '未付款规则已修改',
  place: '订单来源',
  method: '付款方式',
  anyMethod: '不限',
  minutes: '多久后结束',
  remindMinutes: '多久后催付',
  unit: '分钟',
  add: '设定规则',
};

export const views = {
  keep: '存为视图',
  drop: '去掉此视图',
  name: '视图名称',
  save: '保存',
  kept: '视图“{{name}}”已保存',
  changed: '视图“{{name}}”已修改',
  isChanged: '视图有改动',
  dropped: '视图“{{name}}”已去掉',
};
