import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { type Figure, Figures } from '../ui/figures.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { DaySales } from './use-daily-sales.ts';

/** At most five figures; one this person may not see is left out. */
export function TodayFigures({ today, sales }: { today: Day; sales: readonly DaySales[] | undefined }) {
  const figures = [...useSalesFigures(sales), ...useCashFigure(today), ...useOrderFigures(), ...useStockFigure()];
  return <Figures figures={figures.slice(0, 5)} />;
}

const Opening = ({ to, children }: { to: '/money' | '/orders' | '/stock'; children: string }) => (
  <Link to={to} className="why figure-link">
    {children}
  </Link>
);

function useSalesFigures(sales: readonly DaySales[] | undefined): Figure[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const yesterday = sales?.at(-1);
  const weekBefore = sales?.at(-8);
  if (!sales || !yesterday || !weekBefore) return [];
  const change = weekBefore.sales === 0 ? undefined : ratePpm(mulDiv(yesterday.sales - weekBefore.sales, 1_000_000, weekBefore.sales));
  const share = yesterday.sales === 0 ? undefined : ratePpm(mulDiv(yesterday.result, 1_000_000, yesterday.sales));
  return [
    {
      id: 'sales',
      label: t(($) => $.today.salesYesterday),
      value: <Opening to="/money">{formats.money(yesterday.sales)}</Opening>,
      caption: change === undefined ? t(($) => $.today.withoutTax) : t(($) => $.today.onWeekBefore, { change: `${change > 0 ? '+' : ''}${formats.percent(change)}` }),
      trend: sales.slice(-8).map((day) => day.sales),
    },
    {
      id: 'result',
      label: t(($) => $.today.resultYesterday),
      value: <Opening to="/money">{formats.money(yesterday.result)}</Opening>,
      caption: share === undefined ? t(($) => $.today.afterCosts) : t(($) => $.today.ofSales, { share: formats.percent(share) }),
      trend: sales.slice(-8).map((day) => day.result),
    },
  ];
}

const cashRoles = new Set(['bank', 'till', 'channelClearing', 'payoutInTransit']);

function useCashFigure(today: Day): Figure[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const accounts = useQueryOf('account.list', undefined);
  const balance = useQueryOf('trialBalance.get', { to: today });
  if (!accounts.data || !balance.data) return [];
  const held = new Set(accounts.data.filter((account) => account.roles.some((role) => cashRoles.has(role))).map((account) => account.ledgerAccountId));
  const cash = sumMinor(balance.data.rows.filter((row) => held.has(row.ledgerAccountId)).map((row) => row.closing));
  return [{ id: 'cash', label: t(($) => $.today.cash), value: <Opening to="/money">{formats.money(cash)}</Opening>, caption: t(($) => $.today.cashCaption) }];
}

function useOrderFigures(): Figure[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const counts = useQueryOf('order.counts', undefined);
  if (!counts.data) return [];
  const { toShip, needsAttention } = counts.data;
  return [
    {
      id: 'toShip',
      label: t(($) => $.today.toShip),
      value: <Opening to="/orders">{formats.count(toShip)}</Opening>,
      caption: needsAttention === 0 ? t(($) => $.today.noExceptions) : t(($) => $.today.exceptions, { count: needsAttention }),
    },
  ];
}

function useStockFigure(): Figure[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const stock = useQueryOf('stock.valuation', {});
  const value: Minor | undefined = stock.data?.value;
  if (value === undefined) return [];
  return [
    {
      id: 'stock',
      label: t(($) => $.today.stockAtCost),
      value: <Opening to="/stock">{formats.money(minor(value))}</Opening>,
      caption: <span className="ok"><Status kind="done">{t(($) => $.today.equalsLedger)}</Status></span>,
    },
  ];
}
