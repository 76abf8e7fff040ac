import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';
import type { ToldListing } from './levels-dialog.tsx';

/** The number a channel shows answers why: what is free, and what is taken off it, each with whose it is. */
export function LevelWhy({ row, children }: { row: ToldListing; children: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Why label={t(($) => $.leases.whyLabel, { sku: row.sku || row.name, amount: formats.quantity(row.level) })} explanation={() => <Explained listingId={row.listingId} />}>
      {children}
    </Why>
  );
}

function Explained({ listingId }: { listingId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const explained = useQueryOf('lease.explain', { listingId });
  if (explained.error) return <ProblemPanel problem={explained.error} />;
  if (!explained.data) return <Loading rows={3} />;
  const { level, asOf, terms, lease, short } = explained.data;
  const amount = formats.quantity(level);
  const proof = short ? t(($) => $.leases.shortIs, { amount: formats.quantity(short.pieces), at: formats.dateTime(short.since) }) : lease === null || lease === undefined ? undefined : t(($) => $.leases.leaseIs, { amount: formats.quantity(lease) });
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.leases.why, { amount }),
        asOf: formats.time(asOf),
        terms: terms.map((term, index) => ({
          id: `${index}.${term.kind}`,
          words: t(($) => $.leases.terms[term.kind], { channel: term.channel ?? '', until: term.until === null ? '' : formats.fullDay(term.until) }),
          amount: term.kind === 'available' ? formats.quantity(term.amount) : formats.signedQuantity(term.amount),
        })),
        total: { words: t(($) => $.leases.total), amount },
        ...(proof !== undefined && { proof }),
      }}
    />
  );
}
