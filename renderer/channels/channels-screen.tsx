import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ChannelPeek } from './channel-peek.tsx';
import { ChannelTable } from './channel-table.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { useConflictsAction } from './use-conflicts-action.ts';
import { useDraftsAction } from './use-drafts-action.ts';
import { useSupportAction } from './use-support-action.ts';
import { type Review, ReviewDialog } from './review-dialog.tsx';
import { SyncNews } from './sync-news.tsx';

/** The sync centre: how old each channel's numbers are, what goes on by itself, and what needs a person. */
export function ChannelsScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const status = useQueryOf('sync.status', undefined);
  const sync = useCommand('sync.once');
  const [connecting, setConnecting] = useState(false);
  const [opened, setOpened] = useState<number>();
  const [review, setReview] = useState<Review>();
  const channels = status.data?.channels ?? [];
  const group = t(($) => $.shell.channels);
  const syncNow = { id: 'sync.now', label: t(($) => $.channels.syncNow), group, keys: 's', run: () => sync.mutate({}) };
  const connect = { id: 'channels.connect', label: t(($) => $.channels.connect), group, keys: 'n', icon: <IconPlus size={14} />, run: () => setConnecting(true) };
  const details = channels.map(({ channelId, name }, index) => ({ id: `channels.open.${channelId}`, label: name, detail: t(($) => $.channels.details), group, ...(index < 9 && { keys: String(index + 1) }), run: () => setOpened(channelId) }));
  const drafts = useDraftsAction(channels.length > 0);
  const conflicts = useConflictsAction(channels.reduce((sum, channel) => sum + channel.conflicts, 0));
  const support = useSupportAction();
  useActions('screen', [syncNow, connect, conflicts, drafts, support, ...details]);
  const waiting = channels.filter((channel) => channel.state === 'needsYou').length;
  const side = channels.length > 0 && (
    <span className="text3">{waiting === 0 ? t(($) => $.channels.asOf, { time: formats.time(now) }) : t(($) => $.channels.summary, { time: formats.time(now), needs: t(($) => $.channels.needYou, { count: waiting }) })}</span>
  );
  const buttons = channels.length > 0 && (
    <>
      <ActionButton action={conflicts} variant="default" />
      <ActionButton action={drafts} variant="default" />
      <ActionButton action={connect} variant="default" />
      <ActionButton action={syncNow} variant={waiting > 0 ? 'default' : 'filled'} loading={sync.isPending} />
    </>
  );
  return (
    <Screen title={t(($) => $.channels.title)} side={side} buttons={buttons} peek={opened !== undefined && <ChannelPeek channelId={opened} onClose={() => setOpened(undefined)} />}>
      {sync.error !== null && <ProblemPanel problem={sync.error} onRetry={() => sync.mutate({})} />}
      {status.isPending && <Loading widths={[120, 160, 80]} rows={4} />}
      {status.error && <ProblemPanel problem={status.error} onRetry={() => void status.refetch()} />}
      {status.data && channels.length === 0 && (
        <Empty title={t(($) => $.channels.emptyTitle)} text={t(($) => $.channels.emptyText)}>
          <Button leftSection={<IconPlus size={14} />} onClick={() => setConnecting(true)}>
            {t(($) => $.channels.connect)}
          </Button>
          <Button variant="default" component={Link} to="/channels/practice">
            {t(($) => $.practice.title)}
          </Button>
        </Empty>
      )}
      {channels.length > 0 && (
        <div className="scroll">
          <ChannelTable channels={channels} opened={opened} onOpen={setOpened} />
          <SyncNews channels={channels} onOpen={setOpened} onReview={setReview} onConflicts={conflicts.run} />
          <div className="row" style={{ padding: '16px 6px' }}>
            <ActionButton action={support} variant="subtle" />
          </div>
        </div>
      )}
      <ReviewDialog review={review} channels={channels} onClose={() => setReview(undefined)} />
      <ConnectDialog
        opened={connecting}
        onClose={() => setConnecting(false)}
        onConnected={(channelId) => {
          setConnecting(false);
          setOpened(channelId);
        }}
      />
    </Screen>
  );
}
