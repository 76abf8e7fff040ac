import { headerText, isByPerson, isOfOrder, isOverdue, type NoticeKind, type NoticeWords, noticePause } from '../../shared/fulfilment/notice.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { instant } from '../../shared/units/instant.ts';
import type { Language } from '../../shared/units/language.ts';
import type { Tx } from '../database/handles.ts';
import { writeNotice } from './notice-text.queries.ts';
import {
  allRules, awaitsMoney, clearMail, dropTemplate, dueNotices, forgetNews, inFlight, insertNotice, type MailSetting, newsToWrite, noticeById, noticeByKey, openNotices, type NoticeProblem, overtakenReminders, putMail, putTemplate, type SendsFor,
  setRuleRow, templateOf, turnNotice,
} from './notice.statements.ts';

/** @throws Refusal notice.byPerson: what is overdue is reminded of, and returns are answered, by a person */
export function setNoticeRule(tx: Tx, { kind, sendsFor }: { kind: NoticeKind; sendsFor: SendsFor }) {
  if (isByPerson(kind) && sendsFor !== 'nobody') throw new Refusal('notice.byPerson', {});
  const before = { kind, sendsFor: allRules.all(tx, {}).find((rule) => rule.kind === kind)?.sendsFor ?? 'nobody' };
  setRuleRow.run(tx, { kind, sendsFor });
  tx.changed('noticeRule', 0);
  return { before };
}

export function setTemplate(tx: Tx, { kind, language, words }: { kind: NoticeKind; language: Language; words: NoticeWords | null }) {
  const before = { kind, language, words: templateOf.get(tx, { kind, language }) ?? null };
  if (words) putTemplate.run(tx, { kind, language, ...words });
  else dropTemplate.run(tx, { kind, language });
  tx.changed('noticeTemplate', 0);
  return { before };
}

/** What the host tells once the password is kept. */
export function keepMail(tx: Tx, setting: MailSetting): Record<string, never> {
  clearMail.run(tx, {});
  putMail.run(tx, setting);
  tx.changed('mailSetting', 1);
  return {};
}

export function dropMail(tx: Tx): Record<string, never> {
  clearMail.run(tx, {});
  tx.changed('mailSetting', 1);
  return {};
}

interface About {
  kind: NoticeKind;
  orderId: number;
  shipmentId?: number;
}

/** @throws Refusal order.missing, notice.byPerson for a reminder of what is overdue (it has a list and rows of its own), notice.notDue for a reminder of what is paid, notice.noAddress, notice.twice */
export function queueNotice(tx: Tx, about: About) {
  if (isByPerson(about.kind)) throw new Refusal('notice.byPerson', {});
  const written = writeNotice(tx, about);
  if (about.kind === 'unpaid' && !awaitsMoney.get(tx, about)) throw new Refusal('notice.notDue', { order: written.orderNumber });
  const key = keyOf(about.kind, about.orderId, written.shipmentId);
  if (noticeByKey.get(tx, { key })) throw new Refusal('notice.twice', { order: written.orderNumber });
  if (written.recipient === '') throw new Refusal('notice.noAddress', { order: written.orderNumber });
  return { noticeId: putNotice(tx, { ...about, key, ...written }), state: 'waiting' as const };
}

const keyOf = (kind: NoticeKind, orderId: number, shipmentId: number | null): string => (isOfOrder(kind) || shipmentId === null ? `${kind}:order:${orderId}` : `${kind}:shipment:${shipmentId}`);

/** Writes one thing to be told, under the key it is told once by. */
export function putNotice(tx: Tx, notice: { key: string; kind: NoticeKind; orderId: number; shipmentId: number | null; recipient: string; subject: string; body: string }): number {
  const { lastId } = insertNotice.run(tx, { ...notice, subject: headerText(notice.subject), recipient: headerText(notice.recipient), now: tx.now, commandId: tx.commandId });
  tx.changed('notice', lastId);
  return lastId;
}

/**
 * Puts a person's own notice among those that leave once. One that was put away may be written again: its key then says so.
 * @throws Refusal notice.noAddress, notice.twice
 */
export function putOnce(tx: Tx, { base, orderNumber, ...written }: { base: string; kind: NoticeKind; orderId: number; orderNumber: string; recipient: string; subject: string; body: string }): number {
  if (written.recipient === '') throw new Refusal('notice.noAddress', { order: orderNumber });
  let key = base;
  for (let again = 2; ; again += 1) {
    const known = noticeByKey.get(tx, { key });
    if (!known) return putNotice(tx, { ...written, key, shipmentId: null });
    if (known.state !== 'handled') throw new Refusal('notice.twice', { order: orderNumber });
    key = `${base}:${again}`;
  }
}

/** Turns what happened into notices. What was told already, is not so any more (paid meanwhile), or has nobody to be told, is left. */
export function writeNews(tx: Tx): { written: number } {
  let written = 0;
  for (const news of newsToWrite.all(tx, {})) {
    forgetNews.run(tx, { key: news.key });
    if (noticeByKey.get(tx, { key: news.key })) continue;
    const { kind, orderId, shipmentId } = news;
    if (kind === 'unpaid' && !awaitsMoney.get(tx, { orderId })) continue;
    const notice = writeNotice(tx, { kind, orderId, ...(shipmentId !== null && { shipmentId }) });
    if (notice.recipient === '') continue;
    putNotice(tx, { ...notice, key: news.key, kind, orderId, shipmentId });
    written += 1;
  }
  return { written };
}

/**
 * Takes notices for sending. What an earlier program left in flight is not sent again by itself, since nobody knows whether it left: it
 * waits for a person (E7 "never sends twice"). Only one sender runs at a time, and it takes the next when the last is told of.
 */
export function takeNotices(tx: Tx, { most }: { most: number }) {
  for (const { id, attempts } of inFlight.all(tx, {})) turn(tx, { id, attempts, state: 'parked', problem: 'perhapsSent', says: null });
  // The server may have been away for days: nobody is asked for money that came meanwhile.
  for (const { id, attempts } of overtakenReminders.all(tx, {})) turn(tx, { id, attempts, state: 'handled', problem: null, says: null });
  const due = dueNotices.all(tx, { now: tx.now, most });
  for (const { id, attempts } of due) turn(tx, { id, attempts: attempts + 1, state: 'sending', problem: null, says: null });
  return { due };
}

interface Told {
  noticeId: number;
  attempts: number;
  /** Absent when it was sent. */
  problem?: NoticeProblem;
  says?: string;
}

/** What became of a notice that was taken: sent, to be tried again, or put before a person. */
export function noteNotice(tx: Tx, { noticeId: id, attempts, problem, says: said }: Told): Record<string, never> {
  const says = said ?? null;
  if (problem === undefined) turn(tx, { id, attempts: attempts + 1, state: 'sent', problem: null, says });
  else if (problem === 'unreachable') turn(tx, { id, attempts: attempts + 1, state: 'waiting', problem, says, pause: noticePause(attempts + 1) });
  else turn(tx, { id, attempts: attempts + 1, state: 'parked', problem, says });
  return {};
}

function turn(tx: Tx, { pause = 0, ...to }: { id: number; attempts: number; state: 'waiting' | 'sending' | 'sent' | 'parked' | 'handled'; problem: NoticeProblem | null; says: string | null; pause?: number }): void {
  turnNotice.run(tx, { ...to, nextTryAt: instant(tx.now + pause), finishedAt: to.state === 'sent' || to.state === 'handled' ? tx.now : null });
  tx.changed('notice', to.id);
}

function getNotice(tx: Tx, noticeId: number) {
  const notice = noticeById.get(tx, { id: noticeId });
  if (!notice) throw new Refusal('record.missing', { kind: 'notice', id: noticeId });
  return notice;
}

/** @throws Refusal record.missing, notice.sent */
export function handleNotice(tx: Tx, { noticeId }: { noticeId: number }) {
  const { state, attempts } = getNotice(tx, noticeId);
  if (state === 'sent' || state === 'sending') throw new Refusal('notice.sent', {});
  turn(tx, { id: noticeId, attempts, state: 'handled', problem: null, says: null });
  return { noticeId };
}

/** @throws Refusal record.missing, notice.sent, notice.byPerson for a reminder that was put away */
export function sendNoticeAgain(tx: Tx, { noticeId }: { noticeId: number }) {
  const { state, kind } = getNotice(tx, noticeId);
  if (state === 'sent' || state === 'sending') throw new Refusal('notice.sent', {});
  // Its reminder may be taken back, and another one sent.
  if (state === 'handled' && isOverdue(kind)) throw new Refusal('notice.byPerson', {});
  turn(tx, { id: noticeId, attempts: 0, state: 'waiting', problem: null, says: null });
  return { noticeId };
}

/** A file that was put back may hold notices that left long ago: each waits for a person. */
export function parkAllNotices(tx: Tx): void {
  for (const { id } of openNotices.all(tx, {})) turn(tx, { id, attempts: 0, state: 'parked', problem: 'perhapsSent', says: null });
}
