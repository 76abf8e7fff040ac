import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Job } from '../ui/jobs-tray.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** The jobs of the last day, as the tray shows them. */
export function useJobs(): readonly Job[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const list = useQueryOf('job.list', undefined);
  const cancel = useCommand('job.cancel');
  const kinds = ['approve', 'cancel', 'allocate', 'undo'] as const;
  const nameOf = (kind: string): string => {
    const known = kinds.find((one) => one === kind);
    return known ? t(($) => $.jobs.kinds[known]) : kind;
  };
  return (list.data?.jobs ?? []).map((job): Job => {
    const running = job.state === 'waiting' || job.state === 'running';
    const [done, total, refused] = [job.done, job.total, job.refused].map(formats.count);
    const name = nameOf(job.kind);
    return {
      id: String(job.id),
      name,
      done: job.done,
      of: job.total,
      words: running ? t(($) => $.jobs.progress, { done, total }) : t(($) => $.jobs.finished, { name, done, refused }),
      ...(running && { cancel: { label: t(($) => $.jobs.cancel), run: () => cancel.mutate({ jobId: job.id }) } }),
      ...(!running && { finished: { kind: job.state === 'failed' ? 'stop' : job.refused > 0 ? 'look' : job.state === 'cancelled' ? 'off' : 'done' } }),
    };
  });
}
