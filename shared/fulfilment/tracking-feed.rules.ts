import { instant } from '../units/instant.ts';
import { tableOf } from './plain-table.rules.ts';
import type { TrackingNews } from './tracking.contract.ts';
import { type EventState, eventStates } from './tracking.rules.ts';

/** A row that says nothing we can take: which, and what is wrong with it. */
export interface FeedProblem {
  row: number;
  reason: 'number' | 'status' | 'time';
  text: string;
}

const headings = {
  number: ['number', 'trackingnumber', 'tracking', 'waybill', '运单号', '快递单号', '單號', '運單號', '物流單號'],
  status: ['status', 'state', '状态', '狀態'],
  happenedAt: ['happenedat', 'time', 'date', 'datetime', '时间', '時間'],
  place: ['place', 'location', 'city', '地点', '地點', '城市'],
  says: ['says', 'text', 'description', 'message', '说明', '說明', '描述', '内容', '內容'],
} as const;

/** Words carriers use for what happened. The first that fits wins, so the exact ones stand before the loose. */
const words: readonly [EventState, RegExp][] = [
  ['returned', /return|退回|退件|退貨|退货/i],
  ['failed', /fail|exception|refus|undeliver|问题|異常|异常|拒收/i],
  ['outForDelivery', /out ?for|派件|派送|配送中|投递中|投遞中/i],
  ['delivered', /deliver|signed|签收|簽收|已送达|已送達|妥投/i],
  ['accepted', /accept|picked ?up|collect|揽收|攬收|收寄|已收件/i],
  ['inTransit', /transit|depart|arriv|运输|運輸|转运|轉運|在途|发往|發往/i],
];

/** A status in our words or the carrier's. */
export function statusOf(text: string): EventState | undefined {
  const plain = text.trim();
  return eventStates.find((state) => state.toLowerCase() === plain.replaceAll(/[\s_-]/g, '').toLowerCase()) ?? words.find(([, word]) => word.test(plain))?.[0];
}

/**
 * Reads a feed of a carrier: a table with headings, or a JSON list of the same fields. `offsetMinutes` is how far the shop's clock
 * stands from UTC, for times that do not say their zone.
 */
export function readFeed(text: string, offsetMinutes: number): { items: TrackingNews[]; problems: FeedProblem[] } {
  const rows = text.trimStart().startsWith('[') ? jsonRows(text) : tableOf(text, headings);
  const items: TrackingNews[] = [];
  const problems: FeedProblem[] = [];
  rows.forEach((row, index) => {
    const [number = '', status, at] = [row['number']?.trim(), statusOf(row['status'] ?? ''), timeOf(row['happenedAt'] ?? '', offsetMinutes)];
    const reason = number === '' ? 'number' : status === undefined ? 'status' : at === undefined ? 'time' : undefined;
    if (reason === undefined && status !== undefined && at !== undefined) items.push({ number, status, happenedAt: instant(at), place: (row['place'] ?? '').trim(), says: (row['says'] ?? '').trim() });
    else problems.push({ row: index + 1, reason: reason ?? 'number', text: (reason === 'status' ? row['status'] : reason === 'time' ? row['happenedAt'] : number) ?? '' });
  });
  return { items, problems };
}

function jsonRows(text: string): Record<string, string>[] {
  const parsed: unknown = JSON.parse(text);
  const known = new Map(Object.entries(headings).flatMap(([field, names]) => names.map((name) => [name, field] as const)));
  return (parsed as Record<string, unknown>[]).map((row) =>
    Object.fromEntries(Object.entries(row).flatMap(([name, value]) => {
      const field = known.get(name.replaceAll(/[\s_-]/g, '').toLowerCase() as never);
      return field && (typeof value === 'string' || typeof value === 'number') ? [[field, String(value)]] : [];
    })),
  );
}

/** Milliseconds, or a time as tables write it; without a zone it is the shop's. */
function timeOf(text: string, offsetMinutes: number): number | undefined {
  const plain = text.trim();
  if (/^\d{12,14}$/.test(plain)) return Number(plain);
  const [, date = '', time = '00:00', zone] = /^(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?:[ T]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(plain) ?? [];
  if (date === '') return undefined;
  const [year = 0, month = 0, day = 0] = date.split(/[-/]/).map(Number);
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(at);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59) return undefined;
  return at - (zone === undefined ? offsetMinutes : zoneMinutes(zone)) * 60_000;
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
