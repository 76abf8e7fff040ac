import { headerText, type OverdueKind } from '../../shared/fulfilment/notice.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { formatMinor } from '../../shared/units/format.ts';
import { localeOf } from '../../shared/units/language.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { languageOfOrder, writeNotice } from './notice-text.queries.ts';
import { handleNotice, putNotice } from './notice.service.ts';
import { noticeByKey } from './notice.statements.ts';

/** What a reminder says of its invoice. */
export interface OverdueAbout {
  kind: OverdueKind;
  orderId: number;
  dueOn: Day;
  overdueDays: number;
  open: Minor;
  /** Of `open`, where it is not the base currency. */
  currency: string | null;
  /** Base currency; nothing, or zero, where the level has none. */
  fee: Minor | null;
}

/** A reminder with the shop's words, in its customer's language. @throws Refusal order.missing */
export function writeOverdue(reader: Reader, { kind, orderId, dueOn, overdueDays, open, currency, fee }: OverdueAbout) {
  const home = getShop(reader).baseCurrency;
  const locale = localeOf(languageOfOrder(reader, orderId), '');
  const said = { date: dueOn, days: String(overdueDays), open: formatMinor(open, currency ?? home, locale), fee: fee === null || fee === 0 ? '' : formatMinor(fee, home, locale) };
  return writeNotice(reader, { kind, orderId, said });
}

/** Puts a reminder among the notices that leave once. @throws Refusal order.missing, notice.noAddress, notice.twice */
export function queueOverdue(tx: Tx, about: OverdueAbout): number {
  const written = writeOverdue(tx, about);
  if (written.recipient === '') throw new Refusal('notice.noAddress', { order: written.orderNumber });
  // A reminder that was withdrawn may come again: its key then says so.
  const base = `${about.kind}:order:${about.orderId}`;
  let key = base;
  for (let again = 2; ; again += 1) {
    const known = noticeByKey.get(tx, { key });
    if (!known) break;
    if (known.state !== 'handled') throw new Refusal('notice.twice', { order: written.orderNumber });
    key = `${base}:${again}`;
  }
  return putNotice(tx, { ...written, key, kind: about.kind, orderId: about.orderId, shipmentId: null, subject: headerText(written.subject) });
}

/** A reminder nobody shall get any more. @throws Refusal notice.sent once it left */
export function dropOverdue(tx: Tx, noticeId: number): void {
  handleNotice(tx, { noticeId });
}
