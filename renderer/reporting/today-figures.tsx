import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../shared/units/day.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { type Figure, Figures } from '../ui/figures.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useProof } from './use-proof.ts';

export type TodayAnswer = OutputOf<'today.get'>;

/** At most five figures; one this person may not see is left out. */
export function TodayFigures({ today }: { today: TodayAnswer }) {
  const figures = [...useSalesFigure(today), ...useMarginFigure(today), ...useCashFigure(today.today), ...useOrderFigure(today), ...useStockFigure()];
  return <Figures figures={figures} />;
}

const Opening = ({ to, children }: { to: '/money' | '/orders' | '/stock'; children: string }) => (
  <Link to={to} className="why figure-link">
    {children}
  </Link>
);

/** Keeps a figure's place while it is read, so that nothing jumps when it comes. */
const Coming = () => <span className="skeleton" style={{ width: 120, height: 20, margin: '6px 0' }} />;

function useSalesFigure({ days }: TodayAnswer): Figure[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const [yesterday, weekBefore] = [days.at(-1), days.at(-8)];
  if (!yesterday) return [];
  const change = weekBefore && weekBefore.sales !== 0 ? ratePpm(mulDiv(yesterday.sales - weekBefore.sales, 1_000_000, weekBefore.sales)) : undefined;
  const caption = change === undefined ? t(($) => $.today.withoutTax) : t(($) => $.today.onWeekBefore, { change: `${change > 0 ? '+' : ''}${formats.percent(change)}` });
  return [{ id: 'sales', label: t(($) => $.today.salesYesterday), value: <Opening to="/money">{formats.money(yesterday.sales)}</Opening>, caption, trend: days.map((day) => day.sales) }];
}

function useMarginFigure({ days }: TodayAnswer): Figure[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const yesterday = days.at(-1);
  if (yesterday?.margin === undefined) return [];
  const share = yesterday.sales === 0 ? undefined : ratePpm(mulDiv(yesterday.margin, 1_000_000, yesterday.sales));
  const caption = share === undefined ? t(($) => $.today.afterCosts) : t(($) => $.today.ofSales, { share: formats.percent(share) });
  return [{ id: 'margin', label: t(($) => $.today.marginYesterday), value: <Opening to="/money">{formats.money(yesterday.margin)}</Opening>, caption, trend: days.map((day) => day.margin ?? 0) }];
}

const cashRoles = new Set(['bank', 'till', 'channelClearing', 'payoutInTransit']);

function useCashFigure(today: Day): Figure[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const accounts = useQueryOf('account.list', undefined);
  const balance = useQueryOf('trialBalance.get', { to: today });
  if (accounts.error ?? balance.error) return [];
  const figure = { id: 'cash', label: t(($) => $.today.cash), caption: t(($) => $.today.cashCaption) };
  if (!accounts.data || !balance.data) return [{ ...figure, value: <Coming /> }];
  const held = new Set(accounts.data.filter((account) => account.roles.some((role) => cashRoles.has(role))).map((account) => account.ledgerAccountId));
  const cash = sumMinor(balance.data.rows.filter((row) => held.has(row.ledgerAccountId)).map((row) => row.closing));
  return [{ ...figure, value: <Opening to="/money">{formats.money(cash)}</Opening> }];
}

function useOrderFigure({ toShip, dueToday }: TodayAnswer): Figure[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const caption = dueToday === 0 ? t(($) => $.today.noneDue) : t(($) => $.today.dueToday, { count: dueToday });
  return [{ id: 'toShip', label: t(($) => $.today.toShip), value: <Opening to="/orders">{formats.count(toShip)}</Opening>, caption }];
}

function useStockFigure(): Figure[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const stock = useQueryOf('stock.valuation', {});
  const label = t(($) => $.today.stockAtCost);
  if (stock.isPending) return [{ id: 'stock', label, value: <Coming />, caption: '' }];
  if (stock.data?.value === undefined) return [];
  return [{ id: 'stock', label, value: <Opening to="/stock">{formats.money(minor(stock.data.value))}</Opening>, caption: <AgreesWithLedger /> }];
}

/** The proof that stock value and books are one figure. */
const stockProof = 'INV-S3';

/** Says that the shelves' cost and the books agree only once that was proved. */
function AgreesWithLedger() {
  const { t } = useTranslation();
  const { proof } = useProof();
  const proved = proof?.proofs.find((one) => one.id === stockProof);
  if (!proved) return null;
  const agrees = proved.faults.length === 0;
  return (
    <span className={agrees ? 'ok' : 'bad'}>
      <Status kind={agrees ? 'done' : 'stop'}>{agrees ? t(($) => $.today.equalsLedger) : t(($) => $.today.differsFromLedger)}</Status>
    </span>
  );
}
