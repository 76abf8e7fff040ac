import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SellingMethod, sellingMethods } from '../../shared/channels/lease.contract.ts';
import { parseQuantity } from '../../shared/units/parse.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { SavedText } from '../ui/saved-field.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats, useUi } from '../ui/ui-context.tsx';
import { LevelsDialog } from './levels-dialog.tsx';

type Channel = OutputOf<'channel.list'>['channels'][number];

/** How a channel is told of stock: shared with a buffer or leased, and the way to what is held back. */
export function ChannelLevels({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const { words } = useUi();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const choose = useCommand('lease.choose');
  const update = useCommand('channel.update');
  const [open, setOpen] = useState(false);
  const { id: channelId, name } = channel;
  useActions('peek', [{ id: 'channel.levels', label: t(($) => $.leases.open), group: name, keys: 'h', run: () => setOpen(true) }]);
  const method: SellingMethod = channel.leased ? 'leased' : 'shared';
  const pick = (next: SellingMethod): void =>
    choose.mutate(
      { channelId, variantId: null, method: next },
      { onSuccess: ({ before }) => show(t(($) => $.leases.chosen, { name, method: t(($) => $.leases.methods[next]) }), () => choose.mutateAsync(before)) },
    );
  const saveBuffer = async (text: string): Promise<void> => {
    const read = parseQuantity(text === '' ? '0' : text, formats.locale, 0);
    if (!read.ok) throw new TypeError(words.unreadable.unreadable);
    await update.mutateAsync({ channelId, changes: { buffer: read.value } });
  };
  return (
    <>
      <Section title={t(($) => $.leases.section)} />
      <SegmentedControl fullWidth aria-label={t(($) => $.leases.section)} disabled={!channel.sendsStock} value={method} data={sellingMethods.map((value) => ({ value, label: t(($) => $.leases.methods[value]) }))} onChange={(next) => pick(next as SellingMethod)} />
      <p className="text2" style={{ margin: '6px 0 8px' }}>{channel.sendsStock ? t(($) => $.leases.methodText[method]) : t(($) => $.leases.notSending)}</p>
      <SavedText label={t(($) => $.leases.bufferEdit)} value={formats.quantity(channel.buffer)} numeric onSave={saveBuffer} />
      <Button variant="default" mt={8} rightSection={<Key keys="h" />} onClick={() => setOpen(true)}>
        {t(($) => $.leases.open)}
      </Button>
      {choose.error !== null && <ProblemPanel problem={choose.error} />}
      <LevelsDialog channel={open ? channel : undefined} onClose={() => setOpen(false)} />
    </>
  );
}
