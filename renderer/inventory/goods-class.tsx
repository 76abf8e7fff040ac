import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { GoodsClass } from './use-goods-classes.ts';

/** What a class follows from, in words; nothing for whoever may not know what sales cost. */
export function useClassWords(): (goods: GoodsClass) => string | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  return useCallback(
    ({ rank, share, cumulative }) =>
      rank === undefined ? undefined : t(($) => $.analysis.rankOf, { rank, share: formats.percent(share ?? ratePpm(0)), cumulative: formats.percent(cumulative ?? ratePpm(0)) }),
    [t, formats],
  );
}

/** `AX`, `CZ`, as people write it, or a dash for goods that were never here. */
export function GoodsClassCell({ goods, words }: { goods: GoodsClass | undefined; words: ReturnType<typeof useClassWords> }) {
  if (!goods) return <span className="text3">—</span>;
  return (
    <span className={goods.valueClass === 'A' ? 'medium' : 'text2'} title={words(goods)}>
      {goods.valueClass}
      {goods.demandClass}
    </span>
  );
}

/** The class beside the list, with what it follows from. */
export function GoodsClassLine({ goods }: { goods: GoodsClass }) {
  const { t } = useTranslation();
  const why = useClassWords()(goods);
  return (
    <p className="text2">
      <span className="medium">{`${t(($) => $.analysis.classOf)} ${goods.valueClass}${goods.demandClass}`}</span>
      {why !== undefined && ` · ${why}`}
    </p>
  );
}
