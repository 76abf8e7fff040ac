import type { Instant } from '../../shared/units/instant.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const put = write((db, p: { channelId: number; externalId: string; problem: string; now: Instant; commandId: number }) =>
  db
    .insertInto('channelTrouble')
    .values({ channelId: p.channelId, externalId: p.externalId, problem: p.problem, since: p.now, commandId: p.commandId })
    .onConflict((conflict) => conflict.columns(['channelId', 'externalId']).doUpdateSet({ problem: p.problem })),
);

const drop = write((db, p: { channelId: number; externalId: string }) =>
  db.deleteFrom('channelTrouble').where('channelId', '=', p.channelId).where('externalId', '=', p.externalId),
);

export const troublesOf = read((db, p: { channelId: number }) =>
  db
    .selectFrom('channelTrouble')
    .select(['externalId', 'problem', 'since'])
    .where('channelId', '=', p.channelId)
    .orderBy('since')
    .limit(200),
);

/** An order that could not be taken is named until it can: the page goes on, a person sees it. */
export function noteTrouble(tx: Tx, channelId: number, externalId: string, problem: object): void {
  put.run(tx, { channelId, externalId, problem: JSON.stringify(problem), now: tx.now, commandId: tx.commandId });
}

export const endTrouble = (tx: Tx, channelId: number, externalId: string): void => void drop.run(tx, { channelId, externalId });
