import { fillNotice, isOfOrder, mailtoOf, nothingOfItsOwn, type NoticeKind, type NoticeValues, type NoticeWords, unknownVariables, usualNotices } from '../../shared/fulfilment/notice.rules.ts';
import { linkOf, recogniseNumber } from '../../shared/fulfilment/tracking-number.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { formatMinor, formatQuantity } from '../../shared/units/format.ts';
import { type Language, localeOf } from '../../shared/units/language.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { orderEndsAt } from '../sales/order-expiry.service.ts';
import { allCarriers } from './carrier.statements.ts';
import { facts, goodsOfOrder, goodsOfShipment, templateOf } from './notice.statements.ts';

interface About {
  kind: NoticeKind;
  orderId: number;
  shipmentId?: number;
  language?: Language;
  words?: NoticeWords;
  /** What a reminder says of its invoice, or an answer of its return. */
  said?: Partial<NoticeValues>;
}

/** A notice about an order with the words and values of now. @throws Refusal order.missing */
export function writeNotice(reader: Reader, { kind, orderId, shipmentId, language, words, said }: About) {
  const about = facts.get(reader, { orderId, shipmentId: shipmentId ?? null });
  if (!about) throw new Refusal('order.missing', { orderId });
  const spoken = language ?? about.language;
  const values = { ...valuesOf(reader, kind, orderId, about, spoken), ...said };
  const filled = fillNotice(words ?? wordsOf(reader, kind, spoken), values);
  return { orderNumber: about.shownNumber, shipmentId: isOfOrder(kind) ? null : about.shipmentId, recipient: about.email, language: spoken, ...filled };
}

/** The language an order's customer is written to in. */
export const languageOfOrder = (reader: Reader, orderId: number): Language => facts.get(reader, { orderId, shipmentId: null })?.language ?? getShop(reader).language;

export const wordsOf = (reader: Reader, kind: NoticeKind, language: Language): NoticeWords => templateOf.get(reader, { kind, language }) ?? usualNotices[language][kind];

type Facts = NonNullable<ReturnType<typeof facts.get>>;

function valuesOf(reader: Reader, kind: NoticeKind, orderId: number, about: Facts, language: Language): NoticeValues {
  const shop = getShop(reader);
  const locale = localeOf(language, '');
  const goods = isOfOrder(kind) || about.shipmentId === null ? goodsOfOrder.all(reader, { orderId }) : goodsOfShipment.all(reader, { shipmentId: about.shipmentId });
  const tracking = about.trackingNumber ?? '';
  const carrier = tracking === '' ? undefined : recogniseNumber(allCarriers.all(reader, {}), tracking)[0];
  const named = allCarriers.all(reader, {}).find(({ name }) => name === about.carrier);
  return {
    ...nothingOfItsOwn,
    customer: about.customer,
    order: about.shownNumber,
    shop: shop.name,
    goods: goods.map(({ name, quantity }) => `${formatQuantity(quantity, locale)} × ${name}`).join('\n'),
    total: formatMinor(about.total, about.currency, locale),
    carrier: about.carrier ?? carrier?.name ?? '',
    tracking,
    link: tracking === '' ? '' : ((named && linkOf(named.linkTemplate, tracking)) ?? carrier?.link ?? ''),
    date: kind === 'unpaid' ? endOf(reader, orderId, shop.timeZone) : dayOf(about.shippedAt ?? about.orderedAt, shop.timeZone),
  };
}

/** The day an order nobody pays for ends; nothing where it waits for ever. */
function endOf(reader: Reader, orderId: number, timeZone: string): string {
  const endsAt = orderEndsAt(reader, orderId);
  return endsAt === undefined ? '' : dayOf(endsAt, timeZone);
}

/** Values to look at while no order is chosen. */
function exampleValues(reader: Reader, language: Language, now: Instant): NoticeValues {
  const shop = getShop(reader);
  const locale = localeOf(language, '');
  return {
    customer: language === 'en' ? 'Anna Lee' : '王小明',
    order: 'SO-000123',
    shop: shop.name,
    goods: `${formatQuantity(pieces(2), locale)} × ${language === 'en' ? 'Green tea 250 g' : language === 'zh-Hans' ? '龙井茶 250 克' : '龍井茶 250 克'}`,
    total: formatMinor(minor(19_800), shop.baseCurrency, locale),
    carrier: 'UPS',
    tracking: '1Z999AA10123456784',
    link: 'https://www.ups.com/track?tracknum=1Z999AA10123456784',
    date: dayOf(now, shop.timeZone),
    open: formatMinor(minor(19_800), shop.baseCurrency, locale),
    days: '21',
    fee: formatMinor(minor(500), shop.baseCurrency, locale),
    return: 'RMA-000012',
    policy: language === 'en' ? 'Unused goods may come back within 14 days.' : language === 'zh-Hans' ? '未使用的商品 14 天内可退。' : '未使用的貨品 14 天內可退。',
    refund: formatMinor(minor(9_900), shop.baseCurrency, locale),
  };
}

/** @throws Refusal order.missing */
export function previewNotice(reader: Reader, asked: Omit<About, 'orderId'> & { orderId?: number }, _actor: Actor, now: Instant) {
  const { orderId, ...about } = asked;
  const language = asked.language ?? getShop(reader).language;
  const written = orderId === undefined
    ? { recipient: 'anna@example.com', language, ...fillNotice(asked.words ?? wordsOf(reader, asked.kind, language), exampleValues(reader, language, now)) }
    : writeNotice(reader, { ...about, orderId });
  const { recipient, subject, body } = written;
  const unknown = asked.words ? [...unknownVariables(asked.words.subject), ...unknownVariables(asked.words.body)] : [];
  return { recipient, language: written.language, subject, body, mailto: mailtoOf(recipient, { subject, body }), unknown };
}
