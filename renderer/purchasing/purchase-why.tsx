import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderFigure } from '../../shared/purchasing/purchase-order.contract.ts';
import { EntryLink } from '../accounting/entry-link.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel, type WhyTerm } from '../ui/why.tsx';
import type { PurchaseOrder } from './purchase-order-screen.tsx';

type Line = PurchaseOrder['lines'][number];
type Part = OutputOf<'purchaseOrder.explain'>['parts'][number];

/** A quantity of an ordered line that answers why: receipts, bills and what was given up, each with its document and entry. */
export function OrderedWhy({ line, figure, text }: { line: Line; figure: OrderFigure; text: string }) {
  const { t } = useTranslation();
  return (
    <Why label={t(($) => $.stock.whyLabel, { figure: t(($) => $.purchasing.figures[figure]), amount: text })} explanation={() => <OrderedExplained line={line} figure={figure} />}>
      {text}
    </Why>
  );
}

function OrderedExplained({ line, figure }: { line: Line; figure: OrderFigure }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const explained = useQueryOf('purchaseOrder.explain', { purchaseOrderLineId: line.id, figure });
  if (explained.error) return <ProblemPanel problem={explained.error} />;
  if (!explained.data) return <Loading rows={3} />;
  const { total, value, parts } = explained.data;
  const amount = formats.quantity(total);
  const priced = figure === 'unbilled' && value !== undefined;
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.orders.whyTotal, { amount }),
        asOf: formats.time(now),
        terms: parts.map((part, index) => ({
          id: `${index}.${part.kind}`,
          words: [t(($) => $.purchasing.partKinds[part.kind], { number: part.number }), priced && part.value !== undefined ? formats.signed(part.value) : ''].filter((word) => word !== '').join(' · '),
          source: <PartSource part={part} />,
          amount: part.quantity === undefined ? '—' : formats.signedQuantity(part.quantity),
        })),
        total: { words: [t(($) => $.purchasing.figures[figure]), priced ? formats.amount(value) : ''].filter((word) => word !== '').join(' · '), amount },
        proof: t(($) => $.orders.whyProof),
      }}
    />
  );
}

function PartSource({ part: { source, entry, at } }: { part: Part }) {
  const formats = useFormats();
  if (entry) return <EntryLink entry={entry} />;
  if (source.kind === 'goodsReceipt') return <Link to="/purchasing/receipts" search={{ receipt: source.id }}>{formats.dateTime(at)}</Link>;
  return formats.dateTime(at);
}

/** What a line comes to: quantity × price, and why this price. */
export function LineNetWhy({ line, text }: { line: Line; text: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  if (line.net === undefined || line.price === undefined || line.ordered === undefined) return text;
  const chosen = line.reasons.find(({ verdict }) => verdict === 'chosen');
  const agreed = chosen !== undefined && chosen.price === line.price;
  const explanation = {
    question: t(($) => $.orders.whyTotal, { amount: text }),
    asOf: formats.time(now),
    terms: [{ id: 'net', words: `${formats.quantity(line.ordered)} × ${formats.bareUnitPrice(line.price, formats.currency)}`, source: t(($) => $.purchasing.priceBy[agreed ? 'agreed' : 'typed']), amount: text }],
    total: { words: t(($) => $.purchasing.net), amount: text },
  };
  return (
    <Why label={t(($) => $.stock.whyLabel, { figure: t(($) => $.purchasing.net), amount: text })} explanation={() => <WhyPanel explanation={explanation} />}>
      {text}
    </Why>
  );
}

/** What an order comes to: its lines, and their tax. F1 asks for it, unless another figure is in focus. */
export function OrderTotalWhy({ order, children }: { order: PurchaseOrder; children: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  if (order.total === undefined) return children;
  const amount = formats.amount(order.total);
  const terms = order.lines.flatMap((line): WhyTerm[] => [
    ...(line.net === undefined ? [] : [{ id: `${line.id}.net`, words: line.name, source: t(($) => $.purchasing.net), amount: formats.amount(line.net) }]),
    ...(line.tax === undefined || line.tax === 0 ? [] : [{ id: `${line.id}.tax`, words: line.name, source: `${t(($) => $.purchasing.tax)} ${formats.percent(line.taxRate)}`, amount: formats.amount(line.tax) }]),
  ]);
  const explanation = { question: t(($) => $.orders.whyTotal, { amount }), asOf: formats.time(now), terms, total: { words: t(($) => $.purchasing.total), amount }, proof: t(($) => $.orders.whyProof) };
  return (
    <Why answersOn={{ layer: 'screen', group: t(($) => $.keys.here) }} label={t(($) => $.orders.whyTotalLabel, { amount })} explanation={() => <WhyPanel explanation={explanation} />}>
      {children}
    </Why>
  );
}
