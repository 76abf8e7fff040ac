import type { OverdueKind } from '../../shared/fulfilment/notice.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { formatMinor } from '../../shared/units/format.ts';
import { localeOf } from '../../shared/units/language.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { languageOfOrder, writeNotice } from './notice-text.queries.ts';
import { handleNotice, putOnce } from './notice.service.ts';

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
  const { orderNumber, recipient, subject, body } = writeOverdue(tx, about);
  return putOnce(tx, { base: `${about.kind}:order:${about.orderId}`, kind: about.kind, orderId: about.orderId, orderNumber, recipient, subject, body });
}

/** A reminder nobody shall get any more. @throws Refusal notice.sent once it left */
export function dropOverdue(tx: Tx, noticeId: number): void {
  handleNotice(tx, { noticeId });
}
