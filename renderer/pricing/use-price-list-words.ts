import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useFormats } from '../ui/ui-context.tsx';

export type PriceListRow = OutputOf<'priceList.list'>['rows'][number];

/** Whom a list is for and when, in words. */
export function usePriceListWords(): { forWhom: (list: Pick<PriceListRow, 'customerGroupId' | 'channelId'>) => string; when: (list: Pick<PriceListRow, 'validFromOn' | 'validThroughOn'>) => string } {
  const { t } = useTranslation();
  const formats = useFormats();
  const groups = useQueryOf('customerGroup.list', undefined).data?.groups ?? [];
  const channels = useQueryOf('channel.list', undefined).data?.channels ?? [];
  return {
    forWhom: ({ customerGroupId, channelId }) => {
      const names = [groups.find(({ id }) => id === customerGroupId)?.name, channels.find(({ id }) => id === channelId)?.name].filter((name) => name !== undefined);
      return names.length === 0 ? t(($) => $.pricing.everybody) : names.join(' · ');
    },
    when: ({ validFromOn, validThroughOn }) => {
      const [from, through] = [validFromOn && formats.day(validFromOn), validThroughOn && formats.day(validThroughOn)];
      if (from && through) return t(($) => $.pricing.between, { from, through });
      if (from) return t(($) => $.pricing.since, { from });
      return through ? t(($) => $.pricing.until, { through }) : t(($) => $.pricing.always);
    },
  };
}
