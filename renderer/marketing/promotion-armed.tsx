import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Pairs } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { draftOf, type Promotion } from './promotion-draft.ts';
import { PromotionGoodsList } from './promotion-goods.tsx';
import { usePromotionWords } from './use-promotion-words.ts';

/** What stands armed: nothing to type, and since when, by what reason. */
export function ArmedTerms({ promotion, goods }: { promotion: Promotion; goods: OutputOf<'promotion.simulate'>['goods'] | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { when, where, off } = usePromotionWords();
  const { units, armedAt, reason } = promotion;
  return (
    <div className="column" style={{ gap: 12 }}>
      <Pairs
        rows={[
          [t(($) => $.promotions.days), when(promotion)],
          [t(($) => $.promotions.off), off(promotion)],
          [t(($) => $.promotions.channels), where(promotion.channelIds)],
          [t(($) => $.promotions.units), units === null ? '—' : formats.quantity(units)],
        ]}
      />
      <p className="text2 text-wrap">
        {armedAt !== null && `${t(($) => $.promotions.armedAt, { when: formats.moment(armedAt) })} `}
        {reason !== '' && `${t(($) => $.promotions.because, { reason })} `}
        {t(($) => $.promotions.frozen)}
      </p>
      <PromotionGoodsList draft={draftOf(promotion)} priced={goods} />
    </div>
  );
}
