import { sql } from 'kysely';
import { mailtoOf, noticeKinds, usualNotices } from '../../shared/fulfilment/notice.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { languages } from '../../shared/units/language.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { allRules, allTemplates, firstWaiting, mailSetting, noticeCounts } from './notice.statements.ts';

/** One page of notices, the latest first; `open` are those that wait for a server or a person. */
export function listNotices(reader: Reader, { view, orderId, beforeId, limit }: { view: 'open' | 'all'; orderId?: number; beforeId?: number; limit: number }) {
  let page = db
    .selectFrom('notice')
    .innerJoin('salesOrder as o', 'o.id', 'notice.orderId')
    .select(['notice.id as noticeId', 'notice.kind', 'notice.orderId', 'o.shownNumber as orderNumber', 'notice.recipient', 'notice.subject', 'notice.body'])
    .select(['notice.state', 'notice.problem', 'notice.says', 'notice.createdAt', 'notice.finishedAt'])
    .orderBy('notice.id', 'desc');
  if (view === 'open') page = page.where(sql<boolean>`notice.finishedAt is null`);
  if (orderId !== undefined) page = page.where('notice.orderId', '=', orderId);
  if (beforeId !== undefined) page = page.where('notice.id', '<', beforeId);
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map((row) => ({ ...row, mailto: mailtoOf(row.recipient, row) }));
  return { rows, next: found.length > limit ? (rows.at(-1)?.noticeId ?? null) : null };
}

export function readNoticeSettings(reader: Reader) {
  const own = new Map(allTemplates.all(reader, {}).map(({ kind, language, ...words }) => [`${kind} ${language}`, words]));
  const templates = noticeKinds.flatMap((kind) =>
    languages.map((language) => {
      const words = own.get(`${kind} ${language}`);
      return { kind, language, own: words !== undefined, ...(words ?? usualNotices[language][kind]) };
    }),
  );
  const order = new Map(noticeKinds.map((kind, index) => [kind, index]));
  const rules = allRules.all(reader, {}).toSorted((a, b) => (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0));
  return { rules, templates, mail: mailSetting.get(reader, {}) ?? null, ...(noticeCounts.get(reader, {}) ?? { waiting: 0, parked: 0 }) };
}

/** When there is something to write or to send; without a mail server news are still written, to be copied by hand. */
export function nextNotice(reader: Reader): Instant | undefined {
  const work = firstWaiting.get(reader, {});
  if (work?.news === 1) return 0 as Instant;
  if (!work || work.hasMail === 0) return undefined;
  return work.inFlight === 1 ? (0 as Instant) : (work.nextTryAt ?? undefined);
}
