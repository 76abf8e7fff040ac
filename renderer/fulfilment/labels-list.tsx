import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Empty } from '../ui/empty.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { JobState, type PrintJob } from './label-state.tsx';

type Page = OutputOf<'printJob.list'>;
const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'printJob.list'>, page: Page) => (page.next === null ? undefined : { ...input, beforeId: page.next }),
};
const idOf = (row: PrintJob): number => row.printJobId;

/** Labels owed to printers, the latest first: what waits goes by itself when its printer answers; what is parked asks somebody. */
export function LabelsList() {
  const { t } = useTranslation();
  const pages = usePagesOf('printJob.list', { view: 'all', limit: 100 }, reading);
  const printer = useQueryOf('printer.list', undefined).data?.printers.find(({ labels }) => labels);
  const list = useList(pages.rows, idOf);
  const [open, setOpen] = useState<PrintJob>();
  useActions('screen', listActions(list, useListWords()));
  const columns = useJobColumns();
  return (
    <>
      <div className="filters">
        <span className="text2">{printer ? t(($) => $.printing.goesTo, { printer: printer.name }) : t(($) => $.printing.noPrinter)}</span>
        <span className="spring" />
        <Button variant="default" component={Link} to="/settings/papers">
          {t(($) => $.papers.printers)}
        </Button>
      </div>
      <PagedTable
        pages={pages}
        widths={[200, 100, 120]}
        label={t(($) => $.ship.tabs.labels)}
        columns={columns}
        list={list}
        rowName={(row) => row.number}
        onPeek={setOpen}
        onOpen={setOpen}
        empty={<Empty title={t(($) => $.printing.emptyTitle)} text={t(($) => $.printing.emptyText)} />}
      />
      {open && <JobDialog job={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function useJobColumns(): readonly Column<PrintJob>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'state', header: t(($) => $.notices.state), width: 260, grows: true, cell: (row) => <JobState job={row} /> },
      { id: 'parcel', header: t(($) => $.printing.parcel), width: 120, cell: (row) => <span className="code medium">{row.number}</span> },
      { id: 'order', header: t(($) => $.ship.order), width: 120, dropOrder: 2, cell: (row) => <span className="code text2">{row.orderNumber}</span> },
      { id: 'tracking', header: t(($) => $.tracking.carrier), width: 200, dropOrder: 1, cell: (row) => [row.carrier, row.trackingNumber].filter(Boolean).join(' · ') || '—' },
      { id: 'since', header: t(($) => $.printing.since), width: 120, cell: (row) => <span className="text2">{formats.dateTime(row.createdAt)}</span> },
    ],
    [t, formats],
  );
}

/** One label: why it is not printed, in the printer's own words, and what can be done about it. */
function JobDialog({ job, onClose }: { job: PrintJob; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const retry = useCommand('printJob.retry');
  const drop = useCommand('printJob.drop');
  const more = useCommand('printJob.queueLabel');
  const { printJobId, shipmentId, state } = job;
  const begun = state === 'printed' || state === 'sending';
  const goOn = (): void => (begun ? more.mutate({ shipmentId, again: true }, { onSuccess: onClose }) : retry.mutate({ printJobId }, { onSuccess: onClose }));
  const leave = (): void => drop.mutate({ printJobId }, { onSuccess: () => (show(t(($) => $.printing.droppedToast), () => retry.mutateAsync({ printJobId })), onClose()) });
  return (
    <DialogForm title={job.number} verb={begun ? t(($) => $.printing.again) : t(($) => $.printing.retry)} pending={retry.isPending || more.isPending} problem={retry.error ?? drop.error ?? more.error} onSubmit={goOn} onClose={onClose}>
      <JobState job={job} />
      {job.says !== null && <p className="text2 text-wrap">{job.says}</p>}
      {job.problem === 'perhapsPrinted' && <p className="text-wrap">{t(($) => $.printing.perhapsText)}</p>}
      {!begun && state !== 'dropped' && (
        <Button variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={leave}>
          {t(($) => $.printing.drop)}
        </Button>
      )}
    </DialogForm>
  );
}
