import { Popover, Progress } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Glyph, type GlyphKind } from './glyph.tsx';

/** A long task: its name, how far, how fast, how long still. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly done: number;
  readonly of: number;
  /** "2,140 of 8,300 · 154 a second · 40 s left" */
  readonly words: string;
  readonly cancel?: { label: string; run: () => void };
  readonly finished?: { kind: GlyphKind; link?: ReactNode };
}

interface JobsTrayProps {
  summary: string;
  jobs: readonly Job[];
  opened: boolean;
  onChange: (opened: boolean) => void;
}

/** From the status bar: what runs now, and what ended today. Opened, it has the keys. */
export function JobsTray({ summary, jobs, opened, onChange }: JobsTrayProps) {
  return (
    <Popover position="top-end" width={420} opened={opened} onChange={onChange} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="status-fact" onClick={() => onChange(!opened)}>
          <IconStack2 size={14} stroke={1.6} />
          {summary}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} className="jobs-tray">
        {jobs.map((job) => (
          <div key={job.id} className="job" aria-live="polite">
            {job.finished ? <FinishedJob job={job} kind={job.finished.kind} link={job.finished.link} /> : <RunningJob job={job} />}
          </div>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

const FinishedJob = ({ job, kind, link }: { job: Job; kind: GlyphKind; link: ReactNode }) => (
  <div className="row">
    <Glyph kind={kind} />
    <span>{job.words}</span>
    <span className="spring" />
    {link}
  </div>
);

const RunningJob = ({ job }: { job: Job }) => (
  <>
    <div className="row">
      <span className="medium">{job.name}</span>
      <span className="spring" />
      {job.cancel && (
        <button type="button" className="plain link" onClick={job.cancel.run}>
          {job.cancel.label}
        </button>
      )}
    </div>
    <Progress value={(job.done / Math.max(1, job.of)) * 100} my={4} aria-label={job.name} />
    <span className="caption num">{job.words}</span>
  </>
);
