import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { instant } from '../../shared/units/instant.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { paperData } from '../company/paper-file.ts';
import { useToasts } from '../ui/toast.tsx';
import { useSlips } from './slip.store.ts';

/** Takes in files that were dropped or chosen, one after the other, and opens the first; a refused one stops no other. */
export function useSlipTaking(): (files: readonly File[]) => Promise<void> {
  const { t } = useTranslation();
  const client = useShopClient();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const takeOne = async (file: File): Promise<number> => {
    const data = await paperData(file);
    const { slipId } = await client.call('slip.take', { name: file.name, data, ...(file.lastModified > 0 && { changedAt: instant(file.lastModified) }) });
    return slipId;
  };
  return async (files) => {
    useSlips.getState().tell([]);
    const taken = new Set<number>();
    const problems: unknown[] = [];
    for (const file of files) {
      // One after the other: a message holds one file.
      // oxlint-disable-next-line no-await-in-loop
      await takeOne(file).then((slipId) => taken.add(slipId), (problem: unknown) => problems.push(problem));
    }
    useSlips.getState().tell(problems);
    const [first] = taken;
    if (first === undefined) return;
    const undo = (): Promise<unknown> => Promise.all(Array.from(taken, (slipId) => client.call('slip.discard', { slipId })));
    show(t(($) => $.slips.taken, { count: taken.size }), undo);
    await navigate({ to: '/money/journal', search: { slip: first } });
  };
}
