import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';

export type PrintJob = OutputOf<'printJob.list'>['rows'][number];

const glyphs: Record<PrintJob['state'], GlyphKind> = { waiting: 'wait', sending: 'half', printed: 'done', parked: 'look', dropped: 'off' };

/** Where a label is: printed, on its way, waiting for a printer that does not answer, or before a person. */
export function JobState({ job }: { job: Pick<PrintJob, 'state' | 'problem' | 'printerName'> }) {
  const { t } = useTranslation();
  const said = job.problem === null ? t(($) => $.printing.states[job.state], { printer: job.printerName }) : t(($) => $.printing.problems[job.problem as 'refused'], { printer: job.printerName });
  return <Status kind={glyphs[job.state]}>{said}</Status>;
}

const useLastJob = (shipmentId: number | undefined): PrintJob | undefined =>
  useQueryOf('printJob.list', { view: 'all', shipmentId: shipmentId ?? 0, limit: 1 }, { enabled: shipmentId !== undefined }).data?.rows.find((job) => job.shipmentId === shipmentId);

/** The label of one parcel; what was asked for last counts. */
export function LabelState({ shipmentId }: { shipmentId: number }) {
  const { t } = useTranslation();
  const job = useLastJob(shipmentId);
  return job ? <JobState job={job} /> : <span className="text2">{t(($) => $.printing.none)}</span>;
}

/** Owes a parcel its label, or one more where it had one. */
export function usePrintLabel(shipmentId: number): { action: Action; problem: unknown } {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const queue = useCommand('printJob.queueLabel');
  const drop = useCommand('printJob.drop');
  const had = useLastJob(shipmentId) !== undefined;
  const run = (): void => queue.mutate({ shipmentId, again: had }, { onSuccess: ({ printJobId }) => show(t(($) => $.printing.queued), () => drop.mutateAsync({ printJobId })) });
  return { action: { id: 'parcel.label', label: had ? t(($) => $.printing.again) : t(($) => $.printing.print), group: t(($) => $.ship.title), keys: 'l', run }, problem: queue.error };
}
