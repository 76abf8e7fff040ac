import { Select } from '@mantine/core';
import { type ClipboardEvent, Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { guards, pastedBlock } from '../../shared/accounting/budget.rules.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { parseMinor } from '../../shared/units/parse.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { BudgetCell } from './budget-cell.tsx';

export type Grid = OutputOf<'budget.grid'>;
export type GridRow = Grid['rows'][number];
export type Figures = InputOf<'budget.set'>['figures'];
export interface CellAt {
  readonly row: GridRow;
  readonly month: Grid['months'][number];
}

interface Props {
  grid: Grid;
  onSet: (figures: { ledgerAccountId: number; monthOn: Grid['months'][number]; amount: Minor | null }[]) => void;
  /** What was pasted and cannot be read as an amount. */
  onUnread: (text: string) => void;
  onGuard: (row: GridRow, guard: GridRow['guard']) => void;
  onFocus: (cell: CellAt) => void;
}

const groupOf = ({ bought, type }: GridRow): 'income' | 'costs' | 'bought' => (bought ? 'bought' : type === 'income' ? 'income' : 'costs');

/** The rows as they stand: income, costs, goods bought. */
export const inOrder = (rows: readonly GridRow[]): GridRow[] => (['income', 'costs', 'bought'] as const).flatMap((group) => rows.filter((row) => groupOf(row) === group));

/** Accounts down, months across; a block copied from a spreadsheet is pasted from the cell it is pasted into. */
export function BudgetGrid({ grid, onSet, onUnread, onGuard, onFocus }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const rows = inOrder(grid.rows);
  const paste = (event: ClipboardEvent<HTMLTableElement>): void => {
    const at = (event.target as HTMLElement).dataset['cell']?.split('.').map(Number);
    const text = event.clipboardData.getData('text');
    if (!at || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const [top = 0, left = 0] = at;
    const figures: Parameters<Props['onSet']>[0] = [];
    for (const [down, cells] of pastedBlock(text).entries()) {
      for (const [across, cell] of cells.entries()) {
        const [row, monthOn] = [rows[top + down], grid.months[left + across]];
        if (!row || monthOn === undefined) continue;
        const read = parseMinor(cell, formats.currency, formats.locale);
        if (!read.ok && read.reason !== 'empty') return onUnread(cell);
        figures.push({ ledgerAccountId: row.ledgerAccountId, monthOn, amount: read.ok ? read.value : null });
      }
    }
    onSet(figures);
  };
  return (
    <div className="scroll">
      <table className="budget-grid" onPaste={paste}>
        <thead>
          <tr>
            <th className="budget-name" style={{ zIndex: 3 }}>{`${t(($) => $.budget.account)} · ${formats.currencySymbol}`}</th>
            {grid.months.map((month) => <th key={month}>{formats.month(month)}</th>)}
            <th>{t(($) => $.budget.year)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Fragment key={row.ledgerAccountId}>
              {groupOf(row) !== (rows[index - 1] && groupOf(rows[index - 1]!)) && <GroupRow group={groupOf(row)} row={row} onGuard={onGuard} />}
              <tr>
                <td className="budget-name ellipsis" title={row.name}><span className="text3 code">{row.code}</span> {row.name}</td>
                {grid.months.map((month, at) => (
                  <td key={month}>
                    <BudgetCell
                      label={`${row.name}, ${formats.month(month)}`}
                      amount={row.amounts[at] ?? null}
                      before={row.lastYear[at] ?? (0 as Minor)}
                      row={index}
                      column={at}
                      onSet={(amount) => onSet([{ ledgerAccountId: row.ledgerAccountId, monthOn: month, amount }])}
                      onFocus={() => onFocus({ row, month })}
                    />
                  </td>
                ))}
                <td className="budget-sum num strong">{formats.amount(sumMinor(row.amounts.flatMap((amount) => (amount === null ? [] : [amount]))))}</td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A group's heading; over goods stands what happens when a purchase order goes beyond their budget. */
function GroupRow({ group, row, onGuard }: { group: 'income' | 'costs' | 'bought'; row: GridRow; onGuard: Props['onGuard'] }) {
  const { t } = useTranslation();
  return (
    <tr className="budget-group">
      <td className="budget-name strong">{t(($) => $.budget.groups[group])}</td>
      <td colSpan={13} style={{ textAlign: 'left', paddingLeft: 8 }}>
        {group === 'bought' && (
          <span className="row">
            <span className="text2">{t(($) => $.budget.guard)}</span>
            <Select size="xs" w={220} aria-label={t(($) => $.budget.guard)} value={row.guard} data={guards.map((value) => ({ value, label: t(($) => $.budget.guards[value]) }))} onChange={(value) => { const guard = guards.find((one) => one === value); if (guard) onGuard(row, guard); }} />
          </span>
        )}
      </td>
    </tr>
  );
}
