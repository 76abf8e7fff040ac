import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SheetKindName } from '../../shared/company/sheet.contract.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { importPlaces } from './import-place.ts';
import { TakenBack } from './taken-back.tsx';

/** It is in: what it did in numbers, and the way back. */
export function ImportDone({ kind, done }: { kind: SheetKindName; done: OutputOf<'sheet.bringIn'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const takeBack = useCommand('sheet.takeBack');
  const { new: made, change, same, rejected } = done.counts;
  const undo = { id: 'import.undo', label: t(($) => $.imports.takeBack), group: t(($) => $.imports.title), keys: 'z', icon: <IconArrowBackUp size={14} />, run: () => takeBack.mutate({ sheetImportId: done.sheetImportId }) };
  // Orders of a channel are facts of its platform: they are cancelled, never taken back.
  const canUndo = kind !== 'channelOrders' && !takeBack.data;
  useActions('screen', canUndo ? [undo] : []);
  return (
    <div className="scroll">
      <div className="import-done">
        <h2>{t(($) => $.imports.doneTitle, { count: made + change })}</h2>
        <p className="text2">{t(($) => $.imports.doneText, { new: formats.count(made), change: formats.count(change), same: formats.count(same), rejected: formats.count(rejected) })}</p>
        {takeBack.error !== null && <ProblemPanel problem={takeBack.error} />}
        {takeBack.data && <TakenBack back={takeBack.data} />}
        <div className="row">
          <Button component={Link} to={importPlaces[kind].list}>
            {t(($) => $.imports.look[kind])}
          </Button>
          {canUndo && <ActionButton action={undo} variant="default" loading={takeBack.isPending} />}
        </div>
      </div>
    </div>
  );
}
