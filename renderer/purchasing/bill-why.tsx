import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useNow } from '../ui/now.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel, type WhyTerm } from '../ui/why.tsx';

type Bill = OutputOf<'supplierBill.get'>;

/** What a bill comes to: its lines, and their tax. */
export function BillTotalWhy({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const terms = bill.lines.flatMap(({ id, name, text, net, tax }): WhyTerm[] => [
    ...(net === undefined ? [] : [{ id: `${id}.net`, words: name ?? text, source: t(($) => $.purchasing.net), amount: formats.amount(net) }]),
    ...(tax === undefined || tax === 0 ? [] : [{ id: `${id}.tax`, words: name ?? text, source: t(($) => $.purchasing.tax), amount: formats.amount(tax) }]),
  ]);
  return <BillWhy figure={t(($) => $.bills.total)} amount={bill.total} terms={terms} />;
}

/** What of a bill is open: its total less everything that met it. F1 asks for it, unless another figure is in focus. */
export function BillOpenWhy({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const terms: WhyTerm[] = [
    ...(bill.total === undefined ? [] : [{ id: 'total', words: t(($) => $.bills.total), source: formats.day(bill.billedOn), amount: formats.amount(bill.total) }]),
    ...bill.settlements.map(({ kind, postedOn, amount }, index) => ({
      id: `${index}.${kind}`, words: t(($) => $.bills.kinds[kind]), source: formats.day(postedOn), amount: amount === undefined ? '···' : formats.signed(minor(-amount)),
    })),
  ];
  return <BillWhy asked figure={t(($) => $.bills.open)} amount={bill.open} terms={terms} />;
}

function BillWhy({ figure, amount: value, terms, asked = false }: { figure: string; amount: Bill['total']; terms: readonly WhyTerm[]; asked?: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  if (value === undefined) return '—';
  const amount = formats.money(value);
  const explanation = { question: t(($) => $.orders.whyTotal, { amount }), asOf: formats.time(now), terms, total: { words: figure, amount: formats.amount(value) }, proof: t(($) => $.orders.whyProof) };
  return (
    <Why label={t(($) => $.stock.whyLabel, { figure, amount })} {...(asked && { answersOn: { layer: 'peek' as const, group: t(($) => $.keys.here) } })} explanation={() => <WhyPanel explanation={explanation} />}>
      {amount}
    </Why>
  );
}
