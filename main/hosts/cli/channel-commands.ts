import fs from 'node:fs';
import { keyFields, networkKinds } from '../../../shared/channels/channel-kinds.ts';
import { sheetPlatforms, sheetTaxes } from '../../../shared/channels/sheet-layouts.ts';
import { type Command, type Context, printJson, text, withShop } from './command.ts';
import type { Reached } from './reach.ts';
import { UsageError } from './usage.ts';

interface Channel {
  id: number;
  name: string;
}

/** Connects, lists and disconnects shops on marketplaces. */
export const channel: Command = async (context) => {
  const [verb, name] = context.args;
  const work = { add, list, remove }[verb ?? ''];
  if (!work) throw new UsageError('channel knows add, list, remove.');
  printJson(await withShop(context, (shop) => work(shop, context, name)));
  return 0;
};

const list = (shop: Reached): Promise<unknown> => shop.call('channel.list', {});

async function add(shop: Reached, { flags }: Context, name: string | undefined): Promise<unknown> {
  const kinds = [...networkKinds, 'spreadsheet'] as const;
  const kind = kinds.find((one) => one === (text(flags, 'kind') ?? 'woocommerce'));
  if (!kind) throw new UsageError(`--kind knows ${kinds.join(', ')}.`);
  if (kind === 'spreadsheet') return shop.call('channel.add', { name: required(name, 'a name'), kind, sheet: termsOf(flags) });
  const certificate = text(flags, 'fingerprint');
  const [key, secret] = keyFields[kind];
  return shop.call('channel.add', {
    name: required(name, 'a name'),
    kind,
    url: required(text(flags, 'url'), '--url'),
    // An old app of Shopify has no client id.
    credentials: { [key]: kind === 'shopify' ? (text(flags, 'key') ?? '') : required(text(flags, 'key'), '--key'), [secret]: required(text(flags, 'secret'), '--secret') },
    ...(certificate === undefined ? {} : { certificate }),
    ...(flags['local-network'] === true && { localNetwork: true }),
  });
}

/** Whose sheets, and how the tax in their prices is understood. */
function termsOf(flags: Context['flags']): object {
  const platform = text(flags, 'platform') ?? 'other';
  if (!sheetPlatforms.some((one) => one === platform)) throw new UsageError(`--platform knows ${sheetPlatforms.join(', ')}.`);
  const taxes = text(flags, 'taxes') ?? 'included';
  if (!sheetTaxes.some((one) => one === taxes)) throw new UsageError(`--taxes knows ${sheetTaxes.join(', ')}.`);
  return { platform, taxes };
}

/** The number of a channel by its name. @throws UsageError when none is called so */
export async function channelCalled(shop: Reached, name: string | undefined): Promise<number> {
  const { channels } = (await list(shop)) as { channels: Channel[] };
  const known = channels.find((other) => other.name === required(name, 'a name'));
  if (!known) throw new UsageError(`No channel is called “${name}”.`);
  return known.id;
}

async function remove(shop: Reached, _context: Context, name: string | undefined): Promise<unknown> {
  return shop.call('channel.remove', { channelId: await channelCalled(shop, name) });
}

/**
 * Writes the file that tells a platform what left since the last one, or one that was written before.
 */
export const shipBack: Command = async (context) => {
  const out = required(text(context.flags, 'out'), '--out');
  const told = await withShop(context, async (shop) => {
    const again = text(context.flags, 'again');
    const channelId = await channelCalled(shop, text(context.flags, 'channel'));
    const written = again === undefined ? ((await shop.call('shipBack.write', { channelId })) as { shipBackId: number }) : { shipBackId: Number(again) };
    const { fileName: _name, mediaType: _type, data } = (await shop.call('shipBack.file', { shipBackId: written.shipBackId })) as { fileName: string; mediaType: string; data: string };
    fs.writeFileSync(out, Buffer.from(data, 'base64'));
    return { ...written, file: out };
  });
  printJson(told);
  return 0;
};

function required(value: string | undefined, what: string): string {
  if (value === undefined) throw new UsageError(`channel needs ${what}.`);
  return value;
}
