import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { ChannelStatus } from './channel-state.ts';

type PayoutReading = NonNullable<ChannelStatus['payouts']>;

const glyphs: Record<PayoutReading['state'], GlyphKind> = { reading: 'half', done: 'done', noAccount: 'off', notAllowed: 'off' };

/** Whether a channel's payouts are read, and what helps where they are not; nothing where it was never asked. */
export function ChannelPayouts({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const status = useQueryOf('sync.status', undefined);
  const payouts = status.data?.channels.find((one) => one.channelId === channelId)?.payouts;
  if (!payouts) return null;
  const { state, says, readAt, unread } = payouts;
  return (
    <>
      <Section title={t(($) => $.payouts.title)} />
      <div className="peek-line">
        <Status kind={glyphs[state]}>{t(($) => $.channels.payouts.states[state], { when: formats.dateTime(readAt) })}</Status>
      </div>
      <p className="text2 text-wrap">{t(($) => $.channels.payouts.texts[state])}</p>
      {says !== '' && (
        <p className="text2 text-wrap code" style={{ marginTop: 8 }}>
          {says}
        </p>
      )}
      {unread.map(({ externalId, problem }) => (
        <div key={externalId} className="peek-line payout-unread">
          <Status kind="look">{t(($) => $.channels.payouts.unread, { number: externalId })}</Status>
          <p className="text2 text-wrap code">{problem}</p>
        </div>
      ))}
    </>
  );
}
