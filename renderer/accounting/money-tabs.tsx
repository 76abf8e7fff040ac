import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useActions } from '../ui/actions/use-actions.ts';
import { Views } from '../ui/views.tsx';

const paths = { trialBalance: '/money', journal: '/money/journal', drawers: '/money/drawers', exporting: '/money/export' } as const;
type Tab = keyof typeof paths;

/** The screens of the books, as numbered tabs. */
export function MoneyTabs({ current }: { current: Tab }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const tabs = (['trialBalance', 'journal', 'drawers', 'exporting'] as const).map((id) => ({ id, name: id === 'drawers' ? t(($) => $.till.drawers) : id === 'exporting' ? t(($) => $.exporting.title) : t(($) => $.money[id]) }));
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
