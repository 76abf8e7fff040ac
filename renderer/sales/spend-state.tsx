import { useTranslation } from 'react-i18next';
import { Status } from '../ui/status.tsx';

/** Whether the days of a spend are over, and so what orders bear of it. */
export function SpendState({ isOver }: { isOver: boolean }) {
  const { t } = useTranslation();
  return isOver ? <Status kind="done">{t(($) => $.ads.over)}</Status> : <Status kind="half">{t(($) => $.ads.running)}</Status>;
}
