import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Row = OutputOf<'agreement.repriced'>['underFloor'][number];

/** Goods whose price leaves less than their floor at a supplier's price: what each sells at, and what it would have to. */
export function UnderFloor({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (rows.length === 0) return <Status kind="done">{t(($) => $.reprice.noneUnder)}</Status>;
  return (
    <div className="under-floor">
      <Section title={t(($) => $.reprice.under, { count: rows.length })} side={formats.currencySymbol} />
      {rows.map(({ variantId, sku, name, price, lowest, floor, already }) => (
        <div key={variantId} className="peek-line" data-sku={sku}>
          <span className="column" style={{ minWidth: 0 }}>
            <span className="ellipsis">{name}</span>
            <span className="caption">
              <span className="code">{sku}</span>
              {floor !== undefined && ` · ${t(($) => $.reprice.floor, { rate: formats.percent(floor) })}`}
              {already && ` · ${t(($) => $.reprice.already)}`}
            </span>
          </span>
          <span className="num warn">
            {formats.bareUnitPrice(price, formats.currency)}
            {lowest !== undefined && ` → ${lowest === null ? t(($) => $.reprice.noPrice) : formats.bareUnitPrice(lowest, formats.currency)}`}
          </span>
        </div>
      ))}
    </div>
  );
}
