import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf, useRefresh } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Backups = OutputOf<'backup.list'>;
type Backup = Backups['backups'][number];

const shown = 5;

/** The copies of this shop, the way to make one, and for its owner the way to put one back. */
export function BackupSettings() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const refresh = useRefresh();
  const isOwner = useQueryOf('session.get', undefined).data?.user?.role === 'owner';
  const backups = useQueryOf('backup.list', undefined);
  const make = useCommand('backup.make');
  const run = (): void => make.mutate(undefined, { onSuccess: ({ name }) => void refresh().then(() => show(t(($) => $.settings.backedUp, { name }))) });
  const backUp: Action = { id: 'settings.backUp', label: t(($) => $.settings.backUp), group: t(($) => $.shell.settings), keys: 'b', run };
  useActions('screen', [backUp]);
  return (
    <div style={{ marginTop: 24 }}>
      <Section title={t(($) => $.settings.backups)} />
      {backups.data && <PutBackState backups={backups.data} mayChoose={isOwner} onChanged={() => void backups.refetch()} />}
      {backups.data?.backups.slice(0, shown).map((backup) => <BackupRow key={backup.name} backup={backup} mayChoose={isOwner && backups.data.next === null} onChosen={() => void backups.refetch()} />)}
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

/** What happens at the next start, or why it did not happen at this one. */
function PutBackState({ backups: { backups, next, refusal }, mayChoose, onChanged }: { backups: Backups; mayChoose: boolean; onChanged: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const keep = useCommand('backup.keepPresent');
  const run = (): void => keep.mutate(undefined, { onSuccess: onChanged });
  const chosen = backups.find(({ name }) => name === next);
  if (refusal) return <ProblemPanel problem={{ code: 'REFUSED', data: refusal }}>{mayChoose && <Button variant="default" onClick={run}>{t(($) => $.ui.close)}</Button>}</ProblemPanel>;
  if (!chosen) return null;
  return (
    <div className="card column" role="status" style={{ gap: 8, alignItems: 'flex-start', padding: 12, marginBottom: 8 }}>
      <span className="row">
        <Glyph kind="todo" tone="warn" />
        <span className="strong">{t(($) => $.settings.putBackNext, { when: formats.moment(chosen.madeAt) })}</span>
      </span>
      <span className="text2">{t(($) => $.settings.putBackClose)}</span>
      {mayChoose && <Button variant="default" loading={keep.isPending} onClick={run}>{t(($) => $.settings.keepPresent)}</Button>}
      {keep.error !== null && <ProblemPanel problem={keep.error} onRetry={run} />}
    </div>
  );
}

function BackupRow({ backup, mayChoose, onChosen }: { backup: Backup; mayChoose: boolean; onChosen: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const putBack = useCommand('backup.putBack');
  const when = formats.moment(backup.madeAt);
  const onSuccess = (): void => {
    setAsking(false);
    onChosen();
  };
  return (
    <div className="peek-line">
      <span className="row" style={{ flex: 'none' }}>
        <Glyph kind="done" />
        {when}
      </span>
      <span className="row" style={{ minWidth: 0 }}>
        <code className="mono caption ellipsis">{backup.name}</code>
        {mayChoose && <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>{t(($) => $.settings.putBack)}</Button>}
      </span>
      <Confirm
        opened={asking}
        question={t(($) => $.settings.putBackQuestion, { when })}
        consequences={
          <>
            {t(($) => $.settings.putBackConsequences)}
            {putBack.error !== null && <ProblemPanel problem={putBack.error} />}
          </>
        }
        keep={t(($) => $.settings.keepPresent)}
        act={t(($) => $.settings.putBack)}
        onKeep={() => setAsking(false)}
        onAct={() => putBack.mutate({ name: backup.name }, { onSuccess })}
      />
    </div>
  );
}
