import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beforeOf, changesOf, type CopyDraft, type CopyFields } from '../../shared/channels/channel-copy.rules.ts';
import { channelsProofs } from '../../main/channels/proofs.ts';
import { refused } from '../support/refused.ts';
import { type ConnectedShop, newConnectedShop } from './connected-shop.ts';

test('only what differs is published, and what stood there before is all an undo needs', () => {
  const live = fc.record({ name: fc.constantFrom('a', 'b'), description: fc.constantFrom('', 'c'), offered: fc.boolean() });
  const draft = fc.record({ name: fc.constantFrom(null, 'a', 'b'), description: fc.constantFrom(null, '', 'c'), offered: fc.constantFrom(null, true, false) });
  fc.assert(
    fc.property(live, draft, (shown: CopyFields, drafted: CopyDraft) => {
      const changes = changesOf(shown, drafted);
      for (const [field, value] of Object.entries(changes)) expect(value).not.toBe(shown[field as keyof CopyFields]);
      const after = { ...shown, ...changes };
      expect(changesOf(after, drafted)).toEqual({});
      expect({ ...after, ...beforeOf(shown, changes) }).toEqual(shown);
    }),
  );
});

describe('a product on two channels', () => {
  let at: ConnectedShop;
  let web: number;
  let second: number;
  let productId: number;
  let pages: { name: unknown; description: unknown; status: unknown }[];

  beforeEach(async () => {
    at = await newConnectedShop();
    const other = await at.startOutside();
    productId = at.shop.call('product.create', { name: 'Rod', description: 'A rod.', state: 'active', variants: [{ sku: 'ROD' }] }).productId;
    const rows = [at.outside, other].map((emulator) => emulator.addProduct({ name: 'Rod', sku: 'ROD', cents: 10_00, stock: 1 }));
    pages = rows as never;
    web = await at.connect(at.outside);
    second = await at.connect(other, { name: 'Second shop' });
  });
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });

  const copies = () => at.shop.call('channelCopy.get', { productId }).channels;
  const draft = (channelId: number, changes: object) => at.shop.call('channelCopy.draft', { channelId, productId, changes });
  const publish = (...channelIds: number[]) => at.shop.call('channelCopy.publish', { items: channelIds.map((channelId) => ({ channelId, productId })) }).results;
  const owed = () => at.shop.raw.prepare("select channelId, state, payload from outbox where capability = 'listing' order by id").all() as { channelId: number; state: string; payload: string }[];
  const undoLast = () => {
    const commandId = at.shop.raw.prepare('select max(id) from command').pluck().get() as number;
    at.shop.call('activity.undo', { commandId });
  };

  test('is drafted beside what each shows: nobody outside hears of a draft', async () => {
    draft(web, { name: 'Rod for lakes' });
    expect(copies()).toMatchObject([
      { channelId: web, listed: true, live: { name: 'Rod', description: 'A rod.', offered: true }, draft: { name: 'Rod for lakes' }, changes: ['name'], publishedAt: null, news: null },
      { channelId: second, draft: { name: null }, changes: [] },
    ]);
    await at.sync();
    expect([owed(), pages.map(({ name }) => name)]).toEqual([[], ['Rod', 'Rod']]);
    draft(web, { name: null });
    expect(copies()[0]!.changes).toEqual([]);
    undoLast();
    expect(copies()[0]!.draft.name).toBe('Rod for lakes');
  });

  test('is published field by field, and the undo shows again what stood there', async () => {
    draft(web, { name: 'Rod for lakes', description: 'A rod.' });
    expect(publish(web)).toEqual([{ ok: true, value: { sent: { name: 'Rod for lakes' }, before: { name: 'Rod' } } }]);
    expect(owed().map(({ payload }) => (JSON.parse(payload) as { fields: object }).fields)).toEqual([{ name: 'Rod for lakes' }]);
    await at.sync();
    expect(pages.map(({ name }) => name)).toEqual(['Rod for lakes', 'Rod']);
    expect(copies()[0]).toMatchObject({ live: { name: 'Rod for lakes' }, changes: [], news: { state: 'sent' } });
    const commandId = at.shop.raw.prepare("select max(id) from command where method = 'channelCopy.publish'").pluck().get() as number;
    at.shop.call('activity.undo', { commandId });
    expect(copies()[0]).toMatchObject({ live: { name: 'Rod' }, draft: { name: 'Rod for lakes' }, changes: ['name'], news: { state: 'waiting' } });
    await at.sync();
    expect(pages[0]!.name).toBe('Rod');
  });

  test('taken off sale, each channel is owed it in the same transaction, and later news says what earlier news had not', async () => {
    draft(web, { name: 'Rod for lakes' });
    publish(web);
    draft(web, { offered: false });
    draft(second, { offered: false });
    expect(publish(web, second).map(({ ok }) => ok)).toEqual([true, true]);
    const [superseded, last, other] = owed();
    expect([superseded!.state, last!.state, JSON.parse(last!.payload), JSON.parse(other!.payload)]).toMatchObject([
      'superseded', 'waiting', { fields: { name: 'Rod for lakes', offered: false } }, { fields: { offered: false } },
    ]);
    await at.sync();
    expect(pages.map(({ name, status }) => [name, status])).toEqual([['Rod for lakes', 'private'], ['Rod', 'private']]);
  });

  test('what is the same, not on sale here or not linked there is refused, and takes no other item with it', () => {
    draft(web, { offered: false });
    expect(publish(web, second)).toMatchObject([{ ok: true }, { ok: false, refusal: { code: 'copy.same' } }]);
    at.shop.call('product.archive', { ids: [productId] });
    draft(web, { offered: true });
    expect(publish(web)).toMatchObject([{ ok: false, refusal: { code: 'copy.notOnSale' } }]);
    const { productId: unlisted } = at.shop.call('product.create', { name: 'Reel', variants: [{ sku: 'REEL' }] });
    at.shop.call('channelCopy.draft', { channelId: web, productId: unlisted, changes: { name: 'x' } });
    expect(at.shop.call('channelCopy.publish', { items: [{ channelId: web, productId: unlisted }] }).results).toMatchObject([{ ok: false, refusal: { code: 'copy.notListed' } }]);
    expect(at.shop.call('channelCopy.get', { productId: unlisted }).channels[0]).toMatchObject({ listed: false });
    refused(() => at.shop.call('channelCopy.draft', { channelId: 99, productId, changes: {} }), 'record.missing');
  });

  test('waits in one list over all channels until it is published or says what is shown already', () => {
    const { productId: unlisted } = at.shop.call('product.create', { name: 'Reel', variants: [{ sku: 'REEL' }] });
    at.shop.call('channelCopy.draft', { channelId: web, productId: unlisted, changes: { description: 'x' } });
    draft(web, { name: 'Rod for lakes', description: 'A rod.' });
    draft(second, { offered: false, name: 'Rod' });
    const list = (asked: object = {}) => at.shop.call('channelCopy.drafts', asked);
    expect(list().rows).toMatchObject([
      { channelId: web, productName: 'Rod', listed: true, changes: ['name'], live: { name: 'Rod' }, draft: { name: 'Rod for lakes' } },
      { channelId: web, productName: 'Reel', listed: false, changes: ['description'] },
      { channelId: second, channelName: 'Second shop', listed: true, changes: ['offered'] },
    ]);
    const first = list({ limit: 1 });
    expect([first.rows.length, first.next]).toEqual([1, { channelId: web, productId }]);
    expect(list({ after: first.next!, limit: 1 }).rows[0]).toMatchObject({ productId: unlisted });
    expect(list({ channelId: second }).rows).toHaveLength(1);
    publish(web, second);
    expect(list().rows.map(({ productName }) => productName)).toEqual(['Reel']);
  });

  test('a copy that was published without news is named', () => {
    draft(web, { name: 'Rod for lakes' });
    publish(web);
    at.shop.raw.exec("delete from outbox where capability = 'listing'");
    const faults = channelsProofs.flatMap((proof) => proof.prove(at.shop.read).faults);
    expect(faults.map(({ table, id }) => [table, id])).toContainEqual(['channelCopy', `${web} ${productId}`]);
    at.shop.raw.exec("update channelCopy set publishedAt = null, publishedById = null");
  });
});
