import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, usePagesOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Empty } from '../ui/empty.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats, useUi } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { type ShopJob, useJobName } from './use-jobs.tsx';

type Page = OutputOf<'job.results'>;
type Row = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'job.results'>, page: Page) => (page.next === null ? undefined : { ...input, after: page.next }),
};
const pageSize = 100;

/** What became of each item of a job: what was refused first, and why. The whole of it can be taken back here, days later too. */
export function JobResultsDialog({ job, onClose }: { job: ShopJob; onClose: () => void }) {
  const title = useJobName()(job.kind);
  return (
    <Dialog title={title} onClose={onClose} width={640}>
      <Body job={job} title={title} onClose={onClose} />
    </Dialog>
  );
}

function Body({ job, title, onClose }: { job: ShopJob; title: string; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [view, setView] = useState<'refused' | 'all'>(job.refused > 0 ? 'refused' : 'all');
  const { undo, problem } = useUndo(job, onClose);
  const [done, refused, came, total] = [job.done, job.refused, job.done + job.refused, job.total].map(formats.count);
  const views = [
    { id: 'refused' as const, name: t(($) => $.jobs.notDone), ...(refused !== undefined && { count: refused }) },
    { id: 'all' as const, name: t(($) => $.jobs.all), ...(came !== undefined && { count: came }) },
  ];
  const takeBack = { id: 'job.undo', label: t(($) => $.jobs.undo), group: title, keys: 'z', whileTyping: true, run: undo };
  // Nothing is typed in here: bare keys are the dialog's own.
  useActions('dialog', [
    { id: 'job.refused', label: t(($) => $.jobs.notDone), group: title, keys: '1', onlyKey: true, whileTyping: true, run: () => setView('refused') },
    { id: 'job.all', label: t(($) => $.jobs.all), group: title, keys: '2', onlyKey: true, whileTyping: true, run: () => setView('all') },
    ...(job.done > 0 ? [takeBack] : []),
  ]);
  return (
    <div className="column" style={{ gap: 8 }}>
      <span className="text2 num">
        {t(($) => $.jobs.sum, { done, refused, came })}
        {job.done + job.refused < job.total && t(($) => $.jobs.cameTo, { total })}
      </span>
      <Views label={title} views={views} current={view} onChange={setView} />
      <Results key={view} job={job} refusedOnly={view === 'refused'} onLeave={onClose} />
      {problem !== null && <ProblemPanel problem={problem} />}
      {job.done > 0 && (
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" rightSection={<Key keys="z" />} onClick={undo}>
            {takeBack.label}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Takes back all a job did, as a job of its own. */
function useUndo(job: ShopJob, onDone: () => void): { undo: () => void; problem: unknown } {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const command = useCommand('job.undo');
  const undo = (): void => {
    if (command.isPending) return;
    command.mutate({ jobId: job.id }, { onSuccess: () => { show(t(($) => $.desk.takenBackJob)); onDone(); } });
  };
  return { undo, problem: command.error };
}

function Results({ job, refusedOnly, onLeave }: { job: ShopJob; refusedOnly: boolean; onLeave: () => void }) {
  const { t } = useTranslation();
  const pages = usePagesOf('job.results', { jobId: job.id, limit: pageSize, refusedOnly }, reading);
  if (pages.error !== null) return <ProblemPanel problem={pages.error} onRetry={pages.retry} />;
  if (pages.isPending) return <div className="job-results"><Loading rows={8} /></div>;
  if (pages.rows.length === 0) {
    const [title, text] = refusedOnly && job.done > 0 ? [t(($) => $.jobs.noneRefused), t(($) => $.jobs.noneRefusedText)] : [t(($) => $.jobs.nothingYet), t(($) => $.jobs.nothingYetText)];
    return <div className="job-results"><Empty title={title} text={text} /></div>;
  }
  return (
    <div className="job-results">
      <ul>
        {pages.rows.map((row) => <ResultRow key={row.item} row={row} onLeave={onLeave} />)}
      </ul>
      {pages.hasMore && (
        <button type="button" className="plain link" onClick={pages.readMore}>
          {t(($) => $.jobs.more)}
        </button>
      )}
    </div>
  );
}

/** The record leads to its page; one that is about none has its place. */
function ResultRow({ row, onLeave }: { row: Row; onLeave: () => void }) {
  const { t } = useTranslation();
  const { problemText } = useUi();
  const formats = useFormats();
  const said = row.refusal && problemText({ code: 'REFUSED', data: row.refusal });
  return (
    <li className="job-result">
      <Glyph kind={row.ok ? 'done' : 'stop'} />
      {row.order ? (
        <Link to="/orders/$orderId" params={{ orderId: String(row.order.orderId) }} className="code underlined ellipsis" onClick={onLeave}>
          {row.order.number}
        </Link>
      ) : (
        <span className="text2">{t(($) => $.jobs.place, { place: formats.count(row.item + 1) })}</span>
      )}
      {said ? (
        <span>
          {said.what}. <span className="text2">{said.why}</span>
        </span>
      ) : (
        <span className="text2">{t(($) => $.jobs.done)}</span>
      )}
    </li>
  );
}
