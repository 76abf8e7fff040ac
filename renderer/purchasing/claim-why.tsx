import { useTranslation } from 'react-i18next';
import { EntryLink } from '../accounting/entry-link.tsx';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';
import type { Claim } from './claims-screen.tsx';

/** What of a claim is open answers why: what was claimed, and each step that met it or took that back. */
export function ClaimWhy({ claim }: { claim: Claim }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (claim.open === undefined) return '—';
  const amount = formats.money(claim.open);
  return (
    <Why label={t(($) => $.stock.whyLabel, { figure: t(($) => $.claims.openAmount), amount })} explanation={() => <ClaimExplained supplierClaimId={claim.id} />}>
      {amount}
    </Why>
  );
}

function ClaimExplained(asked: { supplierClaimId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const explained = useQueryOf('supplierClaim.explain', asked);
  if (explained.error) return <ProblemPanel problem={explained.error} />;
  if (!explained.data) return <Loading rows={2} />;
  const { total, parts } = explained.data;
  const amount = total === undefined ? '···' : formats.amount(total);
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.orders.whyTotal, { amount }),
        asOf: formats.time(now),
        terms: parts.map(({ kind, amount: change, postedOn, entry }, index) => ({
          id: `${index}.${kind}`,
          words: [t(($) => $.claims.steps[kind]), formats.day(postedOn)].join(' · '),
          source: entry && <EntryLink entry={entry} />,
          amount: change === undefined ? '···' : formats.signed(change),
        })),
        total: { words: t(($) => $.claims.openAmount), amount },
        proof: t(($) => $.orders.whyProof),
      }}
    />
  );
}
