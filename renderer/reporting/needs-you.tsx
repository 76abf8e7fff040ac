import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { skuOf } from '../sales/order-exceptions.tsx';
import { Glyph, type GlyphKind } from '../ui/glyph.tsx';
import { useNow } from '../ui/now.ts';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

interface Need {
  readonly id: string;
  readonly kind: GlyphKind;
  readonly title: string;
  readonly text: string;
  readonly when: string;
  readonly act: ReactNode;
}

const shown = 5;

/** What waits for a person, the stopped first, each with the one thing to do about it. */
export function NeedsYou() {
  const { t } = useTranslation();
  const channels = useChannelNeeds();
  const { rows, open } = useOrderNeeds();
  const needs = [...channels, ...rows].slice(0, shown);
  const count = channels.length + open;
  return (
    <>
      <Section title={t(($) => $.today.needsYou)} side={count > needs.length ? t(($) => $.today.firstOf, { shown: needs.length, count }) : undefined} />
      {needs.length === 0 && (
        <div className="row need">
          <Glyph kind="done" />
          <span className="text2">{t(($) => $.today.nothingWaits)}</span>
        </div>
      )}
      {needs.map((need) => (
        <div key={need.id} className="row need">
          <Glyph kind={need.kind} />
          <div className="column spring">
            <span className="medium ellipsis">{need.title}</span>
            <span className="text2 ellipsis">{need.text}</span>
          </div>
          <span className="caption">{need.when}</span>
          {need.act}
        </div>
      ))}
    </>
  );
}

function useOrderNeeds(): { rows: Need[]; open: number } {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const list = useQueryOf('exception.list', { limit: shown });
  const rows = (list.data?.rows ?? []).map(
    (row): Need => ({
      id: `exception.${row.id}`,
      kind: 'look',
      title: t(($) => $.exceptions[row.kind].title, { sku: skuOf(row) }),
      text: `${t(($) => $.orders.one, { number: row.orderNumber })} · ${t(($) => $.exceptions[row.kind].text)}`,
      when: formats.age(Math.max(0, now - row.raisedAt)),
      act: (
        <Button variant="default" component={Link} to="/orders/$orderId" params={{ orderId: String(row.orderId) } as never}>
          {t(($) => $.exceptions.open)}
        </Button>
      ),
    }),
  );
  return { rows, open: list.data?.open ?? 0 };
}

function useChannelNeeds(): Need[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const status = useQueryOf('sync.status', undefined);
  return (status.data?.channels ?? [])
    .filter((channel) => channel.state === 'needsYou')
    .map((channel) => ({
      id: `channel.${channel.channelId}`,
      kind: 'stop',
      title: t(($) => $.today.channelStopped, { name: channel.name }),
      text: channel.cause ? t(($) => $.faults[channel.cause!.code], { name: channel.name }) : t(($) => $.today.channelWaits),
      when: channel.answeredAt === null ? '' : formats.age(Math.max(0, now - channel.answeredAt)),
      act: (
        <Button variant="default" component={Link} to="/channels">
          {t(($) => $.today.openChannels)}
        </Button>
      ),
    }));
}
