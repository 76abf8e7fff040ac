import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonthState } from '../../shared/reporting/month-close.rules.ts';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { NumberedRow } from './month-screen.tsx';

export const glyphOf: Record<MonthState, GlyphKind> = { off: 'off', done: 'done', look: 'look', stop: 'stop', wait: 'half' };

/** Items whose count says something; the others are about an amount, or about agreement alone. */
const counted = new Set(['payouts', 'bank', 'unbilled', 'deposits', 'returns', 'counts', 'ageing', 'credit', 'currencies', 'tax', 'recurring', 'platforms', 'drawers', 'result', 'statements', 'exporting']);
const valued = new Set(['payouts', 'bank', 'unbilled', 'deposits', 'returns', 'stock', 'ageing', 'credit', 'accruals', 'tax', 'recurring', 'platforms', 'drawers', 'result', 'exporting']);

export function useMonthColumns(): readonly Column<NumberedRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'no', header: '', width: 30, numeric: true, cell: ({ no }) => <span className="text3">{no}</span> },
      { id: 'item', header: t(($) => $.month.item), width: 240, cell: ({ item, state }) => <Status kind={glyphOf[state]}><span className={state === 'off' ? 'text3' : 'medium'}>{t(($) => $.month.items[item])}</span></Status> },
      { id: 'state', header: t(($) => $.month.state), width: 92, cell: (row) => <span className={row.state === 'stop' ? 'bad' : row.state === 'look' ? 'warn' : 'text2'}>{t(($) => $.month.rowStates[row.state])}</span> },
      { id: 'about', header: t(($) => $.month.about), width: 180, grows: true, dropOrder: 1, cell: ({ item }) => <span className="text3">{t(($) => $.month.short[item])}</span> },
      { id: 'open', header: t(($) => $.month.count), width: 74, numeric: true, cell: ({ item, open, state }) => (state === 'off' || !counted.has(item) ? '' : open === 0 ? '—' : formats.count(open)) },
      { id: 'amount', header: `${t(($) => $.money.amount)} ${formats.currencySymbol}`, width: 116, numeric: true, cell: ({ item, amount, state }) => (state === 'off' || !valued.has(item) ? '' : formats.amount(amount)) },
    ],
    [t, formats],
  );
}
