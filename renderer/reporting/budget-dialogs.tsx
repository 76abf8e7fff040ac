import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Centre, scaled } from '../../shared/accounting/budget.rules.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { PercentField } from '../ui/fields.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { CellAt, Figures, Grid } from './budget-grid.tsx';

/** What a copy writes: last year’s figures times the factor, into cells where nothing stands. */
const copied = (grid: Grid, centre: Centre | null, factor: RatePpm): Figures =>
  grid.rows.flatMap(({ ledgerAccountId, amounts, lastYear }) =>
    grid.months.flatMap((monthOn, at) => {
      const before = lastYear[at] ?? 0;
      return before === 0 || (amounts[at] ?? null) !== null ? [] : [{ ledgerAccountId, monthOn, centre, amount: scaled(lastYear[at]!, factor) }];
    }),
  );

interface CopyProps {
  grid: Grid;
  centre: Centre | null;
  pending: boolean;
  problem: unknown;
  onCopy: (figures: Figures) => void;
  onClose: () => void;
}

/** Last year’s figures as a start. */
export function CopyDialog({ grid, centre, pending, problem, onCopy, onClose }: CopyProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [factor, setFactor] = useState<RatePpm | null>(ratePpm(1_000_000));
  const figures = factor === null ? [] : copied(grid, centre, factor);
  return (
    <DialogForm title={t(($) => $.budget.copy)} verb={t(($) => $.budget.copyVerb, { count: figures.length, shown: formats.count(figures.length) })} pending={pending} problem={problem} onSubmit={() => (figures.length === 0 ? onClose() : onCopy(figures))} onClose={onClose}>
      <PercentField first live label={t(($) => $.budget.factor)} description={t(($) => $.budget.factorHint)} value={factor} onChange={setFactor} />
      <p className="text2 text-wrap">{t(($) => $.budget.copyHint)}</p>
    </DialogForm>
  );
}

/** What a figure was before, with who wrote it and when. */
export function VersionsDialog({ at: { row, month }, centre, onClose }: { at: CellAt; centre: Centre | null; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const versions = useQueryOf('budget.versions', { ledgerAccountId: row.ledgerAccountId, monthOn: month, centre });
  return (
    <Dialog title={`${row.name} · ${formats.month(month)}`} onClose={onClose}>
      {versions.isPending && <Loading rows={3} />}
      {versions.error !== null && <ProblemPanel problem={versions.error} />}
      {versions.data?.rows.length === 0 && <p className="text2">{t(($) => $.budget.noVersions)}</p>}
      {versions.data?.rows.map((version) => (
        <div key={`${version.recordedAt} ${version.amount}`} className="leg" style={{ gridTemplateColumns: 'minmax(0, 1fr) 120px' }}>
          <span className="text2">{`${formats.dateTime(version.recordedAt)} · ${version.userName}`}</span>
          <span className="num">{version.amount === null ? t(($) => $.budget.takenBack) : formats.amount(version.amount)}</span>
        </div>
      ))}
    </Dialog>
  );
}
