import { channelKinds, keyFields } from '../../../shared/channels/channel-kinds.ts';
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
  const certificate = text(flags, 'fingerprint');
  const kind = channelKinds.find((one) => one === (text(flags, 'kind') ?? 'woocommerce'));
  if (!kind) throw new UsageError(`--kind knows ${channelKinds.join(', ')}.`);
  const [key, secret] = keyFields[kind];
  return shop.call('channel.add', {
    name: required(name, 'a name'),
    kind,
    url: required(text(flags, 'url'), '--url'),
    // An old app of Shopify has no client id.
    credentials: { [key]: kind === 'shopify' ? (text(flags, 'key') ?? '') : required(text(flags, 'key'), '--key'), [secret]: required(text(flags, 'secret'), '--secret') },
    ...(certificate === undefined ? {} : { certificate }),
  });
}

async function remove(shop: Reached, _context: Context, name: string | undefined): Promise<unknown> {
  const { channels } = (await list(shop)) as { channels: Channel[] };
  const known = channels.find((other) => other.name === required(name, 'a name'));
  if (!known) throw new UsageError(`No channel is called “${name}”.`);
  return shop.call('channel.remove', { channelId: known.id });
}

function required(value: string | undefined, what: string): string {
  if (value === undefined) throw new UsageError(`channel needs ${what}.`);
  return value;
}
