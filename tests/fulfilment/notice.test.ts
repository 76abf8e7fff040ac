import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endUnpaidOrders, sendNotices } from '../../main/app/shop-clock.ts';
import { registry } from '../../main/app/registry.ts';
import { expireUnpaidOrders, nextExpiry } from '../../main/sales/order-expiry.service.ts';
import { fillNotice, headerText, mailtoOf, noticeKinds, noticeVariables, unknownVariables, usualNotices } from '../../shared/fulfilment/notice.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { languages } from '../../shared/units/language.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { refused } from '../support/refused.ts';
import { newShippingShop, type ShippingShop } from './support.ts';

const values = Object.fromEntries(noticeVariables.map((name) => [name, `<${name}>`])) as Record<(typeof noticeVariables)[number], string>;

describe('the words of a notice', () => {
  test.each(languages.flatMap((language) => noticeKinds.map((kind) => [language, kind] as const)))('%s %s names only what there is, and is whole with and without a tracking number', (language, kind) => {
    const words = usualNotices[language][kind];
    expect(unknownVariables(words.subject + words.body)).toEqual([]);
    expect(fillNotice(words, values).body).not.toMatch(/\{\{|\}\}/);
    expect(fillNotice(words, { ...values, tracking: '', link: '', carrier: '' }).body).not.toMatch(/^(Carrier|Tracking|Follow|承运商：|运单号|查询|物流商：|物流單號|查詢)/m);
  });

  test('a name cannot write another header', () => expect(headerText('Anna\r\nBcc: all@example.com')).toBe('Anna Bcc: all@example.com'));
  test('what nobody knows between braces is named', () => expect(unknownVariables('{{order}} {{ nmae }} {{}}')).toEqual(['nmae', '']));
  test('a link for the own mail program carries everything', () => expect(mailtoOf('a+b@c.de', { subject: 'Hi & bye', body: '1\n2' })).toBe('mailto:a%2Bb@c.de?subject=Hi%20%26%20bye&body=1%0D%0A2'));
});

/** A body as it travelled: base64, or signs written by their bytes. */
const decoded = (body: string, quoted: boolean): string =>
  Buffer.from(quoted ? body.replaceAll('=\n', '').replaceAll(/=([0-9A-F]{2})/g, (_sign, byte: string) => String.fromCharCode(Number.parseInt(byte, 16))) : body.replaceAll('\n', ''), quoted ? 'latin1' : 'base64').toString('utf8');

let shop: ShippingShop;
let server: MailServer;
let orderId: number;
beforeEach(async () => {
  shop = newShippingShop();
  server = await startMailServer();
  shop.core.internal({ userId: 1, role: 'owner', deviceId: null, via: 'app' }, 'notice.mailKept', { host: '127.0.0.1', port: server.port, security: 'none', userName: '', senderName: '渔具小店', senderAddress: 'shop@example.cn' });
});
afterEach(async () => {
  await server.close();
  shop.check();
  shop.close();
});

const store = () => ({ lookUp: (name: string) => Promise.resolve(registry.lookups[name]!(shop.read)), internal: (actor: never, name: string, input: object) => Promise.resolve(shop.core.internal(actor, name, input)) });
const send = () => sendNotices(store() as never, { get: () => Promise.resolve(undefined) }, () => instant(shop.clock.now));
const order = (email = 'wang@example.cn'): number => shop.order({ ROD: 1 }, { recipient: '王伟', country: 'CN', email });
const states = () => shop.call('notice.list', {}).rows.map(({ state, problem }) => [state, problem]);

test('what rules ask for is written and sent once, in the customer’s words, and never again', async () => {
  for (const kind of ['received', 'shipped'] as const) shop.call('notice.setRule', { kind, sendsFor: 'own' });
  orderId = order();
  shop.call('shipment.ship', { orderId, carrier: '顺丰速运', trackingNumber: 'SF1234567890123' });
  expect(await send()).toBe(2);
  for (const _time of [1, 2]) expect(await send()).toBe(0);
  expect(server.mails.map(({ to }) => to)).toEqual(['<wang@example.cn>', '<wang@example.cn>']);
  const [received, shipped] = server.mails.map(({ data }) => data);
  expect(received).toContain(`Subject: =?UTF-8?`);
  const body = (data: string) => decoded(data.slice(data.indexOf('\n\n')), /quoted-printable/.test(data));
  expect([body(received!), body(shipped!)]).toEqual([expect.stringContaining('1 × ROD'), expect.stringContaining('SF1234567890123')]);
  refused(() => shop.call('notice.queue', { kind: 'shipped', orderId }), 'notice.twice');
  expect(states()).toEqual([['sent', null], ['sent', null]]);
});

test('nobody is written to while no rule says so, nor without an address', async () => {
  orderId = order();
  expect([await send(), server.mails.length]).toEqual([0, 0]);
  refused(() => shop.call('notice.queue', { kind: 'received', orderId: shop.order({ LINE: 1 }) }), 'notice.noAddress');
});

test('a server that does not answer is asked again later; one that refuses an address waits for a person', async () => {
  orderId = order();
  const { noticeId } = shop.call('notice.queue', { kind: 'received', orderId });
  server.next.answer = '451 busy';
  await send();
  expect(states()).toEqual([['waiting', 'unreachable']]);
  expect(await send()).toBe(0);
  shop.clock.advance(60_000);
  server.next.answer = '550 nobody here';
  await send();
  expect(states()).toEqual([['parked', 'refused']]);
  shop.call('notice.sendAgain', { noticeId });
  delete server.next.answer;
  expect([await send(), states()]).toEqual([1, [['sent', null]]]);
  refused(() => shop.call('notice.sendAgain', { noticeId }), 'notice.sent');
});

test('a mail nobody knows the end of is put before a person and not sent again by itself', async () => {
  orderId = order();
  shop.call('notice.queue', { kind: 'received', orderId });
  server.next.silence = true;
  await send();
  delete server.next.silence;
  expect([server.mails.length, states()]).toEqual([1, [['parked', 'perhapsSent']]]);
  shop.clock.advance(3_600_000);
  expect([await send(), server.mails.length]).toEqual([0, 1]);
});

test('what a program that died had in flight is not sent twice, and what waited is sent after the restart', async () => {
  orderId = order();
  shop.call('notice.queue', { kind: 'received', orderId });
  // Taken, and the program ends before the server's answer is noted.
  shop.core.internal({ userId: 1, role: 'owner', deviceId: null, via: 'sync' }, 'notice.take', { most: 1 });
  shop.call('notice.queue', { kind: 'received', orderId: order('li@example.cn') });
  expect([await send(), server.mails.map(({ to }) => to)]).toEqual([1, ['<li@example.cn>']]);
  expect(states()).toEqual([['sent', null], ['parked', 'perhapsSent']]);
});

test('the file refuses to send again what was sent', async () => {
  orderId = order();
  const { noticeId } = shop.call('notice.queue', { kind: 'received', orderId });
  await send();
  expect(() => shop.raw.prepare("update notice set state = 'waiting', finishedAt = null where id = ?").run(noticeId)).toThrow('a notice that was sent is not sent again');
});

test('a preview shows the words being typed with the order’s own values; the shop’s words replace the program’s until undone', () => {
  orderId = order();
  const words = { subject: '{{order}} ✓', body: '{{customer}}\nTracking {{tracking}}\n{{nmae}}' };
  const { number } = shop.call('order.get', { orderId });
  expect(shop.call('notice.preview', { kind: 'received', orderId, words })).toMatchObject({ recipient: 'wang@example.cn', subject: `${number} ✓`, body: '王伟\n{{nmae}}', unknown: ['nmae'] });
  refused(() => shop.call('notice.setTemplate', { kind: 'received', language: 'zh-Hans', words }), 'input.invalid');
  shop.call('notice.setTemplate', { kind: 'received', language: 'zh-Hans', words: { subject: 'S {{order}}', body: 'B' } });
  expect(shop.call('notice.preview', { kind: 'received', orderId })).toMatchObject({ subject: `S ${number}`, body: 'B' });
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
  expect(shop.call('notice.preview', { kind: 'received', language: 'en' }).subject).toBe('Your order SO-000123');
});

describe('a reminder to pay', () => {
  const minute = 60_000;
  const rule = () => shop.call('expiry.setRule', { channelId: null, method: '', terms: { minutes: 3 * 24 * 60, remindMinutes: 24 * 60, act: 'cancel' } });
  const turn = () => endUnpaidOrders({ lookUp: async () => nextExpiry(shop.read), internal: async () => shop.tx((tx) => expireUnpaidOrders(tx)) }, instant(shop.clock.now));
  const remind = async (): Promise<void> => {
    shop.clock.advance(24 * 60 * minute);
    await turn();
  };
  const body = (data = '') => decoded(data.slice(data.indexOf('\n\n')), /quoted-printable/.test(data));

  test('is written once and sent once when it is due, with what is to pay and until when', async () => {
    rule();
    orderId = order();
    await turn();
    expect(await send()).toBe(0);
    await remind();
    expect(await send()).toBe(1);
    for (const _time of [1, 2]) {
      await turn();
      expect(await send()).toBe(0);
    }
    expect(server.mails.map(({ to }) => to)).toEqual(['<wang@example.cn>']);
    // A rod of 100.00 with 13 % tax; three days after the second of March.
    expect(body(server.mails[0]?.data)).toEqual(expect.stringContaining('113.00'));
    expect(body(server.mails[0]?.data)).toEqual(expect.stringContaining('2026-03-05'));
    expect(shop.call('notice.list', { orderId }).rows).toMatchObject([{ kind: 'unpaid', state: 'sent' }]);
    refused(() => shop.call('notice.queue', { kind: 'unpaid', orderId }), 'notice.twice');
  });

  test('goes to nobody who paid meanwhile, also where it waited for a server', async () => {
    rule();
    orderId = order();
    await remind();
    server.next.answer = '451 busy';
    await send();
    expect(states()).toEqual([['waiting', 'unreachable']]);
    shop.call('payment.capture', { orderId, amount: shop.call('order.get', { orderId }).total, account: 'bank' });
    delete server.next.answer;
    const before = server.mails.length;
    shop.clock.advance(60 * minute);
    expect([await send(), server.mails.length - before, states()]).toEqual([0, 0, [['handled', null]]]);
    const paid = order('li@example.cn');
    shop.call('payment.capture', { orderId: paid, amount: shop.call('order.get', { orderId: paid }).total, account: 'bank' });
    refused(() => shop.call('notice.queue', { kind: 'unpaid', orderId: paid }), 'notice.notDue');
  });

  test('is written without a mail server as well, to be copied; none is where the rule says nobody', async () => {
    shop.call('notice.dropMail', {});
    rule();
    orderId = order();
    await remind();
    expect([await send(), states()]).toEqual([0, [['waiting', null]]]);
    expect(shop.call('notice.list', {}).rows[0]?.mailto).toContain('mailto:wang@example.cn?subject=');
    shop.call('notice.setRule', { kind: 'unpaid', sendsFor: 'nobody' });
    order('li@example.cn');
    await remind();
    await send();
    expect(states()).toHaveLength(1);
  });
});
