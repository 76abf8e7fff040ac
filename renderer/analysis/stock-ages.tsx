import { useTranslation } from 'react-i18next';
import type { Day } from '../../shared/units/day.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { LayersWhy } from './ledger-why.tsx';

/** What stock is worth by how long it has been here; the parts add up to the stock at cost. */
export function StockAges({ on }: { on: Day | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const ageing = useQueryOf('analysis.ageing', on === undefined ? {} : { on }).data;
  if (!ageing || ageing.value === undefined) return null;
  const shown = ageing.buckets.filter(({ value }) => value !== 0);
  if (shown.length === 0) return null;
  return (
    <dl className="stock-ages" aria-label={t(($) => $.analysis.age)}>
      <dt className="text3">{t(($) => $.analysis.age)}</dt>
      {shown.map(({ bucket, value }) => (
        <dd key={bucket}>
          <span className="text2">{t(($) => $.analysis.ages[bucket])}</span> <span className="num medium">{value === undefined ? '···' : <LayersWhy bucket={bucket} name={t(($) => $.analysis.ages[bucket])} amount={formats.money(value)} on={on} />}</span>
        </dd>
      ))}
    </dl>
  );
}
