import type { Language } from '../units/language.ts';

export const noticeKinds = ['received', 'unpaid', 'shipped', 'delayed', 'delivered', 'overdue1', 'overdue2', 'overdue3', 'returnAllowed', 'returnDeclined', 'returnReceived', 'returnSettled'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** A reminder of an invoice past its due day, from the first and friendly one on. A person sends it, never a rule. */
export const overdueKinds = ['overdue1', 'overdue2', 'overdue3'] as const satisfies readonly NoticeKind[];
export type OverdueKind = (typeof overdueKinds)[number];
export const isOverdue = (kind: NoticeKind): kind is OverdueKind => overdueKinds.some((one) => one === kind);

/** An answer to a customer who sends goods back. A person writes it, never a rule. */
export const returnKinds = ['returnAllowed', 'returnDeclined', 'returnReceived', 'returnSettled'] as const satisfies readonly NoticeKind[];
export type ReturnKind = (typeof returnKinds)[number];
export const isOfReturn = (kind: NoticeKind): kind is ReturnKind => returnKinds.some((one) => one === kind);

/** What no rule sends: each has a list or a page of its own, and rows that say what it was about. */
export const isByPerson = (kind: NoticeKind): kind is OverdueKind | ReturnKind => isOverdue(kind) || isOfReturn(kind);

/** Told of an order as a whole, whatever left of it; the others are told of a parcel where there is one. */
export const isOfOrder = (kind: NoticeKind): boolean => kind === 'received' || kind === 'unpaid' || isByPerson(kind);

/** What a template may name between double braces. */
export const noticeVariables = ['customer', 'order', 'shop', 'goods', 'total', 'carrier', 'tracking', 'link', 'date', 'open', 'days', 'fee', 'return', 'policy', 'refund'] as const;
export type NoticeVariable = (typeof noticeVariables)[number];
export type NoticeValues = Readonly<Record<NoticeVariable, string>>;

/** What only a reminder of an overdue invoice says, or only an answer to a return. */
export const nothingOfItsOwn = { open: '', days: '', fee: '', return: '', policy: '', refund: '' } as const;

export interface NoticeWords {
  subject: string;
  body: string;
}

/** Names between braces that nobody knows: they would stand in the mail as they are. */
export const unknownVariables = (text: string): string[] => [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(([, name = '']) => name).filter((name) => !noticeVariables.includes(name as NoticeVariable));

/**
 * Puts values into a template. A line that names something there is nothing of (no tracking number yet) is left out whole, so that
 * no sentence stands with a hole in it.
 */
export function fillNotice({ subject, body }: NoticeWords, values: NoticeValues): NoticeWords {
  const lines = body.split('\n').filter((line) => !namesIn(line).some((name) => values[name] === ''));
  return { subject: fill(subject, values).trim(), body: lines.map((line) => fill(line, values)).join('\n').replaceAll(/\n{3,}/g, '\n\n').trim() };
}

const namesIn = (text: string): NoticeVariable[] => noticeVariables.filter((name) => new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`).test(text));

const fill = (text: string, values: NoticeValues): string =>
  text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => (noticeVariables.includes(name as NoticeVariable) ? values[name as NoticeVariable] : whole));

/** An address the system's own mail program opens with everything in it. */
export const mailtoOf = (recipient: string, { subject, body }: NoticeWords): string =>
  `mailto:${encodeURIComponent(recipient).replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;

/** Line breaks end a header, so that nobody can write another one through a name. */
export const headerText = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ').trim();

/** The program's own words, until the shop writes its own. */
export const usualNotices: Record<Language, Record<NoticeKind, NoticeWords>> = {
  en: {
    received: { subject: 'Your order {{order}}', body: 'Hello {{customer}},\n\nwe have your order {{order}}:\n{{goods}}\nTotal {{total}}\n\nWe write again when it leaves.\n\n{{shop}}' },
    unpaid: { subject: 'Your order {{order}} waits for your payment', body: 'Hello {{customer}},\n\nwe have not had your payment for order {{order}} yet:\n{{goods}}\nTotal {{total}}\n\nWe keep it for you until {{date}}.\n\nIf you have paid already, there is nothing left to do.\n\n{{shop}}' },
    shipped: { subject: 'Your order {{order}} is on its way', body: 'Hello {{customer}},\n\nthis left for you on {{date}}:\n{{goods}}\n\nCarrier: {{carrier}}\nTracking number: {{tracking}}\nFollow it here: {{link}}\n\n{{shop}}' },
    delayed: { subject: 'Your order {{order}} is late', body: 'Hello {{customer}},\n\nyour order {{order}} takes longer than we thought. We are looking into it and write as soon as we know more.\nTracking number: {{tracking}}\nFollow it here: {{link}}\n\n{{shop}}' },
    overdue1: { subject: 'Invoice {{order}}: was it overlooked?', body: 'Hello {{customer}},\n\ninvoice {{order}} was due on {{date}}. {{open}} of it is still open on our side.\n\nPerhaps it was overlooked; if you have paid meanwhile, there is nothing left to do.\n\n{{shop}}' },
    overdue2: { subject: 'Second reminder: invoice {{order}}', body: 'Hello {{customer}},\n\nwe wrote to you about invoice {{order}}, which was due on {{date}}, {{days}} days ago. {{open}} is still open.\nFor this reminder we charge {{fee}}.\n\nPlease pay within seven days, or tell us what holds it up.\n\n{{shop}}' },
    overdue3: { subject: 'Last reminder: invoice {{order}}', body: 'Hello {{customer}},\n\ninvoice {{order}} has been due for {{days}} days, since {{date}}. {{open}} is still open although we reminded you.\nFor this reminder we charge {{fee}}.\n\nIf nothing comes within seven days we will have it collected. We would rather hear from you.\n\n{{shop}}' },
    delivered: { subject: 'Your order {{order}} has arrived', body: 'Hello {{customer}},\n\nthe carrier says that your order {{order}} has arrived. If anything is missing or broken, answer this mail.\n\n{{shop}}' },
    returnAllowed: { subject: 'Your return {{return}}', body: 'Hello {{customer}},\n\nyou may send this of order {{order}} back:\n{{goods}}\n\nPut the number {{return}} into the parcel, so that we know whose it is. We write again when it has arrived.\n\n{{shop}}' },
    returnDeclined: { subject: 'Your order {{order}}: we cannot take it back', body: 'Hello {{customer}},\n\nyou asked to send this of order {{order}} back:\n{{goods}}\n\nWe cannot take it back. What you bought it with says:\n{{policy}}\n\nIf we overlooked something, answer this mail.\n\n{{shop}}' },
    returnReceived: { subject: 'Your return {{return}} has arrived', body: 'Hello {{customer}},\n\nyour return {{return}} of order {{order}} is here:\n{{goods}}\n\nWe look at it and write again.\n\n{{shop}}' },
    returnSettled: { subject: 'Your return {{return}} is settled', body: 'Hello {{customer}},\n\nyour return {{return}} of order {{order}} is settled:\n{{goods}}\nCredited: {{refund}}\n\n{{shop}}' },
  },
  'zh-Hans': {
    received: { subject: '订单 {{order}} 已收到', body: '{{customer}}，你好：\n\n我们已收到订单 {{order}}：\n{{goods}}\n合计 {{total}}\n\n发货后会再来信。\n\n{{shop}}' },
    unpaid: { subject: '订单 {{order}} 待付款', body: '{{customer}}，你好：\n\n订单 {{order}} 尚未收到付款：\n{{goods}}\n合计 {{total}}\n\n货物为你保留到 {{date}}。\n\n如已付款，无需再做什么。\n\n{{shop}}' },
    shipped: { subject: '订单 {{order}} 已发货', body: '{{customer}}，你好：\n\n以下货物已于 {{date}} 发出：\n{{goods}}\n\n承运商：{{carrier}}\n运单号：{{tracking}}\n查询：{{link}}\n\n{{shop}}' },
    delayed: { subject: '订单 {{order}} 延误', body: '{{customer}}，你好：\n\n订单 {{order}} 比预计晚。我们正在查询，有消息马上告知。\n运单号：{{tracking}}\n查询：{{link}}\n\n{{shop}}' },
    overdue1: { subject: '发票 {{order}} 是否遗漏', body: '{{customer}}，你好：\n\n发票 {{order}} 已于 {{date}} 到期，我方尚有 {{open}} 未收到。\n\n可能是遗漏了；如已付款，无需再做什么。\n\n{{shop}}' },
    overdue2: { subject: '第二次催款：发票 {{order}}', body: '{{customer}}，你好：\n\n发票 {{order}} 于 {{date}} 到期，已逾期 {{days}} 天，此前已去信，仍有 {{open}} 未付。\n本次催款费用 {{fee}}。\n\n请在七天内付款，或告知原因。\n\n{{shop}}' },
    overdue3: { subject: '最后催款：发票 {{order}}', body: '{{customer}}，你好：\n\n发票 {{order}} 自 {{date}} 起已逾期 {{days}} 天，多次去信后仍有 {{open}} 未付。\n本次催款费用 {{fee}}。\n\n七天内仍未收到，将委托催收。希望先得到你的答复。\n\n{{shop}}' },
    delivered: { subject: '订单 {{order}} 已送达', body: '{{customer}}，你好：\n\n承运商显示订单 {{order}} 已送达。如有缺少或损坏，直接回复本邮件。\n\n{{shop}}' },
    returnAllowed: { subject: '退货 {{return}} 已同意', body: '{{customer}}，你好：\n\n订单 {{order}} 的以下商品可以退回：\n{{goods}}\n\n寄回时在包裹里附上退货单号 {{return}}，便于我们核对。收到后会再来信。\n\n{{shop}}' },
    returnDeclined: { subject: '订单 {{order}} 的退货申请', body: '{{customer}}，你好：\n\n你申请退回订单 {{order}} 的以下商品：\n{{goods}}\n\n我们无法接受退货。购买时的退货承诺是：\n{{policy}}\n\n如有遗漏之处，直接回复本邮件。\n\n{{shop}}' },
    returnReceived: { subject: '退货 {{return}} 已收到', body: '{{customer}}，你好：\n\n订单 {{order}} 的退货 {{return}} 已收到：\n{{goods}}\n\n验货后会再来信。\n\n{{shop}}' },
    returnSettled: { subject: '退货 {{return}} 已结清', body: '{{customer}}，你好：\n\n订单 {{order}} 的退货 {{return}} 已结清：\n{{goods}}\n退款 {{refund}}\n\n{{shop}}' },
  },
  'zh-Hant': {
    received: { subject: '訂單 {{order}} 已收到', body: '{{customer}}，你好：\n\n我們已收到訂單 {{order}}：\n{{goods}}\n合計 {{total}}\n\n出貨後會再來信。\n\n{{shop}}' },
    unpaid: { subject: '訂單 {{order}} 尚待付款', body: '{{customer}}，你好：\n\n訂單 {{order}} 尚未收到款項：\n{{goods}}\n合計 {{total}}\n\n貨品為你保留至 {{date}}。\n\n若已付款，不需再做任何事。\n\n{{shop}}' },
    shipped: { subject: '訂單 {{order}} 已出貨', body: '{{customer}}，你好：\n\n以下貨品已於 {{date}} 寄出：\n{{goods}}\n\n物流商：{{carrier}}\n物流單號：{{tracking}}\n查詢：{{link}}\n\n{{shop}}' },
    delayed: { subject: '訂單 {{order}} 延誤', body: '{{customer}}，你好：\n\n訂單 {{order}} 比預計晚。我們正在查詢，有消息立刻告知。\n物流單號：{{tracking}}\n查詢：{{link}}\n\n{{shop}}' },
    overdue1: { subject: '發票 {{order}} 是否漏付', body: '{{customer}}，你好：\n\n發票 {{order}} 已於 {{date}} 到期，我方尚有 {{open}} 未收到。\n\n可能是漏掉了；若已付款，不需再做任何事。\n\n{{shop}}' },
    overdue2: { subject: '第二次催款：發票 {{order}}', body: '{{customer}}，你好：\n\n發票 {{order}} 於 {{date}} 到期，已逾期 {{days}} 天，先前已去信，仍有 {{open}} 未付。\n本次催款費用 {{fee}}。\n\n請於七天內付款，或告知原因。\n\n{{shop}}' },
    overdue3: { subject: '最後催款：發票 {{order}}', body: '{{customer}}，你好：\n\n發票 {{order}} 自 {{date}} 起已逾期 {{days}} 天，多次去信後仍有 {{open}} 未付。\n本次催款費用 {{fee}}。\n\n七天內仍未收到，將委外催收。希望先得到你的答覆。\n\n{{shop}}' },
    delivered: { subject: '訂單 {{order}} 已送達', body: '{{customer}}，你好：\n\n物流商顯示訂單 {{order}} 已送達。如有缺少或損壞，直接回覆此郵件。\n\n{{shop}}' },
    returnAllowed: { subject: '退貨 {{return}} 已同意', body: '{{customer}}，你好：\n\n訂單 {{order}} 的以下貨品可以退回：\n{{goods}}\n\n寄回時在包裹內附上退貨單號 {{return}}，方便我們核對。收到後會再來信。\n\n{{shop}}' },
    returnDeclined: { subject: '訂單 {{order}} 的退貨申請', body: '{{customer}}，你好：\n\n你申請退回訂單 {{order}} 的以下貨品：\n{{goods}}\n\n我們無法接受退貨。購買時的退貨承諾是：\n{{policy}}\n\n若有遺漏之處，直接回覆此郵件。\n\n{{shop}}' },
    returnReceived: { subject: '退貨 {{return}} 已收到', body: '{{customer}}，你好：\n\n訂單 {{order}} 的退貨 {{return}} 已收到：\n{{goods}}\n\n驗貨後會再來信。\n\n{{shop}}' },
    returnSettled: { subject: '退貨 {{return}} 已結清', body: '{{customer}}，你好：\n\n訂單 {{order}} 的退貨 {{return}} 已結清：\n{{goods}}\n退款 {{refund}}\n\n{{shop}}' },
  },
};

const minute = 60_000;

/** Pauses before the next try of a mail server that does not answer: 1, 2, 4 … minutes, at most an hour. */
export const noticePause = (attempts: number): number => Math.min(60, 2 ** Math.max(0, attempts - 1)) * minute;
