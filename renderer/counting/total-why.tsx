import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountFigure } from '../../shared/counting/stocktake.contract.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { EntryLink } from '../accounting/entry-link.tsx';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel, type WhyTerm } from '../ui/why.tsx';

interface Asked {
  stocktakeId: number;
  figure: CountFigure;
}

/** A total of a count that answers why: its lines, those worth most first. F1 asks it of the net, unless another figure is in focus. */
export function CountTotalWhy({ value, children, ...asked }: Asked & { value: Minor; children: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const label = t(($) => $.stock.whyLabel, { figure: t(($) => $.counts[asked.figure]), amount: formats.signed(value) });
  return (
    <Why label={label} {...(asked.figure === 'net' && { answersOn: { layer: 'screen' as const, group: t(($) => $.keys.here) } })} explanation={() => <TotalExplained {...asked} />}>
      {children}
    </Why>
  );
}

function TotalExplained(asked: Asked) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const explained = useQueryOf('stocktake.explainTotal', asked);
  if (explained.error) return <ProblemPanel problem={explained.error} />;
  if (!explained.data) return <Loading rows={4} />;
  const { total, lines, parts, others, othersValue, posted, entry } = explained.data;
  const money = (value: typeof total): string => (value === undefined ? '···' : formats.signed(value));
  const rest: WhyTerm[] = others === 0 ? [] : [{ id: 'others', words: t(($) => $.counts.otherLines, { count: others }), amount: money(othersValue) }];
  const amount = money(total);
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.orders.whyTotal, { amount }),
        asOf: formats.time(now),
        terms: [
          ...parts.map(({ lineId, name, sku, bin, variance, value }) => ({
            id: String(lineId),
            words: [name, variance === undefined ? '' : formats.signedQuantity(variance)].filter((word) => word !== '').join(' · '),
            source: <span className="code">{bin ?? sku}</span>,
            amount: money(value),
          })),
          ...rest,
        ],
        total: { words: [t(($) => $.counts[asked.figure]), t(($) => $.counts.lineCount, { count: lines })].join(' · '), amount },
        proof: entry ? <>{t(($) => $.counts.worthNote.posted)} <EntryLink entry={entry} /></> : t(($) => $.counts.worthNote[posted ? 'posted' : 'estimate']),
      }}
    />
  );
}
