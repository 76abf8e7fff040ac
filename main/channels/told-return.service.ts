import { Refusal } from '../../shared/refusal/refusal.ts';
import { pieces } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { getRma } from '../returns/rma-record.ts';
import { cancelRma, requestRma } from '../returns/rma.service.ts';
import type { ChannelReturn } from './connector.ts';
import { endTrouble, noteTrouble } from './trouble.service.ts';

const knownReturn = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('channelReturn').select('rmaId').where('channelId', '=', p.channelId).where('externalId', '=', p.externalId),
);

const keepReturn = write((db, p: { channelId: number; externalId: string; rmaId: number; commandId: number }) =>
  db.insertInto('channelReturn').values({ channelId: p.channelId, externalId: p.externalId, rmaId: p.rmaId, commandId: p.commandId }),
);

const lineNamed = read((db, p: { orderId: number; externalId: string }) =>
  db.selectFrom('orderLine').select('id').where('orderId', '=', p.orderId).where('externalId', '=', p.externalId),
);

/**
 * Writes down what customers asked a channel to take back, once; somebody here still allows it, as what the shop promised decides.
 * One that was called off there is called off here. What cannot be taken is named among the channel's troubles.
 */
export function takeReturns(tx: Tx, channelId: number, orderId: number, told: readonly ChannelReturn[]): void {
  for (const one of told) {
    const known = knownReturn.get(tx, { channelId, externalId: one.externalId });
    if (known) followEnd(tx, known.rmaId, one);
    else if (one.state === 'asked') takeNew(tx, channelId, orderId, one);
    else endTrouble(tx, channelId, one.name);
  }
}

function takeNew(tx: Tx, channelId: number, orderId: number, told: ChannelReturn): void {
  const taken = tx.attempt(() => {
    const lines = told.lines.map(({ lineId, pieces: count, reason }) => ({ orderLineId: lineOf(tx, orderId, lineId), quantity: pieces(count), reason }));
    return requestRma(tx, { orderId, lines, note: [told.name, told.note].filter((text) => text !== '').join(': ').slice(0, 2000), authorise: false });
  });
  if (!taken.ok) return noteTrouble(tx, channelId, told.name, taken.refusal);
  keepReturn.run(tx, { channelId, externalId: told.externalId, rmaId: taken.value.rmaId, commandId: tx.commandId });
  endTrouble(tx, channelId, told.name);
}

/** Goods that came meanwhile stay and are settled; only what is still to come is called off. */
function followEnd(tx: Tx, rmaId: number, { state, name }: ChannelReturn): void {
  if (state === 'ended' && getRma(tx, rmaId).endedAt === null) cancelRma(tx, { rmaId, reason: name });
}

/** @throws Refusal order.lineMissing: parts of a bundle are asked for one by one, by a person */
function lineOf(tx: Tx, orderId: number, externalId: string): number {
  const line = lineNamed.get(tx, { orderId, externalId });
  if (!line) throw new Refusal('order.lineMissing', { orderId, orderLineId: 0 });
  return line.id;
}
