import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf, useRefresh } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Glyph } from '../ui/glyph.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

const shown = 5;

/** The copies of this shop and the way to make one; putting one back needs the program closed, so it names the command. */
export function BackupSettings() {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const refresh = useRefresh();
  const backups = useQueryOf('backup.list', undefined);
  const make = useCommand('backup.make');
  const run = (): void => make.mutate(undefined, { onSuccess: ({ name }) => void refresh().then(() => show(t(($) => $.settings.backedUp, { name }))) });
  const backUp: Action = { id: 'settings.backUp', label: t(($) => $.settings.backUp), group: t(($) => $.shell.settings), keys: 'b', run };
  useActions('screen', [backUp]);
  return (
    <div style={{ marginTop: 24 }}>
      <Section title={t(($) => $.settings.backups)} />
      {backups.data?.backups.slice(0, shown).map((backup) => (
        <div key={backup.name} className="peek-line">
          <span className="row">
            <Glyph kind="done" />
            {formats.moment(backup.madeAt)}
          </span>
          <code className="mono caption">{backup.name}</code>
        </div>
      ))}
      {backups.data?.backups.length === 0 && <p className="text2">{t(($) => $.shell.noBackup)}</p>}
      {make.error !== null && <ProblemPanel problem={make.error} onRetry={run} />}
      <Button variant="default" mt={8} loading={make.isPending} onClick={run}>
        {backUp.label}
      </Button>
      <p className="caption" style={{ marginTop: 8 }}>
        {t(($) => $.settings.restoreHint)} <code className="mono">npm run shop -- restore FILE</code>
      </p>
    </div>
  );
}
