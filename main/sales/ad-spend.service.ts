import { Refusal } from '../../shared/refusal/refusal.ts';
import { daysOfSpend, mostDaysOfSpend } from '../../shared/sales/ad-spend.rules.ts';
import type { Tx } from '../database/handles.ts';
import { adSpendById, insertAdSpend, knownCampaign, knownChannel, type NewAdSpend, setAdSpendWithdrawn } from './ad-spend.statements.ts';

/**
 * What advertising cost in some days, in the base currency without tax. Nothing is posted by it: its bill is.
 * @throws Refusal record.missing, campaign.backwards, adSpend.tooLong
 */
export function recordAdSpend(tx: Tx, input: NewAdSpend): { adSpendId: number } {
  const { channelId, campaignId, fromOn, throughOn } = input;
  if (channelId !== null && !knownChannel.get(tx, { id: channelId })) throw new Refusal('record.missing', { kind: 'channel', id: channelId });
  if (campaignId !== null && !knownCampaign.get(tx, { id: campaignId })) throw new Refusal('record.missing', { kind: 'campaign', id: campaignId });
  if (throughOn < fromOn) throw new Refusal('campaign.backwards', { fromOn, toOn: throughOn });
  const days = daysOfSpend(fromOn, throughOn);
  if (days > mostDaysOfSpend) throw new Refusal('adSpend.tooLong', { days, most: mostDaysOfSpend });
  const { lastId: adSpendId } = insertAdSpend.run(tx, { ...input, commandId: tx.commandId });
  tx.changed('adSpend', adSpendId);
  return { adSpendId };
}

/** @throws Refusal record.missing, record.changed when it was taken back before */
export const withdrawAdSpend = (tx: Tx, { adSpendId }: { adSpendId: number }): { adSpendId: number } => turn(tx, adSpendId, true);

/** @throws Refusal record.missing, record.changed when it counts already */
export const restoreAdSpend = (tx: Tx, { adSpendId }: { adSpendId: number }): { adSpendId: number } => turn(tx, adSpendId, false);

function turn(tx: Tx, id: number, withdrawn: boolean): { adSpendId: number } {
  const spend = adSpendById.get(tx, { id });
  if (!spend) throw new Refusal('record.missing', { kind: 'adSpend', id });
  if ((spend.withdrawnAt !== null) === withdrawn) throw new Refusal('record.changed', { kind: 'adSpend', id });
  setAdSpendWithdrawn.run(tx, { id, withdrawnAt: withdrawn ? tx.now : null, withdrawCommandId: withdrawn ? tx.commandId : null });
  tx.changed('adSpend', id);
  return { adSpendId: id };
}
