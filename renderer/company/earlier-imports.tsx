import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetKindName } from '../../shared/company/sheet.contract.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { TakenBack } from './taken-back.tsx';

type Earlier = OutputOf<'sheet.imports'>['rows'][number];

/** What was imported before; each can be taken back whole, also days later. */
export function EarlierImports({ kind }: { kind: SheetKindName }) {
  const { t } = useTranslation();
  const { data } = useQueryOf('sheet.imports', undefined);
  const takeBack = useCommand('sheet.takeBack');
  const [back, setBack] = useState<OutputOf<'sheet.takeBack'>>();
  const rows = (data?.rows ?? []).filter((row) => row.kind === kind).slice(0, 10);
  if (rows.length === 0) return null;
  return (
    <div style={{ padding: '0 16px 16px' }}>
      <Section title={t(($) => $.imports.earlier)} />
      {takeBack.error !== null && <ProblemPanel problem={takeBack.error} />}
      {back && <TakenBack back={back} />}
      {rows.map((row) => (
        <EarlierRow key={row.id} row={row} busy={takeBack.isPending} onTakeBack={() => takeBack.mutate({ sheetImportId: row.id }, { onSuccess: setBack })} />
      ))}
    </div>
  );
}

function EarlierRow({ row, busy, onTakeBack }: { row: Earlier; busy: boolean; onTakeBack: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { new: made, change, same, rejected } = row.counts;
  const numbers = { new: formats.count(made), change: formats.count(change), same: formats.count(same), rejected: formats.count(rejected) };
  return (
    <div className="row earlier-import">
      <span className="medium ellipsis">{row.fileName}</span>
      <span className="text2 ellipsis">{t(($) => $.imports.doneText, numbers)}</span>
      <span className="spring" />
      <span className="text3">{formats.dateTime(row.importedAt)}</span>
      {row.takenBack ? (
        <Status kind="off">{t(($) => $.imports.takenBack)}</Status>
      ) : row.kind === 'channelOrders' ? null : (
        <Button variant="default" loading={busy} onClick={onTakeBack}>
          {t(($) => $.imports.takeBack)}
        </Button>
      )}
    </div>
  );
}
