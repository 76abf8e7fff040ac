import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../shared/units/day.ts';
import { EntryLink } from '../accounting/entry-link.tsx';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useStockWords } from '../inventory/stock-words.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel, type WhyTerm } from '../ui/why.tsx';

type Figure = InputOf<'analysis.ledger'>['figure'];
type Ledger = OutputOf<'analysis.ledger'>;

interface Asked {
  figure: Figure;
  /** All goods where left out. */
  variantId?: number;
  on?: Day | undefined;
}

/** A figure that opens the journal lines it is made of, each a link to its entry. */
export function LedgerWhy({ name, amount, children, ...asked }: Asked & { name: string; amount: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Why label={t(($) => $.stock.whyLabel, { figure: name, amount })} explanation={() => <LedgerLines name={name} amount={amount} {...asked} />}>
      {children}
    </Why>
  );
}

function LedgerLines({ name, amount, figure, variantId, on }: Asked & { name: string; amount: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  const ledger = useQueryOf('analysis.ledger', { figure, ...(variantId !== undefined && { variantId }), ...(on !== undefined && { on }) });
  if (ledger.error) return <ProblemPanel problem={ledger.error} />;
  if (!ledger.data) return <Loading rows={4} />;
  const { from, on: last, days, lines, earlier } = ledger.data;
  const signed = (value: Ledger['total']): string => (value === undefined ? '···' : formats.signed(value));
  const counted = (count: number): string => (figure === 'average' ? t(($) => $.analysis.countedDays, { count, days }) : '');
  const terms = lines.map((line, index): WhyTerm => ({
    id: `${index} ${line.postedOn}`,
    words: [variantId === undefined ? formats.day(line.postedOn) : words.kind(line.kind), line.quantity ? formats.signedQuantity(line.quantity) : '', counted(line.days)].filter((part) => part !== '').join(' '),
    source: line.entry ? <EntryLink entry={line.entry} /> : formats.day(line.postedOn),
    amount: signed(line.value),
  }));
  const before = earlier === null ? [] : [{ id: 'earlier', words: words.kind('earlier'), amount: signed(earlier.value) }];
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.orders.whyTotal, { amount }),
        asOf: figure === 'stock' ? formats.day(last) : t(($) => $.analysis.period, { days, from: formats.day(from), on: formats.day(last) }),
        terms: [...terms, ...before],
        total: { words: figure === 'average' ? t(($) => $.analysis.meanOfDays, { days }) : name, amount },
        proof: t(($) => $.orders.whyProof),
      }}
    />
  );
}

/** What stock of an age is worth, opening the layers it is made of, each with the entry that brought it. */
export function LayersWhy({ bucket, name, amount, variantId, on }: { bucket: InputOf<'analysis.layers'>['bucket']; name: string; amount: string; variantId?: number; on: Day | undefined }) {
  const { t } = useTranslation();
  return (
    <Why label={t(($) => $.stock.whyLabel, { figure: name, amount })} explanation={() => <Layers name={name} amount={amount} asked={{ bucket, ...(variantId !== undefined && { variantId }), ...(on !== undefined && { on }) }} />}>
      {amount}
    </Why>
  );
}

function Layers({ name, amount, asked }: { name: string; amount: string; asked: InputOf<'analysis.layers'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const layers = useQueryOf('analysis.layers', asked);
  if (layers.error) return <ProblemPanel problem={layers.error} />;
  if (!layers.data) return <Loading rows={4} />;
  const { on, lines, rest } = layers.data;
  const worth = (value: Ledger['total']): string => (value === undefined ? '···' : formats.amount(value));
  const terms = lines.map((line, index): WhyTerm => ({
    id: `${index} ${line.madeOn}`,
    words: t(($) => $.analysis.layerOf, { sku: line.sku, quantity: formats.quantity(line.quantity), day: formats.day(line.madeOn) }),
    source: line.entry ? <EntryLink entry={line.entry} /> : undefined,
    amount: worth(line.value),
  }));
  const others = rest === null ? [] : [{ id: 'rest', words: t(($) => $.analysis.moreLayers, { count: rest.layers }), amount: worth(rest.value) }];
  return <WhyPanel explanation={{ question: t(($) => $.orders.whyTotal, { amount }), asOf: formats.day(on), terms: [...terms, ...others], total: { words: name, amount }, proof: t(($) => $.orders.whyProof) }} />;
}
