import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quantity } from '../../shared/units/quantity.ts';
import { EntryLink } from '../accounting/entry-link.tsx';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';

interface Asked {
  stockTransferId: number;
  variantId: number;
}

/** What of a transfer's line is on its way answers why: what was sent, arrived, came back or is lost. */
export function TransferWhy({ amount, children, ...asked }: Asked & { amount: Quantity; children: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Why label={t(($) => $.stock.whyLabel, { figure: t(($) => $.stock.inTransit), amount: formats.quantity(amount) })} explanation={() => <Explained {...asked} />}>
      {children}
    </Why>
  );
}

function Explained(asked: Asked) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const explained = useQueryOf('transfer.explain', asked);
  if (explained.error) return <ProblemPanel problem={explained.error} />;
  if (!explained.data) return <Loading rows={3} />;
  const amount = formats.quantity(explained.data.total);
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.orders.whyTotal, { amount }),
        asOf: formats.time(now),
        terms: explained.data.parts.map(({ kind, occurredAt, quantity, entry }, index) => ({
          id: `${index}.${kind}`,
          words: t(($) => $.inventory.carried[kind]),
          source: entry ? <EntryLink entry={entry} /> : formats.dateTime(occurredAt),
          amount: formats.signedQuantity(quantity),
        })),
        total: { words: t(($) => $.stock.inTransit), amount },
        proof: t(($) => $.orders.whyProof),
      }}
    />
  );
}
