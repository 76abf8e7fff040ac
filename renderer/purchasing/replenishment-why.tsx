import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useNow } from '../ui/now.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel, type WhyTerm } from '../ui/why.tsx';

type Explained = OutputOf<'replenishment.explain'>;
type Row = NonNullable<Explained['row']>;
export type TermFigure = 'perDay' | 'leadTime' | 'overLeadTime' | 'safetyStock' | 'reorderPoint' | 'upTo' | 'position' | 'wanted' | 'quantity';

interface TermProps {
  figure: TermFigure;
  name: string;
  value: string;
  explained: Explained;
  row: Row;
}

interface Rows {
  readonly terms: readonly WhyTerm[];
  readonly total: { readonly words: string; readonly amount: string };
}

/** One term of what to buy that opens the rows behind it: days it sold, deliveries, stock, orders, agreements. F1 asks for the order's size, unless another is in focus. */
export function TermWhy(props: TermProps) {
  const { t } = useTranslation();
  const label = t(($) => $.stock.whyLabel, { figure: props.name, amount: props.value });
  return (
    <Why {...(props.figure === 'quantity' && { answersOn: { layer: 'peek', group: t(($) => $.keys.here) } as const })} label={label} explanation={() => <TermExplained {...props} />}>
      {props.value}
    </Why>
  );
}

function TermExplained(props: TermProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const rows = useRows(props);
  return <WhyPanel explanation={{ question: t(($) => $.orders.whyTotal, { amount: props.value }), asOf: formats.time(now), ...rows }} />;
}

function useRows(props: TermProps): Rows {
  const { t } = useTranslation();
  const formats = useFormats();
  const { figure, name, value, row } = props;
  const [sold, came, position, offered] = [useSoldDays(props), useDeliveries(props), usePosition(props), useOffered(props)];
  const total = { words: name, amount: value };
  const signed = (amount: Quantity | undefined, sign: 1 | -1 = 1): string => formats.signedQuantity(amount === undefined ? undefined : quantity(sign * amount));
  const part = (id: 'overLeadTime' | 'safetyStock' | 'reorderPoint' | 'upTo' | 'position', sign: 1 | -1 = 1): WhyTerm => ({ id, words: t(($) => $.replenishment[id]), amount: signed(row[id], sign) });
  const cover = { id: 'overCover', words: t(($) => $.replenishment.overCover), amount: signed(row.overCover) };
  switch (figure) {
    case 'perDay':
    case 'overLeadTime':
      return sold;
    case 'leadTime':
    case 'safetyStock':
      return came;
    case 'position':
      return position;
    case 'quantity':
      return offered;
    case 'reorderPoint':
      return { terms: [part('overLeadTime'), part('safetyStock')], total };
    case 'upTo':
      return { terms: [part('reorderPoint'), cover], total };
    case 'wanted':
      return row.wanted === 0 ? { terms: [part('reorderPoint'), part('position')], total: { words: t(($) => $.replenishment.wantedNone), amount: value } } : { terms: [part('upTo'), part('position', -1)], total };
  }
}

/** The days it sold, which add up to what was sold in the window. */
function useSoldDays({ explained: { sales }, row }: TermProps): Rows {
  const { t } = useTranslation();
  const formats = useFormats();
  return {
    terms: sales.map(({ on, sold }) => ({ id: on, words: formats.day(on), amount: formats.signedQuantity(sold) })),
    total: { words: t(($) => $.replenishment.soldInAll), amount: formats.quantity(row.sold) },
  };
}

/** The deliveries the lead time is learned from; where there are too few, what was agreed. */
function useDeliveries({ explained: { deliveries }, row: { leadTime } }: TermProps): Rows {
  const { t } = useTranslation();
  const formats = useFormats();
  const learned = deliveries.map((one) => ({
    id: `${one.purchaseOrderId} ${one.variantId} ${one.arrivedOn}`,
    words: formats.day(one.arrivedOn),
    source: <OrderLink id={one.purchaseOrderId} number={one.number} />,
    amount: formats.count(one.days),
  }));
  const agreed = { id: 'agreed', words: t(($) => $.replenishment.leadTimeFrom[leadTime.source], { count: leadTime.deliveries }), amount: formats.count(leadTime.p50) };
  return { terms: learned.length > 0 ? learned : [agreed], total: { words: t(($) => $.replenishment.leadTime), amount: formats.count(leadTime.p50) } };
}

/** What is here, what is promised or held back, and each order it is still to come from: together the position. */
function usePosition({ explained: { orders }, name, value, row }: TermProps): Rows {
  const { t } = useTranslation();
  const formats = useFormats();
  const here = (['onHand', 'onHold', 'allocated'] as const).map((id) => {
    const amount = row[id];
    return {
      id,
      words: t(($) => $.stock[id]),
      source: <Link to="/stock" search={{ variant: row.variantId }}>{t(($) => $.analysis.movements)}</Link>,
      amount: formats.signedQuantity(amount === undefined ? undefined : quantity(id === 'onHand' ? amount : 0 - amount)),
    };
  });
  const coming = orders.map(({ purchaseOrderId, number, open, drafted }) => ({
    id: `order ${purchaseOrderId}`,
    words: t(($) => $.replenishment[drafted ? 'drafts' : 'incoming']),
    source: <OrderLink id={purchaseOrderId} number={number} />,
    amount: formats.signedQuantity(open),
  }));
  return { terms: [...here, ...coming], total: { words: name, amount: value } };
}

/** What is needed, the supplier's packing and minimum, and the agreed price that decides its size. */
function useOffered({ explained: { offers }, name, value, row }: TermProps): Rows {
  const { t } = useTranslation();
  const formats = useFormats();
  const supplierId = row.supplierId;
  const chosen = offers.find((offer) => offer.supplierId === supplierId);
  const agreed = chosen?.reasons.find(({ verdict }) => verdict === 'chosen');
  const card = supplierId === null ? undefined : <Link to="/purchasing/suppliers" search={{ supplier: supplierId }}>{row.supplierName}</Link>;
  const terms: WhyTerm[] = [
    { id: 'wanted', words: t(($) => $.replenishment.wanted), amount: formats.quantity(row.wanted) },
    { id: 'pack', words: t(($) => $.replenishment.inPacks), source: card, amount: formats.quantity(row.packQuantity) },
    { id: 'minimum', words: t(($) => $.replenishment.atLeast), source: card, amount: formats.quantity(row.minimumQuantity) },
    ...(agreed && agreed.price !== undefined ? [{ id: 'agreed', words: t(($) => $.replenishment.agreedFrom, { quantity: formats.quantity(agreed.fromQuantity) }), source: card, amount: formats.unitPrice(agreed.price) }] : []),
  ];
  return { terms, total: { words: name, amount: value } };
}

export function OrderLink({ id, number }: { id: number; number: string }) {
  return (
    <Link to="/purchasing/$orderId" params={{ orderId: String(id) }}>
      {number}
    </Link>
  );
}
