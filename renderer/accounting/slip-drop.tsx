import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useSlips } from './slip.store.ts';
import { useSlipTaking } from './use-slip-taking.ts';

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Anywhere on a screen of the books a file can be let go: it begins an entry, unless what lies under it takes it for its own. */
export function SlipDrop() {
  const { t } = useTranslation();
  const take = useSlipTaking();
  const latest = useRef(take);
  const [over, setOver] = useState(false);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const hover = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      const isTaken = event.defaultPrevented;
      event.preventDefault();
      setOver(!isTaken);
    };
    // Leaving one part for another is no leaving.
    const leave = (event: DragEvent): void => void (event.relatedTarget === null && setOver(false));
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (event.defaultPrevented || !holdsFiles(event)) return;
      event.preventDefault();
      void latest.current(Array.from(event.dataTransfer?.files ?? []));
    };
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return (
    <>
      {over && <div className="slip-over">{t(($) => $.slips.letGo)}</div>}
      <SlipProblems />
    </>
  );
}

/** Files that were not taken, each with its reason. */
export function SlipProblems() {
  const problems = useSlips((slips) => slips.problems);
  return problems.map((problem, index) => (
    // Refusals of one round, in the order of its files; they have no identity of their own.
    // oxlint-disable-next-line react/no-array-index-key
    <ProblemPanel key={index} problem={problem} />
  ));
}
