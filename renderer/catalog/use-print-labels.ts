import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LabelItem } from '../../shared/catalog/label.contract.ts';
import { useToasts } from '../ui/toast.tsx';
import { useLabels } from './labels.store.ts';

/** Brings labels to their own screen, from whatever list they were asked; says how many lines there was no room for. */
export function usePrintLabels(): (asked: Promise<{ items: readonly LabelItem[]; left?: number }>) => void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const put = useLabels((labels) => labels.put);
  return (asked) =>
    void asked.then(({ items, left = 0 }) => {
      put(items);
      if (left > 0) show(t(($) => $.labels.leftOff, { count: left }));
      return navigate({ to: '/labels' });
    });
}
