import type { ChannelChanges, NewSheetChannel, SwitchableCapability } from '../../shared/channels/channel.contract.ts';
import type { ChannelKind } from '../../shared/channels/channel-kinds.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { shopOf } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { requireLocation } from '../inventory/location.queries.ts';
import { parkAllNews } from '../outbox/delivery.service.ts';
import {
  channelNamed,
  type ChannelRow,
  getChannel,
  insertChannel,
  setBrake,
  setLocal,
  setNameAndBuffer,
  setRemoved,
  setSwitches,
} from './channel.statements.ts';
import { getSheetChannel, insertSheetChannel, updateSheetChannel } from './sheet-channel.statements.ts';
import { adoptLeases, endAllLeases } from './lease.service.ts';
import { forgetListingsRead } from './listing.service.ts';
import { previewOf } from './preview.queries.ts';
import { announceAvailability } from './stock-news.service.ts';
import { cursorsOf } from './sync.queries.ts';

export interface AddedChannel {
  name: string;
  kind: ChannelKind;
  url: string;
  certificate: string | null;
  localNetwork: boolean;
  currency: string;
  goLiveAt: Instant | null;
}


type SheetTerms = NewSheetChannel['sheet'];

const dirtyLinked = write((db, p: { channelId: number }) =>
  db
    .insertInto('availabilityNews')
    .columns(['variantId'])
    .expression(
      db
        .selectFrom('listing')
        .select('variantId')
        .distinct()
        .where('channelId', '=', p.channelId)
        .where('variantId', 'is not', null)
        .$narrowType<{ variantId: number }>(),
    )
    .onConflict((conflict) => conflict.doNothing()),
);

/** Notes a shop whose key was just tried. Everything that writes is off. @throws Refusal channel.nameTaken */
export function addChannel(tx: Tx, channel: AddedChannel): { channelId: number } {
  refuseTakenName(tx, channel.name);
  const { lastId } = insertChannel.run(tx, { ...channel, localNetwork: channel.localNetwork ? 1 : 0, goLiveAt: channel.goLiveAt ?? tx.now, now: tx.now });
  tx.changed('channel', lastId);
  return { channelId: lastId };
}

/** A channel that is known by its sheets only: nobody is asked, and its money is the shop's. @throws Refusal channel.nameTaken, location.unknown */
export function addSheetChannel(tx: Tx, { name, goLiveAt, sheet }: NewSheetChannel): { channelId: number; currency: string } {
  const currency = shopOf(tx).baseCurrency;
  const { channelId } = addChannel(tx, { name, kind: 'spreadsheet', url: '', certificate: null, localNetwork: false, currency, goLiveAt: goLiveAt ?? null });
  refuseUnknownPlace(tx, sheet);
  insertSheetChannel.run(tx, { channelId, ...sheet, commandId: tx.commandId });
  return { channelId, currency };
}

/** @throws Refusal record.missing, sheet.notItsChannel, location.unknown */
export function setSheetTerms(tx: Tx, { channelId, sheet }: { channelId: number; sheet: SheetTerms }): { before: SheetTerms } {
  getChannel(tx, channelId);
  const { channelId: _channelId, ...before } = getSheetChannel(tx, channelId);
  refuseUnknownPlace(tx, sheet);
  updateSheetChannel.run(tx, { channelId, ...sheet });
  tx.changed('channel', channelId);
  return { before };
}

function refuseUnknownPlace(tx: Tx, { locationId }: SheetTerms): void {
  if (locationId !== null) requireLocation(tx, locationId);
}

/** @throws Refusal record.missing, channel.nameTaken */
export function updateChannel(
  tx: Tx,
  { channelId, changes }: { channelId: number; changes: ChannelChanges },
): { before: ChannelChanges } {
  const channel = getChannel(tx, channelId);
  if (changes.name !== undefined && changes.name !== channel.name) refuseTakenName(tx, changes.name);
  setNameAndBuffer.run(tx, { id: channelId, name: changes.name ?? channel.name, buffer: changes.buffer ?? channel.buffer });
  if (changes.buffer !== undefined) dirtyLinked.run(tx, { channelId });
  tx.changed('channel', channelId);
  return {
    before: {
      ...(changes.name === undefined ? {} : { name: channel.name }),
      ...(changes.buffer === undefined ? {} : { buffer: channel.buffer }),
    },
  };
}

/** Whether the shop may answer in this network: anybody who can make a name point here could have us ask what stands beside us. @throws Refusal record.missing */
export function setLocalNetwork(tx: Tx, { channelId, allowed }: { channelId: number; allowed: boolean }): { before: boolean } {
  const { localNetwork } = getChannel(tx, channelId);
  setLocal.run(tx, { id: channelId, localNetwork: allowed ? 1 : 0 });
  tx.changed('channel', channelId);
  return { before: localNetwork === 1 };
}

/** Disconnects: orders stay, news that waits is set aside. Its name is free again. @throws Refusal record.missing */
export function removeChannel(tx: Tx, { channelId }: { channelId: number }): Record<string, never> {
  const channel = getChannel(tx, channelId);
  setRemoved.run(tx, { id: channelId, name: `${channel.name} (${channelId})`, now: tx.now });
  endAllLeases(tx, channelId);
  parkAllNews(tx, channelId, 'disconnected');
  tx.changed('channel', channelId);
  return {};
}

/**
 * Lets a channel be written to by a person who saw the preview: its digest must still be that of today's numbers.
 * @throws Refusal record.missing, channel.notRead while nobody read what its listings show, channel.previewChanged
 */
export function switchOn(
  tx: Tx,
  input: { channelId: number; capability: SwitchableCapability; digest: string },
): { announced: number } {
  const channel = getChannel(tx, input.channelId);
  if (channel.kind !== 'spreadsheet' && !cursorsOf.all(tx, { channelId: channel.id }).some(({ list }) => list === 'listings'))
    throw new Refusal('channel.notRead', { channelId: channel.id });
  if (previewOf(tx, channel, input.capability).digest !== input.digest)
    throw new Refusal('channel.previewChanged', { channelId: channel.id });
  setSwitch(tx, channel, input.capability, 1);
  if (input.capability !== 'stock') return { announced: 0 };
  adoptLeases(tx, channel.id);
  dirtyLinked.run(tx, { channelId: channel.id });
  return { announced: announceAvailability(tx) };
}

/** @throws Refusal record.missing */
export function switchOff(tx: Tx, input: { channelId: number; capability: SwitchableCapability }): Record<string, never> {
  setSwitch(tx, getChannel(tx, input.channelId), input.capability, 0);
  // What is told nothing can be lowered no more, so no lease holds there.
  adoptLeases(tx, input.channelId);
  return {};
}

/**
 * A person lets these listings go to zero although they are many. Only these: more of them ask again.
 * @throws Refusal record.missing
 */
export function allowZeros(tx: Tx, input: { channelId: number; listingIds: readonly number[] }): Record<string, never> {
  const { id } = getChannel(tx, input.channelId);
  setBrake.run(tx, { id, brakedAt: null, zerosAllowed: JSON.stringify(input.listingIds) });
  tx.changed('channel', id);
  return {};
}

const switchOf = { stock: 'sendsStock', fulfilments: 'sendsFulfilments', refunds: 'sendsRefunds' } as const satisfies Record<SwitchableCapability, string>;

function setSwitch(tx: Tx, channel: ChannelRow, capability: SwitchableCapability, on: 0 | 1): void {
  const { id, sendsStock, sendsFulfilments, sendsRefunds } = channel;
  setSwitches.run(tx, {
    id,
    sendsStock: sendsStock as 0 | 1,
    sendsFulfilments: sendsFulfilments as 0 | 1,
    sendsRefunds: sendsRefunds as 0 | 1,
    [switchOf[capability]]: on,
  });
  tx.changed('channel', id);
}

function refuseTakenName(tx: Tx, name: string): void {
  if (channelNamed.get(tx, { name })) throw new Refusal('channel.nameTaken', { name });
}

/**
 * After a file was put back: what it remembers of the shops outside is old, so nothing is written to them until they were read
 * anew and a person has looked at the previews and switched each capability on again (DESIGN §3 *Restoring*).
 */
export function onlyReadAll(tx: Tx): void {
  for (const { id, sendsStock, sendsFulfilments, sendsRefunds } of tx.all(db.selectFrom('channel').select(['id', 'sendsStock', 'sendsFulfilments', 'sendsRefunds']).where('removedAt', 'is', null))) {
    if (sendsStock || sendsFulfilments || sendsRefunds) setSwitches.run(tx, { id, sendsStock: 0, sendsFulfilments: 0, sendsRefunds: 0 });
    adoptLeases(tx, id);
    forgetListingsRead(tx, id);
    parkAllNews(tx, id, 'restored');
    tx.changed('channel', id);
  }
}
