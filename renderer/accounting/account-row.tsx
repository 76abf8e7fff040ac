import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { Minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { BalanceText } from './balance-text.tsx';

export const ledgerTracks = '16px 64px minmax(160px, 1fr) 132px 116px 116px 140px';

type BalanceRow = OutputOf<'trialBalance.get'>['rows'][number];

/** One ledger account; its button opens the postings under it. */
export function AccountRow({ row, opened, onToggle }: { row: BalanceRow; opened: boolean; onToggle: () => void }) {
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <div role="row" className="grid-row" data-hovers="" {...(opened && { 'data-cursor': '' })} style={{ gridTemplateColumns: ledgerTracks, height: 26 }}>
      <span role="cell" className="overflowing">
        <button type="button" className="plain" aria-expanded={opened} aria-label={`${row.code} ${row.name}`} onClick={onToggle}>
          <Chevron size={14} style={{ display: 'block' }} />
        </button>
      </span>
      <span role="cell" className="text2 code">{row.code}</span>
      <span role="cell">
        <button type="button" className="plain ellipsis" style={{ width: '100%', fontWeight: opened ? 600 : 400 }} tabIndex={-1} onClick={onToggle}>
          {row.name}
        </button>
      </span>
      <span role="cell" className="num text2"><BalanceText amount={row.opening} /></span>
      <span role="cell" className="num"><Turnover amount={row.debit} /></span>
      <span role="cell" className="num"><Turnover amount={row.credit} /></span>
      <span role="cell" className="num"><BalanceText amount={row.closing} strong /></span>
    </div>
  );
}

function Turnover({ amount }: { amount: Minor }) {
  const formats = useFormats();
  return amount === 0 ? <span className="text3">—</span> : formats.amount(amount);
}
