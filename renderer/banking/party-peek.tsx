import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { useEntryWords } from '../accounting/entry-words.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { OnAccountDialog } from './on-account-dialog.tsx';
import type { Side } from './open-items-screen.tsx';
import { useLastWords } from './reminder-columns.tsx';

interface Party {
  partyId: number | null;
  name: string;
  total: Minor;
}

interface Props {
  side: Side;
  party: Party;
  on: Day;
  onNext: () => void;
  onClose: () => void;
}

/** One party's open items at a day, and the account they come from. */
export function PartyPeek({ side, party, on, onNext, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [paying, setPaying] = useState(false);
  const { partyId } = party;
  const items = useItems(side, partyId, on);
  const title = party.name || t(($) => $.openItems.unnamed);
  const amount = formats.money(party.total);
  const verb: Action = { id: 'party.settle', label: side === 'receivable' ? t(($) => $.openItems.receive, { amount }) : t(($) => $.openItems.pay, { amount }), group: t(($) => $.keys.here), keys: 'p', run: () => setPaying(true) };
  const canPay = partyId !== null && party.total > 0;
  useActions('peek', [...(canPay ? [verb] : []), { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  return (
    <Peek label={title} title={title} onNext={onNext} onClose={onClose} footer={canPay && <ActionButton action={verb} />}>
      <Section title={t(($) => $.openItems.openItems)} side={formats.currencySymbol} />
      {items.isPending && <Loading widths={[180, 90]} rows={4} />}
      {items.error && <ProblemPanel problem={items.error} onRetry={() => void items.refetch()} />}
      {items.data?.rows.filter((row) => row.partyId === partyId).map((row) => (
        <div key={`${row.itemKind} ${row.itemId}`} className="peek-line">
          <span className="column" style={{ minWidth: 0 }}>
            <span className="code">{row.number}</span>
            <span className="caption">
              {row.dueOn !== null && t(($) => $.openItems.due, { day: formats.fullDay(row.dueOn) })}
              {row.overdueDays > 0 && ` · ${t(($) => $.openItems.overdue, { count: row.overdueDays })}`}
              {row.currency !== null && row.foreignOpen !== null && ` · ${formats.moneyIn(row.foreignOpen, row.currency)}`}
            </span>
          </span>
          <span className="num">{formats.amount(row.open)}</span>
        </div>
      ))}
      {partyId !== null && side === 'receivable' && <Reminders customerId={partyId} />}
      {partyId !== null && <Account side={side} partyId={partyId} on={on} />}
      {paying && partyId !== null && <OnAccountDialog side={side} party={{ ...party, partyId }} items={items.data?.rows ?? []} onClose={() => setPaying(false)} />}
    </Peek>
  );
}

/** Hooks are asked in the same order on both sides; only one of them is sent. */
function useItems(side: Side, partyId: number | null, on: Day) {
  const receivable = useQueryOf('receivable.items', { on, ...(partyId !== null && { customerId: partyId }) }, { enabled: side === 'receivable' });
  const payable = useQueryOf('payable.items', { on, ...(partyId !== null && { supplierId: partyId }) }, { enabled: side === 'payable' });
  return side === 'receivable' ? receivable : payable;
}

/** What this customer was reminded of, the latest first; also what was taken back. */
function Reminders({ customerId }: { customerId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useLastWords();
  const rows = useQueryOf('reminder.list', { customerId }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.reminders.title)} side={formats.currencySymbol} />
      {rows.slice(0, latest).map((row) => (
        <div key={row.reminderId} className="peek-line">
          <span className="column" style={{ minWidth: 0 }}>
            <span className="code">{row.number}</span>
            <span className="caption">{row.withdrawn ? `${t(($) => $.reminders.takenBack)} · ${formats.day(row.sentOn)}` : words(row)}</span>
          </span>
          <span className="num">{formats.amount(row.open)}</span>
        </div>
      ))}
    </>
  );
}

const latest = 12;

function Account({ side, partyId, on }: { side: Side; partyId: number; on: Day }) {
  const { t } = useTranslation();
  const receivable = useQueryOf('receivable.statement', { customerId: partyId, to: on }, { enabled: side === 'receivable' });
  const payable = useQueryOf('payable.statement', { supplierId: partyId, to: on }, { enabled: side === 'payable' });
  const { data } = side === 'receivable' ? receivable : payable;
  const formats = useFormats();
  if (!data) return null;
  const rows = data.rows.slice(-latest);
  const before = rows[0] ? minor(rows[0].balance - rows[0].amount) : data.closing;
  return (
    <>
      <Section title={t(($) => $.openItems.statement)} side={formats.currencySymbol} />
      <div className="peek-line">
        <span className="text2">{t(($) => $.openItems.opening)}</span>
        <span className="num">{formats.amount(before)}</span>
      </div>
      <Movements rows={rows} />
      <div className="peek-line strong">
        <span>{t(($) => $.openItems.closing)}</span>
        <span className="num">{formats.amount(data.closing)}</span>
      </div>
    </>
  );
}

function Movements({ rows }: { rows: OutputOf<'receivable.statement'>['rows'] }) {
  const formats = useFormats();
  const words = useEntryWords();
  return rows.map((row) => (
    <div key={`${row.entryId} ${row.number}`} className="peek-line">
      <span className="column" style={{ minWidth: 0 }}>
        <span className="ellipsis">
          {words(row.memo).name} <span className="code">{row.number}</span>
        </span>
        <span className="caption">
          {formats.day(row.postedOn)} · {row.entryNumber}
        </span>
      </span>
      <span className="num">{formats.signed(row.amount)}</span>
    </div>
  ));
}
