import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LedgerWhy } from '../analysis/ledger-why.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Peek } from '../ui/peek.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { ReleaseRow } from './cash-release-columns.tsx';

/** One of the goods with money bound in it: how much, above what, and why that is the way to get at it. */
export function CashReleasePeek({ row, coverDays, onNext, onClose }: { row: ReleaseRow; coverDays: number; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const links = (
    <>
      <Link to="/purchasing/plan" search={{ view: 'all', variant: row.variantId }}>{t(($) => $.cashRelease.openNeed)}</Link>
      <Link to="/stock" search={{ variant: row.variantId }}>{t(($) => $.analysis.movements)}</Link>
    </>
  );
  return (
    <Peek label={row.name} title={row.name} onNext={onNext} onClose={onClose} footer={<span className="row" style={{ gap: 16 }}>{links}</span>}>
      <p className="text2 code">{row.sku}</p>
      <Section title={row.action === undefined ? t(($) => $.cashRelease.action) : t(($) => $.cashRelease.actions[row.action ?? 'markdown'])} />
      <p>{useReason(row)}</p>
      <Terms row={row} coverDays={coverDays} />
    </Peek>
  );
}

function useReason(row: ReleaseRow): string {
  const { t } = useTranslation();
  const formats = useFormats();
  const days = formats.count(row.lastsDays ?? 0);
  if (row.action === undefined) return '···';
  if (row.action === 'returnToSupplier') return t(($) => $.cashRelease.because.returnToSupplier, { returnable: formats.quantity(row.returnable), supplier: row.supplierName });
  if (row.action === 'stopOrdering' && row.coming !== 0) return t(($) => $.cashRelease.because.onOrder, { coming: formats.quantity(row.coming) });
  return t(($) => $.cashRelease.because[row.action ?? 'markdown'], { days });
}

function Terms({ row, coverDays }: { row: ReleaseRow; coverDays: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amount = formats.quantity;
  const money = (value: ReleaseRow['value']): string => (value === undefined ? '···' : formats.money(value));
  const terms: [name: string, value: ReactNode, from: string][] = [
    [t(($) => $.cashRelease.value), <LedgerWhy key="value" figure="stock" variantId={row.variantId} name={t(($) => $.cashRelease.value)} amount={money(row.value)}>{money(row.value)}</LedgerWhy>, t(($) => $.cashRelease.valueTerm, { onHand: amount(row.onHand) })],
    [t(($) => $.cashRelease.needed), amount(row.needed), t(($) => $.cashRelease.neededTerm, { days: coverDays })],
    [t(($) => $.cashRelease.excess), amount(row.excess), t(($) => $.cashRelease.excessTerm)],
    [t(($) => $.cashRelease.bound), money(row.bound), `${money(row.value)} × ${amount(row.excess)} ÷ ${amount(row.onHand)}`],
    [t(($) => $.cashRelease.lastSold), row.lastSoldOn === null ? t(($) => $.analysis.never) : formats.day(row.lastSoldOn), t(($) => $.cashRelease.soldTerm, { sold: amount(row.sold) })],
  ];
  return (
    <>
      <Section title={t(($) => $.analysis.why)} />
      {terms.map(([name, value, from]) => (
        <div key={name} className="analysis-term">
          <span>{name}</span>
          <span className="num medium">{value}</span>
          <span className="caption">{from}</span>
        </div>
      ))}
    </>
  );
}
