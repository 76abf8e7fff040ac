import { useTranslation } from 'react-i18next';
import { markOf } from '../sales/use-channels.ts';
import { Glyph } from '../ui/glyph.tsx';
import { useNow } from '../ui/now.ts';
import { ChannelBox } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { channelGlyph, type ChannelStatus, isBeingRead } from './channel-state.ts';

const tracks = '14px minmax(140px, 1fr) minmax(140px, 1.4fr) 110px 96px 96px 96px 90px';

/** One line per channel: its state, the age of its numbers, what the last round brought and sent, what still waits. */
export function ChannelTable({ channels, opened, onOpen }: { channels: readonly ChannelStatus[]; opened: number | undefined; onOpen: (channelId: number) => void }) {
  const { t } = useTranslation();
  const numeric = [t(($) => $.channels.age), t(($) => $.channels.pulled), t(($) => $.channels.sent), t(($) => $.channels.waiting)];
  return (
    <div role="table" aria-label={t(($) => $.shell.channels)}>
      <div className="grid-head" role="row" style={{ gridTemplateColumns: tracks, position: 'static' }}>
        <span role="columnheader" />
        <span role="columnheader">{t(($) => $.channels.channel)}</span>
        <span role="columnheader">{t(($) => $.channels.state)}</span>
        {numeric.map((heading) => (
          <span key={heading} role="columnheader" className="num">
            {heading}
          </span>
        ))}
        <span role="columnheader" />
      </div>
      {channels.map((channel) => (
        <ChannelRow key={channel.channelId} channel={channel} opened={channel.channelId === opened} onOpen={onOpen} />
      ))}
    </div>
  );
}

function ChannelRow({ channel, opened, onOpen }: { channel: ChannelStatus; opened: boolean; onOpen: (channelId: number) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const age = channel.answeredAt === null ? '—' : formats.age(Math.max(0, now - channel.answeredAt));
  const count = (value: number | undefined): string => (value === undefined ? '—' : formats.count(value));
  return (
    <div role="row" className="grid-row" data-hovers="" {...(opened && { 'data-cursor': '' })} style={{ gridTemplateColumns: tracks }}>
      <span role="cell" className="overflowing">
        <Glyph kind={channelGlyph[channel.state]} />
      </span>
      <span role="cell" className="row">
        <ChannelBox name={channel.name} mark={markOf(channel.name)} />
        <span className="medium ellipsis">{channel.name}</span>
      </span>
      <span role="cell" className={channel.state === 'needsYou' ? 'bad' : channel.state === 'stale' ? 'warn' : 'text2'}>
        {channel.stale ? t(($) => $.channels.stale[channel.stale!.why].state) : channel.cause ? t(($) => $.faults[channel.cause!.code], { name: channel.name }) : isBeingRead(channel) ? t(($) => $.channels.reading.states[channel.reading.state]) : t(($) => (channel.kind === 'spreadsheet' ? $.channels.sheet.states : $.channels.states)[channel.state])}
      </span>
      <span role="cell" className={channel.state === 'needsYou' ? 'num medium bad' : channel.state === 'stale' ? 'num medium warn' : 'num'}>{age}</span>
      <span role="cell" className="num text2">{count(channel.lastRound?.pulled)}</span>
      <span role="cell" className="num text2">{count(channel.lastRound?.sent)}</span>
      <span role="cell" className="num">{channel.waiting === 0 ? <span className="text3">—</span> : formats.count(channel.waiting)}</span>
      <span role="cell" className="num">
        <button type="button" className="plain link" onClick={() => onOpen(channel.channelId)}>
          {t(($) => $.channels.details)}
        </button>
      </span>
    </div>
  );
}
