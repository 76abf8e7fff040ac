import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasPlaces } from '../../shared/channels/channel-kinds.ts';
import { type SwitchableCapability, switchableCapabilities } from '../../shared/channels/channel.contract.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { SheetChannel } from './sheet-channel.tsx';
import { BothSides } from './both-sides.tsx';
import { ChannelFreshness } from './channel-freshness.tsx';
import { ChannelPayouts } from './channel-payouts.tsx';
import { ChannelLevels } from './channel-levels.tsx';
import { PricesDialog } from './prices-dialog.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { StockPlace } from './stock-place.tsx';

type Channel = OutputOf<'channel.list'>['channels'][number];

/** One channel: what it may write, what it reads, and the way to take its products over. */
export function ChannelPeek({ channelId, onClose }: { channelId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const list = useQueryOf('channel.list', undefined);
  const channel = list.data?.channels.find((one) => one.id === channelId);
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const name = channel?.name ?? '';
  return (
    <Peek label={name} title={name} onClose={onClose}>
      {list.isPending && <Loading widths={[180]} rows={4} />}
      {list.error && <ProblemPanel problem={list.error} onRetry={() => void list.refetch()} />}
      {channel && (channel.sheet ? <SheetChannel key={channel.id} channel={channel} sheet={channel.sheet} /> : <ChannelBody channel={channel} />)}
    </Peek>
  );
}

function ChannelBody({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [comparing, setComparing] = useState(false);
  const [preview, setPreview] = useState<SwitchableCapability>();
  const isOn = switchesOf(channel);
  const offered = switchableCapabilities.filter((capability) => !isOn[capability]);
  useActions(
    'peek',
    [...offered.map((capability, index) => ({ id: `channel.preview.${capability}`, label: t(($) => $.channels.previewOf[capability]), group: channel.name, keys: keysOf(index), run: () => setPreview(capability) })), { id: 'channel.prices', label: t(($) => $.leases.pricesOpen), group: channel.name, keys: 'm', run: () => setComparing(true) }],
  );
  return (
    <>
      <Pairs
        rows={[
          [t(($) => $.channels.address), channel.url],
          [t(($) => $.channels.currency), channel.currency],
          [t(($) => $.channels.goLive), `${formats.fullDay(dayOf(channel.goLiveAt, formats.timeZone))} ${formats.time(channel.goLiveAt)}`],
        ]}
      />
      <ChannelFreshness channelId={channel.id} />
      {channel.kind !== 'practice' && <LocalNetwork channel={channel} />}
      <Section title={t(($) => $.channels.mayWrite)} />
      {switchableCapabilities.map((capability) => (
        <Capability key={capability} channel={channel} capability={capability} keys={keysOf(offered.indexOf(capability))} onPreview={() => setPreview(capability)} />
      ))}
      {hasPlaces[channel.kind] && <StockPlace channel={channel} />}
      <ChannelLevels channel={channel} />
      <Section title={t(($) => $.leases.prices)} />
      <Button variant="default" rightSection={<Key keys="m" />} onClick={() => setComparing(true)}>
        {t(($) => $.leases.pricesOpen)}
      </Button>
      <PricesDialog channel={comparing ? channel : undefined} onClose={() => setComparing(false)} />
      <BothSides channelId={channel.id} />
      <ChannelPayouts channelId={channel.id} />
      <Section title={t(($) => $.channels.catalogue)} />
      <TakeProducts channelId={channel.id} />
      <PreviewDialog channelId={channel.id} capability={preview} onClose={() => setPreview(undefined)} />
    </>
  );
}

/** Those that can be switched on are counted, so that the keys begin with the first of them. */
const keysOf = (index: number): string => `v ${index + 1}`;

const switchesOf = (channel: Channel): Record<SwitchableCapability, boolean> => ({ stock: channel.sendsStock, fulfilments: channel.sendsFulfilments, refunds: channel.sendsRefunds });

/** Whether it may answer in this network, where only its owner can know that it does. */
function LocalNetwork({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const set = useCommand('channel.setLocalNetwork');
  const allowed = channel.localNetwork;
  const verb = t(($) => (allowed ? $.channels.local.refuse : $.channels.local.allow));
  const run = (): void => set.mutate({ channelId: channel.id, allowed: !allowed });
  useActions('peek', [{ id: 'channel.local', label: `${t(($) => $.channels.local.title)}: ${verb}`, group: channel.name, keys: 'a', run }]);
  return (
    <>
      <Section title={t(($) => $.channels.local.title)} />
      <div className="peek-line">
        <Status kind={allowed ? 'done' : 'off'}>{t(($) => (allowed ? $.channels.local.allowed : $.channels.local.notAllowed))}</Status>
        <Button variant={allowed ? 'subtle' : 'default'} {...(allowed && { color: 'gray' })} loading={set.isPending} rightSection={<Key keys="a" />} onClick={run}>
          {verb}
        </Button>
      </div>
      {set.error !== null && <ProblemPanel problem={set.error} />}
    </>
  );
}

function Capability({ channel, capability, keys, onPreview }: { channel: Channel; capability: SwitchableCapability; keys: string; onPreview: () => void }) {
  const { t } = useTranslation();
  const off = useCommand('channel.switchOff');
  const on = switchesOf(channel)[capability];
  return (
    <div className="peek-line">
      <Status kind={on ? 'done' : 'off'}>{t(($) => $.channels.capabilities[capability])}</Status>
      {on ? (
        <Button variant="subtle" color="gray" loading={off.isPending} onClick={() => off.mutate({ channelId: channel.id, capability })}>
          {t(($) => $.channels.switchOff)}
        </Button>
      ) : (
        <Button variant="default" rightSection={<Key keys={keys} />} onClick={onPreview}>
          {t(($) => $.channels.preview)}
        </Button>
      )}
      {off.error !== null && <ProblemPanel problem={off.error} />}
    </div>
  );
}

function TakeProducts({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const take = useCommand('channel.importProducts');
  const run = (): void =>
    take.mutate({ channelId }, { onSuccess: ({ created, updated, unchanged, refused }) => show(t(($) => $.channels.taken, { created, updated, unchanged, refused: refused.length })) });
  return (
    <>
      <p className="text2">{t(($) => $.channels.takeText)}</p>
      <Button variant="default" mt={8} loading={take.isPending} onClick={run}>
        {t(($) => $.channels.take)}
      </Button>
      {take.error !== null && <ProblemPanel problem={take.error} onRetry={run} />}
    </>
  );
}
