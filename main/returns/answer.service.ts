import { mailtoOf, type NoticeWords, type ReturnKind } from '../../shared/fulfilment/notice.rules.ts';
import { formatMinor, formatQuantity } from '../../shared/units/format.ts';
import { localeOf } from '../../shared/units/language.ts';
import { sumMinor } from '../../shared/units/minor.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { putOnce } from '../fulfilment/notice.service.ts';
import { languageOfOrder, writeNotice } from '../fulfilment/notice-text.queries.ts';
import { getRmaPage } from './rma.queries.ts';

interface About {
  rmaId: number;
  kind: ReturnKind;
}

/** An answer in the words of its template, in the customer's language, with what the return is about. @throws Refusal record.missing */
function writeAnswer(reader: Reader, { rmaId, kind }: About) {
  const { number, orderId, currency, lines, settlements } = getRmaPage(reader, { rmaId });
  const locale = localeOf(languageOfOrder(reader, orderId), '');
  const said = {
    return: number,
    goods: lines.map(({ name, quantity }) => `${formatQuantity(quantity, locale)} × ${name}`).join('\n'),
    policy: [...new Set(lines.map(({ policy }) => policy.wording))].filter((wording) => wording !== '').join('\n'),
    refund: settlements.length === 0 ? '' : formatMinor(sumMinor(settlements.map(({ credited }) => credited)), currency, locale),
  };
  return { orderId, ...writeNotice(reader, { kind, orderId, said }) };
}

/** @throws Refusal record.missing */
export function readAnswer(reader: Reader, about: About) {
  const { recipient, language, subject, body } = writeAnswer(reader, about);
  return { recipient, language, subject, body, mailto: mailtoOf(recipient, { subject, body }) };
}

/**
 * Puts an answer among the notices that leave once, as the template says or as a person wrote it.
 * @throws Refusal record.missing, notice.noAddress, notice.twice
 */
export function answerReturn(tx: Tx, { rmaId, kind, words }: About & { words?: NoticeWords }): { noticeId: number } {
  const { orderId, orderNumber, recipient, subject, body } = writeAnswer(tx, { rmaId, kind });
  return { noticeId: putOnce(tx, { base: `${kind}:rma:${rmaId}`, kind, orderId, orderNumber, recipient, ...(words ?? { subject, body }) }) };
}
