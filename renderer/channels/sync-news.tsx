import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { markOf } from '../sales/use-channels.ts';
import { Glyph, type GlyphKind } from '../ui/glyph.tsx';
import { useNow } from '../ui/now.ts';
import { Section } from '../ui/section.tsx';
import { ChannelBox } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type ChannelStatus } from './channel-state.ts';

interface News {
  readonly id: string;
  readonly kind: GlyphKind;
  readonly channel: ChannelStatus;
  readonly title: string;
  readonly text: string;
  /** What the shop does about it without anybody. */
  readonly byItself: string;
  readonly since: string;
  readonly act?: ReactNode;
}

const order: readonly GlyphKind[] = ['stop', 'look', 'wait'];

/** Every kind of trouble in plain words, the worst first: what happened, what goes on by itself, what you can do. */
export function SyncNews({ channels, onOpen }: { channels: readonly ChannelStatus[]; onOpen: (channelId: number) => void }) {
  const { t } = useTranslation();
  const newsOf = useNewsOf(onOpen);
  const news = channels.flatMap(newsOf).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const asked = channels.every((channel) => channel.state !== 'neverAsked');
  return (
    <>
      <div style={{ padding: '0 16px' }}>
        <div style={{ height: 16 }} />
        <Section title={t(($) => $.channels.goingOn)} side={t(($) => $.channels.worstFirst)} />
      </div>
      {news.length === 0 && (
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
          <div className="row" style={{ justifyContent: 'flex-end' }}>{one.act}</div>
        </div>
      ))}
    </>
  );
}

function useNewsOf(onOpen: (channelId: number) => void): (channel: ChannelStatus) => News[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  return (channel) => {
    const { name, channelId } = channel;
    const since = channel.answeredAt === null ? '—' : formats.age(Math.max(0, now - channel.answeredAt));
    const look = (label: string): ReactNode => (
      <Button variant="default" onClick={() => onOpen(channelId)}>
        {label}
      </Button>
    );
    const next = channel.nextTryAt === null ? t(($) => $.channels.waitsForYou) : t(($) => $.channels.triesAt, { time: formats.time(channel.nextTryAt) });
    const news: News[] = [];
    const add = (kind: GlyphKind, id: string, title: string, text: string, byItself: string, label?: string): void => {
      news.push({ id: `${channelId}.${id}`, kind, channel, title, text, byItself, since, ...(label !== undefined && { act: look(label) }) });
    };
    if (channel.cause) {
      const fix = channel.fixes[0] ?? 'wait';
      const title = t(($) => $.faults[channel.cause!.code], { name });
      add(channel.state === 'needsYou' ? 'stop' : 'wait', 'cause', title, t(($) => $.fixes[fix], { name }), next, fix === 'wait' ? undefined : t(($) => $.channels.details));
    }
    if (channel.brakedAt !== null) add('stop', 'zeros', t(($) => $.channels.zerosTitle, { name }), t(($) => $.fixes.reviewZeros, { name }), t(($) => $.channels.waitsForYou), t(($) => $.channels.review));
    if (channel.troubles.length > 0) add('look', 'troubles', t(($) => $.channels.troublesTitle, { count: channel.troubles.length }), t(($) => $.fixes.reviewTrouble, { name }), t(($) => $.channels.rawKept), t(($) => $.channels.review));
    if (channel.parked > 0) add('look', 'parked', t(($) => $.channels.parkedTitle, { count: channel.parked }), t(($) => $.fixes.reviewParked, { name }), t(($) => $.channels.setAside), t(($) => $.channels.review));
    if (channel.unlinked > 0) add('look', 'unlinked', t(($) => $.channels.unlinkedTitle, { count: channel.unlinked }), t(($) => $.fixes.linkListings, { name }), t(($) => $.channels.notSent), t(($) => $.channels.review));
    return news;
  };
}
