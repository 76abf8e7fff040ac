import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { CountProgress } from './count-progress.tsx';
import { CountReview } from './count-review.tsx';

/** One count: how far it is while it is counted, its differences from then on. */
export function CountScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { stocktakeId } = useParams({ from: '/counts/$stocktakeId' });
  const answer = useQueryOf('stocktake.get', { stocktakeId: Number(stocktakeId) });
  useActions('screen', [{ id: 'count.back', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/counts' }) }]);
  const count = answer.data;
  if (count && ['review', 'posted'].includes(count.state) && !count.hidden) return <CountReview count={count} />;
  if (count) return <CountProgress count={count} />;
  return (
    <Screen title={<Trail parent={t(($) => $.counts.title)}>{stocktakeId}</Trail>}>
      {answer.error === null ? <Loading widths={[200, 120]} rows={6} /> : <ProblemPanel problem={answer.error} />}
    </Screen>
  );
}
