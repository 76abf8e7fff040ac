import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TypedCostKind, typedCostKinds } from '../../shared/catalog/margin.rules.ts';
import { pieces } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { PercentField, UnitPriceField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { PriceWhy } from './price-why.tsx';
import type { Variant } from './use-product-edit.ts';

type Cost = OutputOf<'cost.get'>;

/** What one of a variant costs, part by part, what its price leaves, and the floor it is held against. Roles that may not know costs see nothing here. */
export function VariantCost({ variant }: { variant: Variant }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const role = useQueryOf('session.get', undefined).data?.user?.role;
  const mayKnow = role !== undefined && role !== 'clerk' && role !== 'scanner';
  const cost = useQueryOf('cost.get', { variantId: variant.id }, { enabled: mayKnow });
  const asked = { variantId: variant.id, quantity: pieces(1), customerId: null };
  // What is asked for one today, which a price list may say; the rows below are about the variant's own price.
  const price = useQueryOf('priceList.explain', asked, { enabled: mayKnow }).data?.price ?? null;
  if (!mayKnow || !cost.data) return null;
  const { isUnderFloor } = cost.data;
  return (
    <div style={{ maxWidth: 560 }}>
      <Section
        title={t(($) => $.pricing.cost)}
        side={
          price !== null && (
            <PriceWhy {...asked} price={price} text={formats.unitPrice(price)} />
          )
        }
      />
      <TypedCosts variant={variant} cost={cost.data} />
      <CostRows cost={cost.data} />
      <OwnFloor variant={variant} />
      {isUnderFloor && <Status kind="look">{t(($) => $.pricing.underFloor)}</Status>}
    </div>
  );
}

function CostRows({ cost: { buildUp, parts = [], floor, lowest } }: { cost: Cost }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const shown = buildUp?.parts ?? parts;
  const amount = (value: UnitPrice): React.ReactNode => <span className="num">{formats.unitPrice(value)}</span>;
  const rows: [string, React.ReactNode][] = [
    ...shown.map(({ kind, amount: value }): [string, React.ReactNode] => [t(($) => $.pricing.costKinds[kind]), amount(value)]),
    ...(buildUp
      ? ([
          [t(($) => $.pricing.landed), <span key="landed" className="num strong">{formats.unitPrice(buildUp.landed)}</span>],
          [t(($) => $.pricing.netPrice), amount(buildUp.net)],
          [t(($) => $.pricing.margin), amount(buildUp.margin)],
        ] as [string, React.ReactNode][])
      : []),
    [t(($) => $.pricing.floor), floor === null || floor === undefined ? t(($) => $.pricing.noFloor) : formats.percent(floor)],
    ...(lowest === null || lowest === undefined ? [] : [[t(($) => $.pricing.lowest), amount(lowest)] as [string, React.ReactNode]]),
  ];
  return <Pairs rows={rows} />;
}

/** The variant's own floor; without one its category's holds, else the shop's. */
function OwnFloor({ variant }: { variant: Variant }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const save = useCommand('cost.setFloor');
  const own = useQueryOf('cost.settings', undefined).data?.floors.find((one) => one.variantId === variant.id)?.rate ?? null;
  const set = (rate: RatePpm | null): void => {
    if (rate !== own) save.mutate({ variantId: variant.id, rate }, { onSuccess: ({ before }) => show(t(($) => $.margins.saved), () => save.mutateAsync(before)) });
  };
  return (
    <div style={{ maxWidth: 280, marginTop: 8 }}>
      <PercentField label={t(($) => $.pricing.ownFloor)} description={t(($) => $.pricing.ownFloorHint)} value={own} onChange={set} />
      {save.error !== null && <ProblemPanel problem={save.error} />}
    </div>
  );
}

/** The parts somebody types: stored as each field is left. */
function TypedCosts({ variant, cost }: { variant: Variant; cost: Cost }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [problem, setProblem] = useState<unknown>();
  const amountOf = (kind: TypedCostKind): UnitPrice | null => cost.parts?.find((part) => part.kind === kind)?.amount ?? null;
  const set = async (kind: TypedCostKind, amount: UnitPrice | null): Promise<void> => {
    const before = amountOf(kind);
    if (before === amount) return;
    const item = { variantId: variant.id, kind };
    await client.call('cost.set', { items: [{ ...item, amount }] });
    setProblem(undefined);
    show(t(($) => $.pricing.costSaved, { field: t(($) => $.pricing.costKinds[kind]), name: variant.sku }), () => client.call('cost.set', { items: [{ ...item, amount: before }] }));
  };
  return (
    <>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: 8, marginBottom: 8 }}>
        {typedCostKinds.map((kind) => (
          <UnitPriceField key={kind} label={t(($) => $.pricing.costKinds[kind])} value={amountOf(kind)} onChange={(amount) => void set(kind, amount).catch(setProblem)} />
        ))}
      </div>
      {problem !== undefined && <ProblemPanel problem={problem} />}
    </>
  );
}
