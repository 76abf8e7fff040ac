import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Tracking } from '../../shared/inventory/lot.rules.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { StockRow } from './stock-screen.tsx';
import { StockWhy } from './stock-why.tsx';

const trackings = ['none', 'lot', 'serial'] as const satisfies readonly Tracking[];

/** Where a variant lies, by place, bin and lot, and what stands beside its own stock: goods on their way, elsewhere, of others. */
export function StockHolding({ row }: { row: StockRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const answer = useQueryOf('lot.places', { variantId: row.variantId });
  const track = useCommand('lot.track');
  if (!answer.data) return null;
  const { places, tracking, unnamed } = answer.data;
  const beside = (['inTransit', 'incoming', 'elsewhere', 'ofOthers'] as const).filter((figure) => (row[figure] ?? 0) !== 0);
  return (
    <>
      {beside.map((figure) => (
        <div key={figure} className="row text2" style={{ minHeight: 26 }}>
          <span>{t(($) => $.stock[figure])}</span>
          <span className="spring" />
          <StockWhy variantId={row.variantId} figure={figure} amount={row[figure]}>
            <span className="num medium">{formats.quantity(row[figure])}</span>
          </StockWhy>
        </div>
      ))}
      <Section title={t(($) => $.inventory.places)} />
      {places.map((place) => (
        <div key={`${place.locationId}.${place.binId ?? ''}.${place.lotId ?? ''}`} className="movement">
          <span className="text3 code ellipsis">{place.bin ?? ''}</span>
          <span className="ellipsis" style={place.bin === null && place.lot === null ? {} : { paddingLeft: 12 }}>
            {place.lot === null ? place.location : `${place.lot} · ${place.location}`}
          </span>
          <span className="num medium">{formats.quantity(place.onHand)}</span>
          <span className="num text2">{(place.onHold ?? 0) === 0 ? '' : `${t(($) => $.stock.onHold)} ${formats.quantity(place.onHold)}`}</span>
        </div>
      ))}
      {unnamed.map((sale) => (
        <p key={sale.movementId} className="row">
          <Glyph kind="look" />
          {t(($) => $.inventory.unnamed, { quantity: formats.quantity(sale.quantity) })}
        </p>
      ))}
      <Select
        label={t(($) => $.inventory.tracking)}
        data={trackings.map((one) => ({ value: one, label: t(($) => $.inventory.trackings[one]) }))}
        value={tracking}
        onChange={(one) => track.mutate({ variantId: row.variantId, tracking: trackings.find((known) => known === one) ?? tracking })}
      />
      {track.error !== null && <ProblemPanel problem={track.error} />}
    </>
  );
}
