import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { GoodsField } from '../sales/goods-field.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Listing = OutputOf<'listing.list'>['rows'][number];
type Proposal = OutputOf<'listing.propose'>['rows'][number];

/** Listings nobody said anything about yet: each is matched to a variant, or said to be none of ours. */
export function ListingsReview({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const listings = useQueryOf('listing.list', { channelId, unlinkedOnly: true, limit: 100 });
  const proposed = useQueryOf('listing.propose', { channelId });
  const likely = new Map(proposed.data?.rows.map((row) => [row.listingId, row]));
  if (listings.error) return <ProblemPanel problem={listings.error} onRetry={() => void listings.refetch()} />;
  if (!listings.data) return <Loading widths={[200, 300]} rows={4} />;
  if (listings.data.rows.length === 0) return <p className="text2">{t(($) => $.review.nothingLeft)}</p>;
  return (
    <div className="column" style={{ gap: 12 }}>
      {listings.data.rows.map((listing, index) => (
        <UnlinkedListing key={listing.id} listing={listing} likely={likely.get(listing.id)} first={index === 0} />
      ))}
      {listings.data.nextId !== null && <p className="caption">{t(($) => $.review.firstRows)}</p>}
    </div>
  );
}

function UnlinkedListing({ listing, likely, first }: { listing: Listing; likely: Proposal | undefined; first: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const link = useCommand('listing.link');
  const say = (variantId: number | null, text: string): void =>
    link.mutate({ listingId: listing.id, variantId }, { onSuccess: ({ before }) => show(text, () => link.mutateAsync(before)) });
  return (
    <section className="card" style={{ padding: '10px 14px' }} aria-label={listing.name}>
      <div className="row">
        <span className="medium ellipsis">{listing.name}</span>
        <span className="caption code">{[listing.sku, listing.barcode].filter((code) => code !== '').join(' · ') || t(($) => $.review.noCode)}</span>
      </div>
      {likely && (
        <div className="row" style={{ marginTop: 6 }}>
          <span className="ellipsis">{likely.name}</span>
          <span className="caption">{t(($) => $.review.likely[likely.kind], { likeness: formats.percent(likely.likeness) })}</span>
          <span className="spring" />
          <Button variant="default" loading={link.isPending} onClick={() => say(likely.variantId, t(($) => $.review.linked, { name: listing.name, sku: likely.sku }))}>
            {t(($) => $.review.itIs, { sku: likely.sku })}
          </Button>
        </div>
      )}
      <div className="row" style={{ alignItems: 'end', marginTop: 4 }}>
        <div style={{ flex: 1 }}>
          <GoodsField first={first} label={t(($) => $.review.matchTo)} onPick={(offer) => say(offer.variantId, t(($) => $.review.linked, { name: listing.name, sku: offer.sku }))} />
        </div>
        <Button variant="default" loading={link.isPending} onClick={() => say(null, t(($) => $.review.notOurs, { name: listing.name }))}>
          {t(($) => $.review.noneOfOurs)}
        </Button>
      </div>
      {link.error !== null && <ProblemPanel problem={link.error} />}
    </section>
  );
}
