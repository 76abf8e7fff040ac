import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { PromotionEditor } from './promotion-editor.tsx';

/** A promotion that is planned now. */
export const NewPromotionScreen = () => <PromotionEditor />;

/** One promotion: its terms, and what the last 90 days would have left under them. */
export function PromotionScreen() {
  const { t } = useTranslation();
  const promotionId = Number(useParams({ from: '/products/promotions/$promotionId' }).promotionId);
  const promotion = useQueryOf('promotion.get', { promotionId });
  if (promotion.data?.id === promotionId) return <PromotionEditor key={promotionId} promotion={promotion.data} />;
  return (
    <Screen title={t(($) => $.promotions.title)}>
      {promotion.error ? <ProblemPanel problem={promotion.error} onRetry={() => void promotion.refetch()} /> : <Loading widths={[200, 120, 120]} />}
    </Screen>
  );
}
