import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { markOf } from '../sales/use-channels.ts';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Glyph } from '../ui/glyph.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { ChannelBox } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type BeingRead, type ChannelStatus, isBeingRead } from './channel-state.ts';
import { useRate } from './use-rate.ts';

/** New channels whose orders are still being read: how far that is, and the way to stop it and to go on. */
export const FirstReadings = ({ channels }: { channels: readonly ChannelStatus[] }) => channels.filter(isBeingRead).map((channel) => <FirstReading key={channel.channelId} channel={channel} />);

function FirstReading({ channel: { channelId, name, reading } }: { channel: BeingRead }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const stop = useCommand('channel.stopReading');
  const resume = useCommand('channel.resumeReading');
  const isStopped = reading.state === 'stopped';
  const turn = isStopped ? resume : stop;
  const title = t(($) => $.channels.reading.states[reading.state]);
  const act: Action = {
    id: `channels.${channelId}.reading`,
    label: `${name}: ${title}`,
    detail: isStopped ? t(($) => $.channels.reading.resume) : t(($) => $.channels.reading.stop),
    group: t(($) => $.channels.goingOn),
    run: () => turn.mutate({ channelId }),
  };
  useActions('screen', [act]);
  return (
    <>
      <div className="sync-news" role="group" aria-label={act.label}>
        <Glyph kind={isStopped ? 'off' : 'half'} />
        <div className="column">
          <span className="row">
            <ChannelBox name={name} mark={markOf(name)} />
            <span className="medium">{title}</span>
          </span>
          <span className="text2 text-wrap">{isStopped ? t(($) => $.channels.reading.stoppedText) : reading.prepared === null ? t(($) => $.channels.reading.text) : t(($) => $.channels.reading.preparing)}</span>
        </div>
        <Progressing reading={reading} label={act.label} />
        <div className="column">
          <span className="caption">{t(($) => $.channels.since)}</span>
          <span>{formats.age(Math.max(0, now - (isStopped ? reading.changedAt : reading.startedAt)))}</span>
        </div>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" loading={turn.isPending} onClick={act.run}>
            {act.detail}
          </Button>
        </div>
      </div>
      {turn.error !== null && <ProblemPanel problem={turn.error} />}
    </>
  );
}

/** The bar only where the shop counts its orders; how many came is said in any case, or how many it put together for us so far. */
function Progressing({ reading: { state, read, total, prepared }, label }: { reading: BeingRead['reading']; label: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const rate = useRate(read, state === 'reading' && prepared === null);
  const known = prepared ?? read;
  const count = formats.count(known);
  const left = rate === null || total === null ? null : Math.ceil((total - read) / rate) * 1000;
  return (
    <div className="column">
      <span className="num" style={{ textAlign: 'start' }}>{total === null ? t(($) => $.channels.reading.came, { count: known, read: count }) : t(($) => $.channels.reading.of, { read: count, total: formats.count(total) })}</span>
      {total !== null && <Progress value={(known / Math.max(1, total)) * 100} my={4} aria-label={label} />}
      {prepared !== null && <span className="caption">{t(($) => $.channels.reading.prepared)}</span>}
      {rate !== null && <span className="caption num" style={{ textAlign: 'start' }}>{left === null ? t(($) => $.channels.reading.rate, { rate: formats.count(rate) }) : t(($) => $.channels.reading.rateLeft, { rate: formats.count(rate), left: formats.age(left) })}</span>}
    </div>
  );
}
