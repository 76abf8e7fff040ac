import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useActions } from '../ui/actions/use-actions.ts';
import { Views } from '../ui/views.tsx';

const paths = {
  trialBalance: '/money',
  journal: '/money/journal',
  drawers: '/money/drawers',
  bank: '/money/bank',
  receivables: '/money/receivables',
  payables: '/money/payables',
  tax: '/money/tax',
} as const;
type Tab = keyof typeof paths;

/** The screens of the books, as numbered tabs. */
export function MoneyTabs({ current }: { current: Tab }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const tabs = [
    { id: 'trialBalance' as const, name: t(($) => $.money.trialBalance) },
    { id: 'journal' as const, name: t(($) => $.money.journal) },
    { id: 'drawers' as const, name: t(($) => $.till.drawers) },
    { id: 'bank' as const, name: t(($) => $.banking.bank) },
    { id: 'receivables' as const, name: t(($) => $.banking.receivables) },
    { id: 'payables' as const, name: t(($) => $.banking.payables) },
    { id: 'tax' as const, name: t(($) => $.tax.title) },
  ];
  useActions(
    'screen',
    tabs.map(({ id, name }, index) => ({
      id: `money.${id}`,
      label: name,
      group: t(($) => $.shell.money),
      keys: String(index + 1),
      run: () => void navigate({ to: paths[id] }),
    })),
  );
  return <Views label={t(($) => $.shell.money)} views={tabs} current={current} onChange={(id) => void navigate({ to: paths[id] })} />;
}
