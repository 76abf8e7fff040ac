import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useActions } from '../ui/actions/use-actions.ts';
import { Views } from '../ui/views.tsx';

const paths = { orders: '/purchasing', quotations: '/purchasing/quotations', receipts: '/purchasing/receipts', bills: '/purchasing/bills', suppliers: '/purchasing/suppliers', plan: '/purchasing/plan', claims: '/purchasing/claims', landedCosts: '/purchasing/landed-costs', alerts: '/purchasing/alerts' } as const;
type Tab = keyof typeof paths;

/** The screens of purchasing, as numbered tabs. */
export function PurchasingTabs({ current }: { current: Tab }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const tabs = (['orders', 'bills', 'suppliers', 'plan', 'claims', 'receipts', 'landedCosts', 'alerts', 'quotations'] as const).map((id) => ({ id, name: id === 'plan' ? t(($) => $.replenishment.title) : t(($) => $.purchasing[id]) }));
  useActions(
    'screen',
    tabs.map(({ id, name }, index) => ({ id: `purchasing.${id}`, label: name, group: t(($) => $.shell.purchasing), keys: String(index + 1), run: () => void navigate({ to: paths[id] }) })),
  );
  return <Views label={t(($) => $.shell.purchasing)} views={tabs} current={current} onChange={(id) => void navigate({ to: paths[id] })} />;
}
