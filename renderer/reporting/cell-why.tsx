import { useTranslation } from 'react-i18next';
import { accountsBehind, figureIn } from '../../shared/reporting/cell-parts.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useNow } from '../ui/now.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';

type Report = OutputOf<'report.get'>;
type Row = Report['rows'][number];

interface Props {
  report: Report;
  row: Row;
  at: number;
  startsOpen: boolean;
  onCell: (row: string) => void;
}

/** A figure of a statement answers why: its accounts, as it counts them, each down to its entries. */
export function CellWhy({ report, row, at, startsOpen, onCell }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const figure = String(row.cells[1] ?? '');
  const amount = formats.money(figureIn(row, at));
  const explanation = () => ({
    question: t(($) => $.orders.whyTotal, { amount }),
    asOf: formats.time(now),
    terms: accountsBehind(report.rows, row, at).map(({ row: part, amount: own }) => ({
      id: part.id,
      words: [part.cells[0], part.cells[1]].filter((word) => word !== null && word !== '').join(' '),
      source: part.ledgerAccountId === null ? t(($) => $.statements[part.id === 'openingMoney' ? 'balanceBefore' : 'openResult']) : (
        <button type="button" className="plain link" onClick={() => onCell(part.id)}>
          {t(($) => $.statements.entries)}
        </button>
      ),
      amount: formats.signed(own),
    })),
    total: { words: figure, amount },
    proof: t(($) => $.orders.whyProof),
  });
  return (
    <Why startsOpen={startsOpen} answersOn={{ layer: 'peek', group: t(($) => $.keys.here) }} label={t(($) => $.stock.whyLabel, { figure, amount })} explanation={() => <WhyPanel explanation={explanation()} />}>
      {amount}
    </Why>
  );
}
