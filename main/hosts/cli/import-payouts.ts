import type { settlementCommands, settlementQueries } from '../../../shared/payouts/settlement.contract.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import type { OutputOf } from '../../database/handlers.ts';
import { forget, upload } from './import-sheet.ts';
import type { Reached } from './reach.ts';
import { requireFile } from './sheet-file.ts';
import { UsageError } from './usage.ts';

type Read = OutputOf<{ settlement: typeof settlementQueries }, 'settlement.read'>;
type Brought = OutputOf<{ settlement: typeof settlementCommands }, 'settlement.bringIn'>;
interface Channel {
  id: number;
  name: string;
}

/** Reads a channel's settlement file; the same file again changes nothing. @throws UsageError without a channel that can be told */
export async function importPayouts(shop: Reached, file: string, { dryRun, channel }: { dryRun: boolean; channel: string | undefined }) {
  requireFile(file);
  const { channels } = (await shop.call('channel.list', undefined)) as { channels: Channel[] };
  const { id: channelId, name } = channelNamed(channels, channel);
  const importId = await upload(shop, file);
  try {
    const read = (await shop.call('settlement.read', { importId, channelId })) as Read;
    const brought = !dryRun && read.added > 0 ? ((await shop.call('settlement.bringIn', { importId }, `payouts:${importId}`)) as Brought) : undefined;
    return { channel: name, ...read, written: brought !== undefined, ...(brought && { settlementIds: brought.settlementIds }) };
  } finally {
    await forget(shop, importId);
  }
}

/** By its name; without one, the only one there is. */
function channelNamed(channels: readonly Channel[], said: string | undefined): Channel {
  const [only, ...more] = said === undefined ? channels : channels.filter(({ name }) => name === said);
  if (said !== undefined && !only) throw new Refusal('record.missing', { kind: 'channel', id: said });
  if (!only || more.length > 0) throw new UsageError(`import payouts needs --channel NAME. There are: ${channels.map(({ name }) => name).join(', ') || 'none; add one with channel add'}.`);
  return only;
}
