import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { everyMonths } from '../../shared/accounting/recurring.rules.ts';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { Draft, Run, Template } from './recurring-screen.tsx';

export function useDraftColumns(): readonly Column<Draft>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'due', header: t(($) => $.recurring.when), width: 130, cell: (row) => <span className="text2">{formats.fullDay(row.dueOn)}</span> },
      { id: 'name', header: t(($) => $.recurring.name), width: 240, grows: true, cell: (row) => <span className="medium">{row.name}</span> },
      { id: 'reverses', header: '', width: 200, dropOrder: 1, cell: (row) => <span className="text3">{row.reversesOn === null ? '' : t(($) => $.recurring.reversesOn, { on: formats.fullDay(row.reversesOn) })}</span> },
      { id: 'amount', header: `${t(($) => $.money.amount)} ${formats.currencySymbol}`, width: 120, numeric: true, cell: (row) => formats.amount(row.amount) },
    ],
    [t, formats],
  );
}

export function useTemplateColumns(): readonly Column<Template>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'name', header: t(($) => $.recurring.name), width: 240, grows: true, cell: (row) => <span className="medium">{row.name}</span> },
      // The contract gives only these.
      { id: 'every', header: t(($) => $.recurring.every), width: 130, cell: (row) => <span className="text2">{t(($) => $.recurring.everyMonths[row.everyMonths as (typeof everyMonths)[number]])}</span> },
      { id: 'next', header: t(($) => $.recurring.next), width: 130, cell: (row) => <span className="text2">{row.nextOn === null ? '—' : formats.fullDay(row.nextOn)}</span> },
      { id: 'state', header: t(($) => $.recurring.state), width: 130, cell: (row) => <Status kind={row.stopped ? 'off' : 'done'}>{row.stopped ? t(($) => $.recurring.stopped) : t(($) => $.recurring.comes)}</Status> },
      { id: 'amount', header: `${t(($) => $.money.amount)} ${formats.currencySymbol}`, width: 120, numeric: true, cell: (row) => formats.amount(row.amount) },
    ],
    [t, formats],
  );
}

export function useRunColumns(): readonly Column<Run>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'due', header: t(($) => $.recurring.when), width: 130, cell: (row) => <span className="text2">{formats.fullDay(row.dueOn)}</span> },
      { id: 'name', header: t(($) => $.recurring.name), width: 240, grows: true, cell: (row) => <span className="medium">{row.name}</span> },
      { id: 'state', header: t(($) => $.recurring.state), width: 130, cell: (row) => <Status kind={row.state === 'posted' ? 'done' : 'off'}>{t(($) => $.recurring[row.state])}</Status> },
      {
        id: 'entries',
        header: t(($) => $.money.entry),
        width: 200,
        cell: (row) => (
          <span className="row">
            {row.entryId !== null && <Link to="/money/journal" search={{ entry: row.entryId }} tabIndex={-1} className="code">{row.number}</Link>}
            {row.oppositeEntryId !== null && <Link to="/money/journal" search={{ entry: row.oppositeEntryId }} tabIndex={-1} className="code">{row.oppositeNumber}</Link>}
          </span>
        ),
      },
    ],
    [t, formats],
  );
}
