import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { type Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ChannelAges } from './channel-ages.tsx';
import { NeedsYou } from './needs-you.tsx';
import { ProofCard } from './proof-card.tsx';
import { SalesChart } from './sales-chart.tsx';
import { StockAlerts } from './stock-alerts.tsx';
import { TodayFigures } from './today-figures.tsx';

/** How did yesterday go, what will hurt today: figures that open, what needs someone, and the proof that they are right. */
export function TodayScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const now = useNow();
  const today = useQueryOf('today.get', undefined);
  const ship: Action = { id: 'today.ship', label: t(($) => $.today.shipOrders), group: t(($) => $.shell.today), keys: 'a', run: () => void navigate({ to: '/orders' }) };
  useActions('screen', today.data && today.data.toShip > 0 ? [ship] : []);
  const asOf = t(($) => $.today.asOf, { day: formats.longDay(now), time: formats.time(now) });
  return (
    <Screen title={t(($) => $.shell.today)} side={<span className="text3">{asOf}</span>} buttons={today.data && today.data.toShip > 0 && <ActionButton action={ship} />}>
      <div className="scroll column">
        {today.isPending && <Loading rows={2} />}
        {today.error && <ProblemPanel problem={today.error} onRetry={() => void today.refetch()} />}
        {today.data && <TodayFigures today={today.data} />}
        <div className="today">
          <section className="today-main">
            <NeedsYou />
            {today.data && <SalesChart days={today.data.days} />}
          </section>
          <section className="today-side">
            <StockAlerts />
            <ChannelAges />
            <ProofCard />
          </section>
        </div>
      </div>
    </Screen>
  );
}
