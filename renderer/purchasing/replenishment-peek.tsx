import { Link } from '@tanstack/react-router';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { levelOffered, levelsOffered } from '../../shared/analysis/service-level.rules.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type ReplenishmentSearch, termsIn } from './replenishment-search.ts';
import { OrderLink, type TermFigure, TermWhy } from './replenishment-why.tsx';

type Explained = OutputOf<'replenishment.explain'>;
type Row = NonNullable<Explained['row']>;
type Offer = Explained['offers'][number];

/** Why so much of one variant: every term with what it was worked out from, the suppliers, the deliveries and the days behind it. */
export function ReplenishmentPeek({ variantId, search, onNext, onClose }: { variantId: number; search: ReplenishmentSearch; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const why = useQueryOf('replenishment.explain', { variantId, ...termsIn(search) });
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const row = why.data?.row;
  return (
    <Peek label={row?.name ?? ''} title={row?.name ?? ''} onNext={onNext} onClose={onClose}>
      {why.isPending && <Loading rows={8} />}
      {why.error && <ProblemPanel problem={why.error} onRetry={() => void why.refetch()} />}
      {why.data && row && (
        <>
          <p className="row">
            <span className="text2 code">{row.sku}</span>
            <span className="spring" />
            <Link to="/stock" search={{ variant: variantId }}>
              {t(($) => $.analysis.movements)}
            </Link>
          </p>
          <Terms explained={why.data} row={row} search={search} />
          <OwnServiceLevel row={row} />
          <Offers explained={why.data} />
          <Deliveries explained={why.data} />
          <Sales explained={why.data} />
        </>
      )}
    </Peek>
  );
}

function Terms({ explained, row, search }: { explained: Explained; row: Row; search: ReplenishmentSearch }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amount = formats.quantity;
  const { coverDays } = termsIn(search);
  const { serviceLevel } = row;
  const insteadBecause = row.instead?.because ?? 'closed';
  const { p50, p90, source, deliveries } = row.leadTime;
  const decimals = (value: number): string => value.toLocaleString(formats.locale, { maximumFractionDigits: 2 });
  const days = { days: row.days, out: row.outDays ?? 0, from: formats.day(explained.from), on: formats.day(explained.on) };
  const terms: [figure: TermFigure | null, name: string, value: string, from: string][] = [
    ['perDay', t(($) => $.replenishment.perDay), amount(row.perDay), t(($) => $.replenishment.perDayTerm, { sold: amount(row.sold), deviation: amount(row.deviation), ...days })],
    ['leadTime', t(($) => $.replenishment.leadTime), formats.count(p50), `${t(($) => $.replenishment.leadTimeFrom[source], { count: deliveries })} · ${t(($) => $.replenishment.leadTimeTerm, { p50, p90, deviation: decimals(row.leadTimeDeviation / 1000) })}`],
    ['overLeadTime', t(($) => $.replenishment.overLeadTime), amount(row.overLeadTime), `${amount(row.perDay)} × ${formats.count(p50)}`],
    [null, t(($) => $.replenishment.serviceLevel), `${serviceLevel}%`, t(($) => $.replenishment.serviceLevelOf[row.serviceLevelFrom], { name: classOf(row), level: row.classServiceLevel })],
    ['safetyStock', t(($) => $.replenishment.safetyStock), amount(row.safetyStock), t(($) => $.replenishment.safetyTerm, { z: decimals(row.z / 1_000_000), serviceLevel, leadTime: p50, deviation: amount(row.deviation), perDay: amount(row.perDay), leadTimeDeviation: decimals(row.leadTimeDeviation / 1000) })],
    ['reorderPoint', t(($) => $.replenishment.reorderPoint), amount(row.reorderPoint), `${amount(row.overLeadTime)} + ${amount(row.safetyStock)}`],
    ['upTo', t(($) => $.replenishment.upTo), amount(row.upTo), t(($) => $.replenishment.upToTerm, { reorderPoint: amount(row.reorderPoint), overCover: amount(row.overCover), coverDays })],
    ['position', t(($) => $.replenishment.position), amount(row.position), t(($) => $.replenishment.positionTerm, { onHand: amount(row.onHand), onHold: amount(row.onHold), allocated: amount(row.allocated), incoming: amount(row.incoming), drafted: amount(row.drafted) })],
    ['wanted', t(($) => $.replenishment.wanted), amount(row.wanted), row.wanted === 0 ? t(($) => $.replenishment.wantedNone) : `${amount(row.upTo)} − ${amount(row.position)}`],
    ['quantity', t(($) => $.replenishment.quantity), amount(row.quantity), t(($) => $.replenishment.quantityTerm, { pack: amount(row.packQuantity), minimum: amount(row.minimumQuantity) })],
    [null, t(($) => $.replenishment.doNothing), amount(row.shortWithout), t(($) => $.replenishment.shortTerm, { quantity: amount(row.shortWith) })],
  ];
  return (
    <>
      <Section title={t(($) => $.replenishment.why)} side={`${formats.day(explained.from)} – ${formats.day(explained.on)}`} />
      {terms.map(([figure, name, value, from]) => (
        <div key={name} className="analysis-term">
          <span>{name}</span>
          <span className="num medium">
            {figure === null ? value : <TermWhy figure={figure} name={name} value={value} explained={explained} row={row} />}
          </span>
          <span className="caption">{from}</span>
        </div>
      ))}
      {row.second && (
        <p role="note" className="text2">
          {t(($) => $.replenishment.splitInto, { quantity: amount(row.second.quantity), name: row.second.name, extra: row.second.extra === undefined ? '···' : formats.signed(row.second.extra) })}
        </p>
      )}
      {row.instead && (
        <p role="note">
          <Status kind="look">{t(($) => $.replenishment.insteadOf[insteadBecause], { name: row.instead.name, extra: row.instead.extra === undefined ? '···' : formats.money(row.instead.extra) })}</Status>
        </p>
      )}
    </>
  );
}

const classOf = ({ valueClass, demandClass }: Row): string => valueClass + demandClass;

/** Goods held to a level of their own, whatever their class says. */
function OwnServiceLevel({ row }: { row: Row }) {
  const { t } = useTranslation();
  const set = useCommand('replenishment.setServiceLevel');
  const show = useToasts((toasts) => toasts.show);
  const { variantId, name } = row;
  const hold = (text: string): void =>
    set.mutate({ variantId, serviceLevel: levelOffered(text) ?? null }, {
      onSuccess: ({ before }) => show(t(($) => $.replenishment.serviceLevelSet, { name }), () => set.mutateAsync({ variantId, serviceLevel: before })),
    });
  return (
    <>
      <label className="row own-level" style={{ padding: '8px 0' }}>
        <span>{t(($) => $.replenishment.ownServiceLevel)}</span>
        <span className="spring" />
        <NativeSelect
          data={[{ value: '', label: t(($) => $.replenishment.byItsClass, { name: classOf(row), level: row.classServiceLevel }) }, ...levelsOffered.map((level) => ({ value: String(level), label: `${level}%` }))]}
          value={String(row.ownServiceLevel ?? '')}
          onChange={({ currentTarget: { value } }) => hold(value)}
        />
      </label>
      {set.error !== null && <ProblemPanel problem={set.error} />}
    </>
  );
}

function Offers({ explained: { offers, row, overdue } }: { explained: Explained }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const state = ({ closed, lateDays }: Offer): string => (closed ? `${t(($) => $.replenishment.closed)} · ` : lateDays > 0 ? `${t(($) => $.replenishment.late, { count: lateDays })} · ` : '');
  return (
    <>
      <Section title={t(($) => $.replenishment.offers)} side={formats.currencySymbol} />
      {offers.length === 0 && <p className="text2">{t(($) => $.replenishment.noOffers)}</p>}
      {offers.map((offer) => (
        <div key={offer.supplierId} className="analysis-term">
          <span className={offer.supplierId === row?.supplierId ? 'medium' : ''}>{offer.name}</span>
          <span className="num">{offer.price === undefined || offer.price === null ? '—' : formats.unitPrice(offer.price)}</span>
          <span className="caption">
            {state(offer)}
            {t(($) => $.replenishment.offerTerm, { quantity: formats.quantity(offer.quantity), cost: offer.cost === undefined || offer.cost === null ? '—' : formats.money(offer.cost), p50: offer.leadTime.p50 })}
          </span>
          {overdue.filter(({ supplierId }) => supplierId === offer.supplierId).map((order) => (
            <span key={order.purchaseOrderId} className="caption">
              <OrderLink id={order.purchaseOrderId} number={order.number} /> {t(($) => $.replenishment.overdue, { day: formats.day(order.expectedOn), count: order.days })}
            </span>
          ))}
          {row && offer.supplierId !== row.supplierId && !offer.closed && offer.price !== null && <SplitShare variantId={row.variantId} offer={offer} />}
        </div>
      ))}
    </>
  );
}

const shares = [200_000, 300_000, 400_000, 500_000].map(ratePpm);

/** What part of what is needed is to come from a supplier beside the chosen one. */
function SplitShare({ variantId, offer }: { variantId: number; offer: Offer }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const set = useCommand('replenishment.split');
  const show = useToasts((toasts) => toasts.show);
  const { supplierId, name, share } = offer;
  const known = share === null || shares.includes(share) ? shares : [...shares, share];
  const give = (text: string): void =>
    set.mutate({ variantId, split: text === '' ? null : { supplierId, share: ratePpm(Number(text)) } }, {
      onSuccess: ({ before }) => show(t(($) => $.replenishment.splitSet, { name }), () => set.mutateAsync({ variantId, split: before })),
    });
  return (
    <label className="row split-share">
      <span className="caption">{t(($) => $.replenishment.shareOf, { name })}</span>
      <span className="spring" />
      <NativeSelect
        data={[{ value: '', label: t(($) => $.replenishment.noShare) }, ...known.map((one) => ({ value: String(one), label: formats.percent(one) }))]}
        value={String(share ?? '')}
        onChange={({ currentTarget: { value } }) => give(value)}
      />
      {set.error !== null && <ProblemPanel problem={set.error} />}
    </label>
  );
}

function Deliveries({ explained: { deliveries } }: { explained: Explained }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (deliveries.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.replenishment.deliveries)} side={t(($) => $.replenishment.daysTaken)} />
      {deliveries.map((one) => (
        <div key={`${one.purchaseOrderId} ${one.variantId} ${one.arrivedOn}`} className="analysis-age">
          <span className="code">{one.number}</span>
          <span className="text2">{formats.day(one.arrivedOn)}</span>
          <span className="num">{formats.count(one.days)}</span>
        </div>
      ))}
    </>
  );
}

function Sales({ explained: { sales } }: { explained: Explained }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Section title={t(($) => $.replenishment.sales)} />
      {sales.map(({ on, sold }) => (
        <div key={on} className="row">
          <span className="text3">{formats.day(on)}</span>
          <span className="spring" />
          <span className="num">{formats.quantity(sold)}</span>
        </div>
      ))}
    </>
  );
}
