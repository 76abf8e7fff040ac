import { useTranslation } from 'react-i18next';
import type { PromotionState } from '../../shared/pricing/promotion.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import type { GlyphKind } from '../ui/glyph.tsx';
import { useFormats } from '../ui/ui-context.tsx';

export const promotionGlyph: Record<PromotionState, GlyphKind> = { draft: 'todo', coming: 'wait', running: 'half', ended: 'off' };

/** When a promotion holds, where, and what it takes off, in words. */
export function usePromotionWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  const channels = useQueryOf('channel.list', undefined).data?.channels ?? [];
  return {
    when: ({ firstOn, lastOn }: { firstOn: Day; lastOn: Day }): string =>
      firstOn === lastOn ? formats.day(firstOn) : t(($) => $.promotions.between, { from: formats.day(firstOn), through: formats.day(lastOn) }),
    where: (channelIds: readonly number[]): string =>
      channelIds.length === 0 ? t(($) => $.promotions.allChannels) : channelIds.map((id) => channels.find((channel) => channel.id === id)?.name ?? '').join(' · '),
    off: ({ percentOff, amount }: { percentOff: RatePpm | null; amount: UnitPrice | null }): string =>
      amount !== null ? formats.unitPrice(amount) : t(($) => $.promotions.offPercent, { percent: percentOff === null ? '' : formats.percent(percentOff) }),
  };
}
