import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Export, ExportState } from './use-export.ts';

/** How far an export is, what came of it, and which papers are not in it. */
export function ExportResult({ work }: { work: Export }) {
  const { t } = useTranslation();
  if (work.problem !== undefined) return <ProblemPanel problem={work.problem} />;
  if (work.running) return <Running state={work.state} />;
  if (!work.state) return null;
  if (work.state.state === 'cancelled') return <Status kind="off">{t(($) => $.exporting.cancelled)}</Status>;
  if (work.state.state === 'failed') return <Status kind="stop">{t(($) => $.exporting.failed)}</Status>;
  return <Done state={work.state} />;
}

function Running({ state }: { state: ExportState | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { done, total } = state ?? { done: 0, total: 0 };
  const says = total > 0 ? t(($) => $.exporting.running, { done: formats.count(done), total: formats.count(total) }) : t(($) => $.exporting.starting);
  return (
    <div role="status" aria-busy="true" className="column" style={{ gap: 8, maxWidth: 420 }}>
      <span className="medium num">{says}</span>
      <Progress aria-label={says} value={total > 0 ? (done / total) * 100 : 0} />
    </div>
  );
}

function Done({ state: { name, files, leftOut } }: { state: ExportState }) {
  const { t } = useTranslation();
  const lackWord = (lacks: string): string => lacks.split(', ').map((lack) => (lack === 'buyer' || lack === 'sellerTaxNumber' || lack === 'sellerAddress' ? t(($) => $.exporting.lacks[lack]) : lack)).join(', ');
  return (
    <div role="status" className="column" style={{ gap: 8 }}>
      <div className="row" style={{ gap: 8, alignItems: 'center' }}>
        <Status kind="done">{t(($) => $.exporting.done, { name })}</Status>
        <span className="text2">{t(($) => $.exporting.files, { count: files })}</span>
      </div>
      {leftOut.length > 0 && (
        <>
          <Status kind="look" tone="warn">{t(($) => $.exporting.leftOut, { count: leftOut.length })}</Status>
          <ul className="text2">
            {leftOut.slice(0, 20).map((paper) => (
              <li key={paper.number}>
                <span className="medium">{paper.number}</span> {lackWord(paper.lacks)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
