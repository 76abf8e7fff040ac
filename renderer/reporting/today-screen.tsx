import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { useNow } from '../ui/now.ts';
import { Screen } from '../ui/screen.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ChannelAges } from './channel-ages.tsx';
import { NeedsYou } from './needs-you.tsx';
import { ProofCard } from './proof-card.tsx';
import { SalesChart } from './sales-chart.tsx';
import { StockAlerts } from './stock-alerts.tsx';
import { TodayFigures } from './today-figures.tsx';
import { useDailySales } from './use-daily-sales.ts';

/** How did yesterday go, what will hurt today: figures that open, what needs someone, and the proof that they are right. */
export function TodayScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const today = useMemo(() => dayOf(now, formats.timeZone), [now, formats.timeZone]);
  const sales = useDailySales(today);
  const asOf = t(($) => $.today.asOf, { day: formats.longDay(now), time: formats.time(now) });
  return (
    <Screen title={t(($) => $.shell.today)} side={<span className="text3">{asOf}</span>}>
      <div className="scroll column">
        <TodayFigures today={today} sales={sales} />
        <div className="today">
          <section className="today-main">
            <NeedsYou />
            <SalesChart sales={sales} />
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
