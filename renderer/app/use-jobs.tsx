import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { GlyphKind } from '../ui/glyph.tsx';
import type { Job } from '../ui/jobs-tray.tsx';
import { useFormats } from '../ui/ui-context.tsx';

export type ShopJob = OutputOf<'job.list'>['jobs'][number];

/** The jobs of the last day, newest first. */
export const useShopJobs = (): readonly ShopJob[] => useQueryOf('job.list', undefined).data?.jobs ?? [];

const kinds = ['approve', 'cancel', 'allocate', 'undo'] as const;

/** What a job is called: the work the shop knows by name, or what whoever started it called it. */
export function useJobName(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) => {
    const known = kinds.find((one) => one === kind);
    return known ? t(($) => $.jobs.kinds[known]) : kind;
  };
}

const isRunning = ({ state }: ShopJob): boolean => state === 'waiting' || state === 'running';
const glyphOf = ({ state, refused }: ShopJob): GlyphKind => (state === 'failed' ? 'stop' : refused > 0 ? 'look' : state === 'cancelled' ? 'off' : 'done');

/** The same as the tray shows them; one that ended opens what became of each of its items. */
export function useJobs(jobs: readonly ShopJob[], onResults: (jobId: number) => void): readonly Job[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useJobName();
  const cancel = useCommand('job.cancel');
  return jobs.map((job): Job => {
    const running = isRunning(job);
    const [done, total, refused] = [job.done, job.total, job.refused].map(formats.count);
    const name = nameOf(job.kind);
    const say = job.refused > 0 ? t(($) => $.jobs.see, { count: job.refused }) : t(($) => $.jobs.results);
    const look = (
      <button type="button" className="plain link" aria-label={`${say}, ${name}`} onClick={() => onResults(job.id)}>
        {say}
      </button>
    );
    return {
      id: String(job.id),
      name,
      done: job.done,
      of: job.total,
      words: running ? t(($) => $.jobs.progress, { done, total }) : t(($) => $.jobs.finished, { name, done, refused }),
      ...(running && { cancel: { label: t(($) => $.jobs.cancel), run: () => cancel.mutate({ jobId: job.id }) } }),
      ...(!running && { finished: { kind: glyphOf(job), link: look } }),
    };
  });
}
