import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ReviewDialog } from './review-dialog.tsx';

/** When both sides of a channel were compared last and what came of it; the way to look at that, and to compare them now. */
export function BothSides({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [reviewing, setReviewing] = useState(false);
  const status = useQueryOf('sync.status', undefined);
  const compare = useCommand('sync.compare');
  const channels = status.data?.channels ?? [];
  const channel = channels.find((one) => one.channelId === channelId);
  const run = (): void => compare.mutate({ channelId }, { onSuccess: () => void status.refetch() });
  useActions('peek', channel ? [{ id: 'channel.compare', label: t(($) => $.differences.compare), group: channel.name, keys: 'b', run }] : []);
  if (!channel) return null;
  const { sweep, differences } = channel;
  const when = sweep === null ? '' : formats.dateTime(sweep.endedAt);
  const isEqual = differences === 0;
  return (
    <>
      <Section title={t(($) => $.differences.bothSides)} />
      <div className="peek-line">
        <Status kind={!isEqual ? 'look' : sweep === null ? 'todo' : 'done'}>
          {!isEqual ? t(($) => $.differences.differ, { count: differences, when: when || '—' }) : sweep === null ? t(($) => $.differences.never) : t(($) => $.differences.equalSeen, { when })}
        </Status>
        {!isEqual && (
          <Button variant="default" onClick={() => setReviewing(true)}>
            {t(($) => $.channels.review)}
          </Button>
        )}
      </div>
      <p className="text2 text-wrap">{t(($) => $.differences.nightly)}</p>
      <Button variant="default" mt={8} loading={compare.isPending} rightSection={<Key keys="b" />} onClick={run}>
        {t(($) => $.differences.compare)}
      </Button>
      {compare.error !== null && <ProblemPanel problem={compare.error} onRetry={run} />}
      <ReviewDialog review={reviewing ? { kind: 'differences', channelId } : undefined} channels={channels} onClose={() => setReviewing(false)} />
    </>
  );
}
