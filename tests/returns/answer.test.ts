import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerFor } from '../../shared/returns/answer.rules.ts';
import { rmaStates } from '../../shared/returns/rma-state.rules.ts';
import { returnKinds } from '../../shared/fulfilment/notice.rules.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { refused } from '../support/refused.ts';
import { cameBack, soldOrder } from './support.ts';

let shop: SellingShop;
let sold: ReturnType<typeof soldOrder>;
beforeEach(() => {
  shop = newSellingShop();
  sold = soldOrder(shop);
});
afterEach(() => {
  shop.check();
  shop.close();
});

const withMail = () => shop.call('customer.update', { customerId: sold.customerId, changes: { contacts: [{ kind: 'email', value: 'wang@example.cn' }] } });
const requested = () => shop.call('rma.request', { orderId: sold.orderId, lines: [{ orderLineId: sold.rod, quantity: pieces(1), reason: 'changedMind' }], authorise: false });
const notices = () => shop.call('notice.list', {}).rows;

test('who asked to send goods back is answered from the template, with the goods and the number of the return', () => {
  withMail();
  const { rmaId, number } = requested();
  const text = shop.call('rma.answerText', { rmaId, kind: 'returnAllowed' });
  expect(text).toMatchObject({ recipient: 'wang@example.cn', subject: expect.stringContaining(number), body: expect.stringMatching(/1 × ROD/) });
  expect(text.body).not.toContain('{{');
  shop.call('rma.authorise', { rmaId });
  const { noticeId } = shop.call('rma.answer', { rmaId, kind: 'returnAllowed' });
  expect(notices()).toMatchObject([{ noticeId, kind: 'returnAllowed', orderId: sold.orderId, recipient: 'wang@example.cn', subject: text.subject, body: text.body, state: 'waiting' }]);
});

test('each is told once; one that was put away may be written again, in words of one’s own', () => {
  withMail();
  const { rmaId } = requested();
  const { noticeId } = shop.call('rma.answer', { rmaId, kind: 'returnDeclined' });
  refused(() => shop.call('rma.answer', { rmaId, kind: 'returnDeclined' }), 'notice.twice');
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare("select max(id) from command where method = 'rma.answer'").pluck().get()) });
  expect(notices()).toMatchObject([{ noticeId, state: 'handled' }]);
  shop.call('rma.answer', { rmaId, kind: 'returnDeclined', words: { subject: '关于退货', body: '很抱歉，这次不行。' } });
  expect(notices().map(({ subject, body, state }) => [subject, body, state])).toEqual([['关于退货', '很抱歉，这次不行。', 'waiting'], [expect.any(String), expect.any(String), 'handled']]);
});

test('a settled return says what was credited, a refused one the promise the goods were sold with', () => {
  withMail();
  const { rmaId } = cameBack(shop, sold);
  expect(shop.call('rma.answerText', { rmaId, kind: 'returnSettled' }).body).not.toMatch(/退款|Credited/);
  shop.call('rma.settle', { rmaId });
  // One of two rods at 100.00, 13 % on top.
  expect(shop.call('rma.answerText', { rmaId, kind: 'returnSettled' }).body).toContain('113.00');
  const { wording } = shop.call('rma.get', { rmaId }).lines[0]!.policy;
  expect(shop.call('rma.answerText', { rmaId, kind: 'returnDeclined' }).body).toContain(wording);
});

test('nobody is written to without an address, no rule answers by itself, and an answer belongs to its return', () => {
  const { rmaId } = requested();
  refused(() => shop.call('rma.answer', { rmaId, kind: 'returnAllowed' }), 'notice.noAddress');
  refused(() => shop.call('notice.setRule', { kind: 'returnAllowed', sendsFor: 'all' }), 'notice.byPerson');
  refused(() => shop.call('notice.queue', { kind: 'returnAllowed', orderId: sold.orderId }), 'notice.byPerson');
  refused(() => shop.call('rma.answer', { rmaId: 99, kind: 'returnAllowed' }), 'record.missing');
  expect(() => shop.raw.exec("update noticeRule set sendsFor = 'all' where kind = 'returnSettled'")).toThrow('CHECK');
});

test('the shop’s own words of an answer take the place of the program’s', () => {
  withMail();
  const { rmaId, number } = requested();
  const { language } = shop.call('rma.answerText', { rmaId, kind: 'returnAllowed' });
  shop.call('notice.setTemplate', { kind: 'returnAllowed', language, words: { subject: '{{return}} ✓', body: '{{customer}}\n{{refund}}\n{{goods}}' } });
  expect(shop.call('rma.answerText', { rmaId, kind: 'returnAllowed' })).toMatchObject({ subject: `${number} ✓`, body: '王伟\n1 × ROD' });
});

test('wherever a return stands there is a likeliest answer', () => {
  expect(new Set(rmaStates.map(answerFor))).toEqual(new Set(returnKinds));
});
