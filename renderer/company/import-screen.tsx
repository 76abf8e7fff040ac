import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SheetKindName } from '../../shared/company/sheet.contract.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportDone } from './import-done.tsx';
import { ImportFile } from './import-file.tsx';
import { importPlaces, useSheetKindName } from './import-place.ts';
import { ImportProgress } from './import-progress.tsx';
import { ImportTrial } from './import-trial.tsx';
import { type Import, type ImportStep, useImport } from './use-import.ts';

const steps: readonly ImportStep[] = ['file', 'columns', 'trial', 'done'];

/** A sheet on its way in, in four steps: the file, what its columns mean, what would happen, and that it happened. */
export function ImportScreen({ kind, channelId }: { kind: SheetKindName; /** Whose orders they are. */ channelId?: number }) {
  const { t } = useTranslation();
  const sheet = useImport(kind, channelId);
  const group = useSheetKindName(kind);
  const { next, back } = useSteps(kind, sheet);
  useActions('screen', [...(next ? [next] : []), back]);
  return (
    <Screen
      title={<Trail parent={<Link to={importPlaces[kind].list}>{group}</Link>}>{t(($) => $.imports.title)}</Trail>}
      side={sheet.fileName !== '' && <span className="text2 ellipsis">{sheet.read ? `${sheet.fileName} · ${sourceName(sheet, t(($) => $.imports.sources, { returnObjects: true }))}` : sheet.fileName}</span>}
      buttons={
        <>
          {sheet.step !== 'file' && sheet.step !== 'done' && !sheet.busy && <ActionButton action={back} variant="default" />}
          {next && <ActionButton action={next} />}
        </>
      }
    >
      <Steps current={sheet.step} />
      {sheet.problem !== undefined && <ProblemPanel problem={sheet.problem} />}
      {sheet.busy ? <ImportProgress sheet={sheet} busy={sheet.busy} /> : <StepContent kind={kind} sheet={sheet} />}
    </Screen>
  );
}

const sourceName = ({ read }: Import, names: Record<string, string>): string => {
  const where = read?.manner.format === 'xlsx' ? read.manner.tab : read?.manner.encoding.toUpperCase();
  return [read?.source === 'other' ? undefined : names[read?.source ?? ''], where].filter(Boolean).join(' · ');
};

function StepContent({ kind, sheet }: { kind: SheetKindName; sheet: Import }) {
  const { step, read, checked, done, importId } = sheet;
  if (step === 'columns' && read) return <ImportColumns sheet={sheet} read={read} />;
  if (step === 'trial' && read && checked && importId !== undefined) return <ImportTrial kind={kind} sheet={sheet} read={read} checked={checked} importId={importId} />;
  if (step === 'done' && done) return <ImportDone kind={kind} done={done} />;
  return <ImportFile kind={kind} sheet={sheet} />;
}

/** The one thing most likely next, and the way back. */
function useSteps(kind: SheetKindName, sheet: Import): { next: Action | undefined; back: Action } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const group = t(($) => $.imports.title);
  const leave = (): void => {
    sheet.forget();
    void navigate({ to: importPlaces[kind].list });
  };
  const backs: Record<ImportStep, { label: string; run: () => void }> = {
    file: { label: t(($) => $.keys.back), run: leave },
    columns: { label: t(($) => $.imports.otherFile), run: sheet.forget },
    trial: { label: t(($) => $.imports.back), run: sheet.backToColumns },
    done: { label: t(($) => $.keys.back), run: leave },
  };
  const back = sheet.busy ? { label: t(($) => $.imports.stop), run: sheet.forget } : backs[sheet.step];
  const counts = sheet.checked?.counts;
  const count = (counts?.new ?? 0) + (counts?.change ?? 0);
  const ready = sheet.read?.fields.every(({ name, needed }) => !needed || sheet.columns.mapping.includes(name)) === true;
  const ways: Partial<Record<ImportStep, { label: string; run: () => void }>> = {
    ...(ready && { columns: { label: t(($) => $.imports.check), run: sheet.check } }),
    ...(count > 0 && { trial: { label: t(($) => $.imports.bringIn, { count }), run: sheet.bringIn } }),
  };
  const way = sheet.busy ? undefined : ways[sheet.step];
  return {
    next: way && { id: 'import.next', group, keys: 'mod+enter', whileTyping: true, ...way },
    back: { id: 'import.back', group, keys: 'escape', ...back },
  };
}

function Steps({ current }: { current: ImportStep }) {
  const { t } = useTranslation();
  const at = steps.indexOf(current);
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        <li key={step} {...(index === at && { 'aria-current': 'step' })}>
          <Status kind={index < at || current === 'done' ? 'done' : index === at ? 'half' : 'todo'}>{t(($) => $.imports.steps[step])}</Status>
        </li>
      ))}
      <li className="spring" aria-hidden="true" />
      {current !== 'done' && <li className="text2">{t(($) => $.imports.nothingYet)}</li>}
    </ol>
  );
}
