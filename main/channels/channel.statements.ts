import type { StockPlace } from '../../shared/channels/channel.contract.ts';
import type { ChannelKind } from '../../shared/channels/channel-kinds.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

// Only kinds of the contract are ever written.
const byId = read((db, p: { id: number }) =>
  db.selectFrom('channel').selectAll().where('id', '=', p.id).where('removedAt', 'is', null).$narrowType<{ kind: ChannelKind }>(),
);
const all = read((db) => db.selectFrom('channel').selectAll().where('removedAt', 'is', null).orderBy('id').$narrowType<{ kind: ChannelKind }>());

export type ChannelRow = NonNullable<ReturnType<typeof byId.get>>;

export const listChannelRows = (reader: Reader): ChannelRow[] => all.all(reader, {});

/** @throws Refusal record.missing also for one that was disconnected */
export function getChannel(reader: Reader, id: number): ChannelRow {
  const channel = byId.get(reader, { id });
  if (!channel) throw new Refusal('record.missing', { kind: 'channel', id });
  return channel;
}

export const insertChannel = write(
  (
    db,
    p: {
      name: string;
      kind: ChannelKind;
      url: string;
      certificate: string | null;
      localNetwork: 0 | 1;
      currency: string;
      goLiveAt: Instant;
      now: Instant;
    },
  ) =>
    db.insertInto('channel').values({
      name: p.name,
      kind: p.kind,
      url: p.url,
      certificate: p.certificate,
      localNetwork: p.localNetwork,
      currency: p.currency,
      goLiveAt: p.goLiveAt,
      addedAt: p.now,
    }),
);

export const channelNamed = read((db, p: { name: string }) => db.selectFrom('channel').select('id').where('name', '=', p.name));

export const setNameAndBuffer = write((db, p: { id: number; name: string; buffer: Quantity }) =>
  db.updateTable('channel').set({ name: p.name, buffer: p.buffer }).where('id', '=', p.id),
);

export const setSwitches = write((db, p: { id: number; sendsStock: 0 | 1; sendsFulfilments: 0 | 1; sendsRefunds: 0 | 1 }) =>
  db.updateTable('channel').set({ sendsStock: p.sendsStock, sendsFulfilments: p.sendsFulfilments, sendsRefunds: p.sendsRefunds }).where('id', '=', p.id),
);

export const setLocal = write((db, p: { id: number; localNetwork: 0 | 1 }) => db.updateTable('channel').set({ localNetwork: p.localNetwork }).where('id', '=', p.id));

export const setPlace = write((db, p: { id: number; place: string | null; name: string | null }) =>
  db.updateTable('channel').set({ stockPlace: p.place, stockPlaceName: p.name }).where('id', '=', p.id),
);

/** The place that was chosen; both columns are there or neither. */
export const stockPlaceOf = ({ stockPlace: externalId, stockPlaceName: name }: Pick<ChannelRow, 'stockPlace' | 'stockPlaceName'>): StockPlace | null =>
  externalId === null || name === null ? null : { externalId, name };

export const setRemoved = write((db, p: { id: number; name: string; now: Instant }) =>
  db.updateTable('channel').set({ name: p.name, removedAt: p.now, sendsStock: 0, sendsFulfilments: 0, sendsRefunds: 0 }).where('id', '=', p.id),
);

export const setBrake = write((db, p: { id: number; brakedAt: Instant | null; zerosAllowed: string }) =>
  db.updateTable('channel').set({ brakedAt: p.brakedAt, zerosAllowed: p.zerosAllowed }).where('id', '=', p.id),
);
