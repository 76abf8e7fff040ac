import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Glyph } from '../ui/glyph.tsx';
import { useFormats } from '../ui/ui-context.tsx';

export type ShipPlans = OutputOf<'shipFrom.preview'>;
type Plan = ShipPlans['plans'][number];

/** Whether goods are set aside at the places of a plan and nowhere else. */
export const isSetAsideSo = ({ now }: Pick<OutputOf<'shipFrom.explain'>, 'now'>, { parcels }: Plan): boolean => {
  const [here, there] = [new Set(now.map(({ locationId }) => locationId)), new Set(parcels.map(({ locationId }) => locationId))];
  return here.size === there.size && [...here].every((locationId) => there.has(locationId));
};

/** What decided from where goods leave, and every way with its stock, cost and distance, the chosen one first. */
export function Plans({ plans: told }: { plans: ShipPlans }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const unknown = t(($) => $.shipFrom.unknown);
  return (
    <>
      <p className="medium">{told.decidedBy === null ? t(($) => $.shipFrom.only) : t(($) => $.shipFrom.decided[told.decidedBy as 'stock'])}</p>
      <table className="plan-table">
        <thead>
          <tr>
            <th>{t(($) => $.shipFrom.from)}</th>
            <th className="num">{t(($) => $.shipFrom.missing)}</th>
            <th className="num">{`${t(($) => $.shipFrom.cost)} ${formats.currencySymbol}`}</th>
            <th className="num">{`${t(($) => $.shipFrom.split)} ${formats.currencySymbol}`}</th>
            <th className="num">{t(($) => $.shipFrom.km)}</th>
          </tr>
        </thead>
        <tbody>
          {told.plans.map((plan, index) => (
            <tr key={plan.parcels.map(({ locationId }) => locationId).join()}>
              <td>
                {index === 0 && <Glyph kind="done" size={14} />} {plan.parcels.map((parcel) => `${parcel.locationName} ×${formats.quantity(parcel.units)}`).join(' + ')}
              </td>
              <td className="num">{plan.missing === 0 ? '—' : formats.quantity(plan.missing)}</td>
              <td className="num">{plan.price === null ? unknown : formats.amount(plan.price)}</td>
              <td className="num">{plan.splitPrice === null ? '—' : formats.signed(plan.splitPrice)}</td>
              <td className="num">{plan.kilometres === null ? unknown : formats.count(plan.kilometres)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The places of a way in words: "Shop ×3 + Warehouse ×1". */
export function usePlacesOfPlan(): (plan: Plan) => string {
  const formats = useFormats();
  return ({ parcels }) => parcels.map((parcel) => `${parcel.locationName} ×${formats.quantity(parcel.units)}`).join(' + ');
}
