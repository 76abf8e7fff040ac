import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useActions } from '../ui/actions/use-actions.ts';
import { Views } from '../ui/views.tsx';
import { SlipDrop } from './slip-drop.tsx';

const paths = {
  trialBalance: '/money',
  journal: '/money/journal',
  statements: '/money/statements',
  bank: '/money/bank',
  receivables: '/money/receivables',
  payables: '/money/payables',
  tax: '/money/tax',
  payouts: '/money/payouts',
  drawers: '/money/drawers',
  month: '/money/month',
  budget: '/money/budget',
  accounts: '/money/accounts',
  currencies: '/money/currencies',
  exporting: '/money/export',
  forecast: '/money/forecast',
} as const;
type Tab = keyof typeof paths;

/** The screens of the books, as numbered tabs; on each of them a slip can be let go. */
export function MoneyTabs({ current }: { current: Tab }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const names: Record<Tab, string> = {
    trialBalance: t(($) => $.money.trialBalance),
    journal: t(($) => $.money.journal),
    statements: t(($) => $.statements.title),
    month: t(($) => $.month.title),
    budget: t(($) => $.budget.title),
    accounts: t(($) => $.accounts.title),
    currencies: t(($) => $.currencies.tab),
    drawers: t(($) => $.till.drawers),
    bank: t(($) => $.banking.bank),
    receivables: t(($) => $.banking.receivables),
    payables: t(($) => $.banking.payables),
    tax: t(($) => $.tax.title),
    payouts: t(($) => $.payouts.title),
    exporting: t(($) => $.exporting.title),
    forecast: t(($) => $.cashForecast.title),
  };
  // An object's keys are those of its type.
  const tabs = (Object.keys(paths) as Tab[]).map((id) => ({ id, name: names[id] }));
  useActions(
    'screen',
    tabs.map(({ id, name }, index) => ({
      id: `money.${id}`,
      label: name,
      group: t(($) => $.shell.money),
      // The tenth is 0, as it is on the keyboard; then they begin again after G.
      keys: index < 10 ? String((index + 1) % 10) : `g ${index - 9}`,
      run: () => void navigate({ to: paths[id] }),
    })),
  );
  return (
    <>
      <Views label={t(($) => $.shell.money)} views={tabs} current={current} onChange={(id) => void navigate({ to: paths[id] })} />
      <SlipDrop />
    </>
  );
}
