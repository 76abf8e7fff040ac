import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { SavedText } from '../ui/saved-field.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';

export interface Named {
  readonly id: number;
  readonly name: string;
  readonly note: string;
  readonly count: string;
}

/** What takes a change back. */
type Back = () => Promise<unknown>;

interface NamedSectionProps {
  title: string;
  side: string;
  /** What the names are of, for who hears a row read. */
  kind: string;
  /** Said while there are none. */
  none?: string;
  rows: readonly Named[];
  rename: (id: number, name: string) => Promise<Back>;
  remove: (id: number) => Promise<Back>;
  children?: ReactNode;
}

/** Things with a name: renamed where they stand, removed while nothing needs them, and both taken back. */
export function NamedSection({ title, side, kind, none, rows, rename, remove, children }: NamedSectionProps) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [problem, setProblem] = useState<unknown>(null);
  const renamed = async ({ id, name: old }: Named, name: string): Promise<void> => show(t(($) => $.sorting.renamed, { old, name }), await rename(id, name));
  const removed = ({ id, name }: Named): void =>
    void remove(id).then((back) => {
      setProblem(null);
      show(t(($) => $.sorting.removed, { name }), back);
    }, setProblem);
  return (
    <section>
      <Section title={title} side={side} />
      {problem !== null && <ProblemPanel problem={problem} />}
      {rows.length === 0 && none !== undefined && <p className="text2">{none}</p>}
      {rows.map((row) => (
        <div key={row.id} className="rule-row">
          <SavedText inCell label={`${kind}: ${row.name}`} value={row.name} required={t(($) => $.products.required)} onSave={(name) => renamed(row, name)} />
          <span className="text3 ellipsis" title={row.note}>{row.note}</span>
          <span className="text2 num">{row.count}</span>
          <button type="button" className="plain link" onClick={() => removed(row)}>
            {t(($) => $.ui.remove)}
            <span className="hidden-text"> {row.name}</span>
          </button>
        </div>
      ))}
      {children}
    </section>
  );
}
