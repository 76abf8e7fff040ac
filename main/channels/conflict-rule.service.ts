import type { ConflictField, ConflictSide } from '../../shared/channels/conflict.rules.ts';
import type { Tx } from '../database/handles.ts';
import { getChannel } from './channel.statements.ts';
import { dropRule, putRule, ruleOf } from './conflict.statements.ts';

interface FieldRule {
  channelId: number;
  field: ConflictField;
  winner: ConflictSide | null;
}

/** Lets one side of a field win by itself, from the next reading on; what it settles is listed as settled by it. @throws Refusal record.missing */
export function setFieldRule(tx: Tx, { channelId, field, winner }: FieldRule): { before: FieldRule } {
  getChannel(tx, channelId);
  const before = { channelId, field, winner: ruleOf.get(tx, { channelId, field })?.winner ?? null };
  if (winner === null) dropRule.run(tx, { channelId, field });
  else putRule.run(tx, { channelId, field, winner, commandId: tx.commandId });
  tx.changed('channel', channelId);
  return { before };
}
