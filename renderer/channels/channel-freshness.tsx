import { useTranslation } from 'react-i18next';
import type { Instant } from '../../shared/units/instant.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useNow } from '../ui/now.ts';
import { Pairs, Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** How old what is known of a channel is, and what it is not told yet: the moment, and how long ago that was. */
export function ChannelFreshness({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const status = useQueryOf('sync.status', undefined);
  const channel = status.data?.channels.find((one) => one.channelId === channelId);
  if (!channel) return null;
  const moment = (at: Instant | null, none: string): string => (at === null ? none : `${formats.dateTime(at)} · ${formats.age(Math.max(0, now - at))}`);
  return (
    <>
      <Section title={t(($) => $.channels.ages.title)} />
      <Pairs
        rows={[
          [t(($) => $.channels.ages.ordersUpTo), moment(channel.ordersUpTo, t(($) => $.channels.ages.never))],
          [t(($) => $.channels.ages.listingsReadAt), moment(channel.listingsReadAt, t(($) => $.channels.ages.never))],
          [t(($) => $.channels.ages.oldestWaitingAt), moment(channel.oldestWaitingAt, t(($) => $.channels.ages.nothing))],
        ]}
      />
    </>
  );
}
