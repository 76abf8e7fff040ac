import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Quotation } from './quotation-screen.tsx';

/** What the cheapest way to order comes to, by supplier, and what one supplier alone would cost instead. */
export function QuotationProposal({ request: { best, whole, lines, suppliers } }: { request: Quotation }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!best) return null;
  const money = (amount: (typeof best)['total']): string => (amount === undefined ? '—' : formats.amount(amount));
  const nameOf = (supplierId: number | undefined): string => suppliers.find((one) => one.supplierId === supplierId)?.name ?? '';
  const lineName = (lineId: number): string => lines.find(({ id }) => id === lineId)?.name ?? '';
  const alone = whole?.awards[0]?.supplierId;
  const extra = whole?.total === undefined || best.total === undefined ? undefined : minor(whole.total - best.total);
  return (
    <>
      <Section title={t(($) => $.quotations.proposal)} side={t(($) => $.quotations.proposalOf, { goods: money(best.goods), freight: money(best.freight), total: money(best.total) })} />
      {best.awards.map(({ lineId, supplierId, quantity, cost }) => (
        <div key={`${lineId} ${supplierId}`} className="movement" style={{ gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) 80px 100px' }}>
          <span className="ellipsis">{lineName(lineId)}</span>
          <span className="ellipsis text2">{nameOf(supplierId)}</span>
          <span className="num">{formats.quantity(quantity)}</span>
          <span className="num medium">{money(cost)}</span>
        </div>
      ))}
      {best.missing.map(({ lineId, quantity }) => (
        <Status key={lineId} kind="look">{t(($) => $.quotations.missing, { name: lineName(lineId), quantity: formats.quantity(quantity) })}</Status>
      ))}
      <p className="text2">
        {!whole || whole.total === undefined || extra === undefined
          ? t(($) => $.quotations.noOneWhole)
          : extra === 0
            ? t(($) => $.quotations.fromOneSame)
            : t(($) => $.quotations.fromOne, { name: nameOf(alone), total: money(whole.total), extra: money(extra) })}
      </p>
    </>
  );
}
