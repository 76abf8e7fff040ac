import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelGlyph } from '../channels/channel-state.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { useNow } from '../ui/now.ts';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** How old each channel's numbers are. */
export function ChannelAges() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const status = useQueryOf('sync.status', undefined);
  const channels = status.data?.channels ?? [];
  return (
    <>
      <Section title={t(($) => $.shell.channels)} side={t(($) => $.today.ageOfData)} />
      {channels.length === 0 && (
        <div className="row alert-row">
          <Glyph kind="off" />
          <Link to="/channels">{t(($) => $.orders.connect)}</Link>
        </div>
      )}
      {channels.map((channel) => (
        <Link key={channel.channelId} to="/channels" className="alert-row grid-channel">
          <Glyph kind={channelGlyph[channel.state]} />
          <span className="ellipsis">{channel.name}</span>
          <span className="text2 ellipsis">{t(($) => $.channels.states[channel.state])}</span>
          <span className={channel.state === 'needsYou' ? 'num medium bad' : channel.state === 'stale' ? 'num medium warn' : 'num text2'}>
            {channel.answeredAt === null ? '—' : formats.age(Math.max(0, now - channel.answeredAt))}
          </span>
        </Link>
      ))}
    </>
  );
}
