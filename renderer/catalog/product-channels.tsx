import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { SavedText } from '../ui/saved-field.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Product } from './use-product-edit.ts';
import { usePublishing } from './use-publishing.ts';

type Shown = OutputOf<'channelCopy.get'>['channels'][number];

/** What each channel shows of the product, with a draft beside it: only what differs is sent, and only when it is published. */
export function ProductChannels({ product: { id: productId } }: { product: Product }) {
  const { t } = useTranslation();
  const shown = useQueryOf('channelCopy.get', { productId }).data?.channels.filter(({ listed }) => listed) ?? [];
  const waiting = shown.filter(({ changes }) => changes.length > 0);
  const publishing = usePublishing();
  const run = (): void => publishing.run(waiting.map(({ channelId }) => ({ channelId, productId })));
  const act: Action | undefined = waiting.length === 0 ? undefined : { id: 'product.publish', label: t(($) => $.shown.publish, { count: waiting.length }), group: t(($) => $.shell.products), keys: 'p', run };
  useActions('screen', act ? [act] : []);
  if (shown.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.shown.onChannels)} side={act && <ActionButton action={act} variant="default" />} />
      {publishing.problem !== null && <ProblemPanel problem={publishing.problem} />}
      {shown.map((channel) => (
        <ChannelCopy key={channel.channelId} productId={productId} channel={channel} />
      ))}
    </>
  );
}

function ChannelCopy({ productId, channel }: { productId: number; channel: Shown }) {
  const { t } = useTranslation();
  const draft = useCommand('channelCopy.draft');
  const { channelId, live, draft: drafted, changes, levels } = channel;
  const formats = useFormats();
  const write = async (changed: { name?: string | null; description?: string | null; offered?: boolean | null }): Promise<void> => {
    await draft.mutateAsync({ channelId, productId, changes: changed });
  };
  // An emptied field, or the words that are live, leave nothing to publish.
  const words = (field: 'name' | 'description') => (text: string) => write({ [field]: text === '' || text === live[field] ? null : text });
  const hint = (field: 'name' | 'description' | 'offered'): string | undefined =>
    changes.includes(field) ? t(($) => $.shown.liveNow, { text: field === 'offered' ? t(($) => $.shown.offered[live.offered ? 'yes' : 'no']) : live[field] || '—' }) : undefined;
  const offered = drafted.offered ?? live.offered;
  return (
    <div className="channel-copy">
      <div className="row">
        <span className="medium">{channel.name}</span>
        <CopyNews channel={channel} />
        <span className="spring" />
        <span className="text3">{levels.map(({ sku, level }) => t(($) => $.shown.mayShow, { sku, quantity: formats.quantity(level) })).slice(0, 3).join(' · ')}</span>
      </div>
      <div className="product-fields">
        <SavedText label={t(($) => $.shown.nameThere)} value={drafted.name ?? live.name} description={hint('name')} onSave={words('name')} />
        <Select
          label={t(($) => $.shown.offeredThere)}
          {...(changes.includes('offered') && { description: hint('offered') })}
          data={(['yes', 'no'] as const).map((value) => ({ value, label: t(($) => $.shown.offered[value]) }))}
          value={offered ? 'yes' : 'no'}
          onChange={(next) => void write({ offered: (next === 'yes') === live.offered ? null : next === 'yes' })}
        />
        <div className="wide">
          <SavedText label={t(($) => $.shown.descriptionThere)} value={drafted.description ?? live.description} description={hint('description')} lines={2} onSave={words('description')} />
        </div>
      </div>
      {draft.error !== null && <ProblemPanel problem={draft.error} />}
    </div>
  );
}

function CopyNews({ channel: { changes, news } }: { channel: Shown }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (news?.state === 'parked') return <Status kind="stop">{t(($) => $.shown.copyParked)}</Status>;
  if (news?.state === 'waiting' || news?.state === 'sending') return <Status kind="wait">{t(($) => $.shown.copyWaits)}</Status>;
  if (changes.length > 0) return <Status kind="half">{t(($) => $.shown.copyDrafted, { count: changes.length })}</Status>;
  return news ? <Status kind="done">{t(($) => $.shown.copyLive, { at: formats.dateTime(news.at) })}</Status> : null;
}
