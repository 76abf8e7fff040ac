import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { markOf } from '../sales/use-channels.ts';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Glyph, type GlyphKind } from '../ui/glyph.tsx';
import { useNow } from '../ui/now.ts';
import { Section } from '../ui/section.tsx';
import { ChannelBox } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type ChannelStatus, isBeingRead } from './channel-state.ts';
import { FirstReadings } from './first-readings.tsx';
import type { Review, ReviewKind } from './review-dialog.tsx';

interface News {
  readonly id: string;
  readonly kind: GlyphKind;
  readonly channel: ChannelStatus;
  readonly title: string;
  readonly text: string;
  /** What the shop does about it without anybody. */
  readonly byItself: string;
  readonly since: string;
  /** The way to look at it and settle it. */
  readonly act?: Action;
}

/** What a line says; `since` is null where nobody wrote down when it began. */
type Says = Pick<News, 'title' | 'text' | 'byItself'> & { readonly since: number | null };

const order: readonly GlyphKind[] = ['stop', 'look', 'wait'];

interface SyncNewsProps {
  readonly channels: readonly ChannelStatus[];
  readonly onOpen: (channelId: number) => void;
  readonly onReview: (review: Review) => void;
  readonly onConflicts: () => void;
}

/** Every kind of trouble in plain words, the worst first: what happened, what goes on by itself, what you can do. */
export function SyncNews({ channels, ...ways }: SyncNewsProps) {
  const { t } = useTranslation();
  const newsOf = useNewsOf(ways);
  const news = channels.flatMap(newsOf).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  useActions('screen', news.flatMap(({ act }) => (act ? [act] : [])));
  const asked = channels.every((channel) => channel.state !== 'neverAsked');
  return (
    <>
      <div style={{ padding: '0 16px' }}>
        <div style={{ height: 16 }} />
        <Section title={t(($) => $.channels.goingOn)} side={t(($) => $.channels.worstFirst)} />
      </div>
      <FirstReadings channels={channels} />
      {news.length === 0 && !channels.some(isBeingRead) && (
        <div className="row sync-news">
          <Glyph kind={asked ? 'done' : 'todo'} />
          <span className="text2">{asked ? t(($) => $.channels.allWell) : t(($) => $.channels.notAsked)}</span>
        </div>
      )}
      {news.map((one) => (
        <div key={one.id} className="sync-news">
          <Glyph kind={one.kind} />
          <div className="column">
            <span className="row">
              <ChannelBox name={one.channel.name} mark={markOf(one.channel.name)} />
              <span className="medium">{one.title}</span>
            </span>
            <span className="text2 text-wrap">{one.text}</span>
          </div>
          <div className="column">
            <span className="caption">{t(($) => $.channels.byItself)}</span>
            <span>{one.byItself}</span>
          </div>
          <div className="column">
            <span className="caption">{t(($) => $.channels.since)}</span>
            <span>{one.since}</span>
          </div>
          <div className="row" style={{ justifyContent: 'flex-end' }}>
            {one.act && (
              <Button variant="default" onClick={one.act.run}>
                {one.act.detail}
              </Button>
            )}
          </div>
        </div>
      ))}
    </>
  );
}

function useNewsOf({ onOpen, onReview, onConflicts }: Omit<SyncNewsProps, 'channels'>): (channel: ChannelStatus) => News[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const group = t(($) => $.channels.goingOn);
  return (channel) => {
    const { name, channelId } = channel;
    const { cause, troubles, brakedAt, since } = channel;
    const next = channel.nextTryAt === null ? t(($) => $.channels.waitsForYou) : t(($) => $.channels.triesAt, { time: formats.time(channel.nextTryAt) });
    const news: News[] = [];
    const add = (kind: GlyphKind, id: string, says: Says, detail?: string, run: () => void = () => onOpen(channelId)): void => {
      const act = detail === undefined ? {} : { act: { id: `channels.${channelId}.${id}`, label: `${name}: ${says.title}`, detail, group, run } };
      news.push({ id: `${channelId}.${id}`, kind, channel, ...says, since: says.since === null ? '—' : formats.age(Math.max(0, now - says.since)), ...act });
    };
    const review = (kind: ReviewKind, glyph: GlyphKind, says: Says): void => add(glyph, kind, says, t(($) => $.channels.review), () => onReview({ kind, channelId }));
    if (cause) {
      const fix = channel.fixes[0] ?? 'wait';
      const title = t(($) => $.faults[cause.code], { name });
      add(channel.state === 'needsYou' ? 'stop' : 'wait', 'cause', { title, text: t(($) => $.fixes[fix], { name, to: cause.movedTo ?? '' }), byItself: next, since: since.cause }, fix === 'wait' ? undefined : t(($) => $.channels.details));
    }
    if (channel.stale) {
      const { why, since: from } = channel.stale;
      add('look', 'stale', { title: t(($) => $.channels.stale[why].title, { name }), text: t(($) => $.channels.stale[why].text, { name }), byItself: next, since: from }, t(($) => $.channels.details));
    }
    if (brakedAt !== null) review('zeros', 'stop', { title: t(($) => $.channels.zerosTitle, { name }), text: t(($) => $.fixes.reviewZeros, { name }), byItself: t(($) => $.channels.waitsForYou), since: brakedAt });
    if (troubles[0]) review('troubles', 'look', { title: t(($) => $.channels.troublesTitle, { count: troubles.length }), text: t(($) => $.fixes.reviewTrouble, { name }), byItself: t(($) => $.channels.rawKept), since: troubles[0].since });
    if (channel.differences > 0) review('differences', 'look', { title: t(($) => $.channels.differencesTitle, { count: channel.differences }), text: t(($) => $.fixes.reviewDifferences, { name }), byItself: t(($) => $.channels.notCorrected), since: since.differences });
    if (channel.parked > 0) review('parked', 'look', { title: t(($) => $.channels.parkedTitle, { count: channel.parked }), text: t(($) => $.fixes.reviewParked, { name }), byItself: t(($) => $.channels.setAside), since: since.parked });
    if (channel.conflicts > 0)
      add('look', 'conflicts', { title: t(($) => $.conflicts.newsTitle, { count: channel.conflicts }), text: t(($) => $.fixes.reviewConflicts, { name }), byItself: t(($) => $.conflicts.newsKept), since: since.conflicts }, t(($) => $.channels.review), onConflicts);
    if (channel.clock?.since != null) {
      const { ahead, since: from } = channel.clock;
      const off = formats.age(Math.round(Math.abs(ahead) / 60_000) * 60_000);
      add('look', 'clock', { title: ahead > 0 ? t(($) => $.channels.clockBehind, { name, off }) : t(($) => $.channels.clockAhead, { name, off }), text: t(($) => $.fixes.setClock), byItself: t(($) => $.channels.goesOn), since: from });
    }
    const unread = channel.payouts?.unread.length ?? 0;
    if (unread > 0) add('look', 'payouts', { title: t(($) => $.channels.payouts.unreadTitle, { count: unread }), text: t(($) => $.channels.payouts.unreadText), byItself: t(($) => $.channels.payouts.askedAgain), since: null }, t(($) => $.channels.details));
    if (channel.unlinked > 0) review('unlinked', 'look', { title: t(($) => $.channels.unlinkedTitle, { count: channel.unlinked }), text: t(($) => $.fixes.linkListings, { name }), byItself: t(($) => $.channels.notSent), since: null });
    return news;
  };
}
