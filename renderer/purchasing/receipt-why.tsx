import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReceiptFigure } from '../../shared/purchasing/purchase-receipt.contract.ts';
import { EntryLink } from '../accounting/entry-link.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';

type Part = OutputOf<'purchaseReceipt.explain'>['parts'][number];

interface Asked {
  purchaseReceiptLineId: number;
  figure: ReceiptFigure;
}

/** A figure of a received line that answers why: its order, its bills and what went back, each with its document and entry. */
export function ReceivedWhy({ text, ...asked }: Asked & { text: string }) {
  const { t } = useTranslation();
  return (
    <Why label={t(($) => $.stock.whyLabel, { figure: t(($) => $.receipts.figures[asked.figure]), amount: text })} explanation={() => <ReceivedExplained {...asked} />}>
      {text}
    </Why>
  );
}

function ReceivedExplained(asked: Asked) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const explained = useQueryOf('purchaseReceipt.explain', asked);
  if (explained.error) return <ProblemPanel problem={explained.error} />;
  if (!explained.data) return <Loading rows={3} />;
  const { total, value, parts } = explained.data;
  const { figure } = asked;
  // The value is money that so many pieces cost; the others are pieces, and what waits for its bill is money in the books too.
  const inMoney = figure === 'value';
  const amountOf = ({ quantity, value: worth }: Pick<Part, 'quantity' | 'value'>): string =>
    inMoney ? (worth === undefined ? '···' : formats.signed(worth)) : quantity === undefined ? '—' : formats.signedQuantity(quantity);
  const besides = ({ quantity, value: worth }: Pick<Part, 'quantity' | 'value'>): string =>
    inMoney ? (quantity === undefined ? '' : formats.quantity(quantity)) : figure === 'unbilled' && worth !== undefined ? formats.signed(worth) : '';
  const amount = inMoney ? (value === undefined ? '···' : formats.amount(value)) : formats.quantity(total);
  const joined = (words: readonly string[]): string => words.filter((word) => word !== '').join(' · ');
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.orders.whyTotal, { amount }),
        asOf: formats.time(now),
        terms: parts.map((part, index) => ({
          id: `${index}.${part.kind}`,
          words: joined([t(($) => $.receipts.partKinds[part.kind], { number: part.number }), besides(part)]),
          source: <PartSource part={part} />,
          amount: amountOf(part),
        })),
        total: { words: joined([t(($) => $.receipts.figures[figure]), besides({ quantity: total, value })]), amount },
        proof: t(($) => $.orders.whyProof),
      }}
    />
  );
}

function PartSource({ part: { kind, source, entry, at } }: { part: Part }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (kind === 'ordered') return <Link to="/purchasing/$orderId" params={{ orderId: String(source.id) }}>{t(($) => $.receipts.order)}</Link>;
  return entry ? <EntryLink entry={entry} /> : formats.dateTime(at);
}
