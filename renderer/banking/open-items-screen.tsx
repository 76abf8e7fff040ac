import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ageNames } from '../../shared/banking/open-item.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { PartyPeek } from './party-peek.tsx';

export type Side = 'receivable' | 'payable';
type Row = OutputOf<'receivable.ageing'>['rows'][number];

/** A party without a card has no id; there is at most one such row. */
const idOf = (row: Row): number => row.partyId ?? 0;

export const ReceivablesScreen = () => <OpenItemsScreen side="receivable" />;
export const PayablesScreen = () => <OpenItemsScreen side="payable" />;

/** Who owes and is owed at a day, by age; the foot is the control account. */
function OpenItemsScreen({ side }: { side: Side }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<string>();
  const today = dayOf(now, formats.timeZone);
  const on: Day = typed !== undefined && isDay(typed) ? typed : today;
  const ageing = useQueryOf(side === 'receivable' ? 'receivable.ageing' : 'payable.ageing', { on });
  const rows = ageing.data?.rows ?? [];
  const list = useList(rows, idOf);
  const [shown, setShown] = useState<Row>();
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && shown) setShown(next);
  };
  const reminders = { id: 'reminders.go', label: t(($) => $.reminders.title), group: t(($) => $.shell.money), keys: 'r', run: () => void navigate({ to: '/money/reminders' }) };
  useActions('screen', [...listActions({ ...list, move: moved }, useListWords()), ...(side === 'receivable' ? [reminders] : [])]);
  const columns = useAgeColumns(side);
  const rowHeight = useDensity();
  const { total, control } = ageing.data ?? {};
  return (
    <Screen
      title={t(($) => $.shell.money)}
      side={
        total !== undefined &&
        control !== undefined && <Status kind={total === control ? 'done' : 'stop'}>{total === control ? t(($) => $.openItems.equalsControl, { amount: formats.money(control) }) : t(($) => $.openItems.differs, { amount: formats.money(control) })}</Status>
      }
      buttons={side === 'receivable' && <ActionButton action={reminders} variant="default" />}
      peek={shown && <PartyPeek side={side} party={rows.find((row) => idOf(row) === idOf(shown)) ?? shown} on={on} onNext={() => moved(1)} onClose={() => setShown(undefined)} />}
    >
      <MoneyTabs current={side === 'receivable' ? 'receivables' : 'payables'} />
      <div className="filters">
        <span className="text2" id="open-items-at">
          {t(($) => $.openItems.at)}
        </span>
        <TextInput type="date" aria-labelledby="open-items-at" value={typed ?? today} onChange={(event) => setTyped(event.currentTarget.value)} />
      </div>
      {ageing.isPending && <Loading widths={[200, 90, 90, 90]} rows={14} />}
      {ageing.error !== null && <ProblemPanel problem={ageing.error} onRetry={() => void ageing.refetch()} />}
      {ageing.data && (
        <DataTable
          label={t(($) => $.banking[side === 'receivable' ? 'receivables' : 'payables'])}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          rowName={(row) => row.name}
          onPeek={setShown}
          onOpen={setShown}
          empty={<Empty title={t(($) => $.openItems[side === 'receivable' ? 'nobodyOwes' : 'nothingOwed'])} text={t(($) => $.openItems[side === 'receivable' ? 'nobodyOwesText' : 'nothingOwedText'])} />}
        />
      )}
      {ageing.data && rows.length > 0 && <Totals ageing={ageing.data} />}
    </Screen>
  );
}

/** The foot says what it totals. */
function Totals({ ageing }: { ageing: OutputOf<'receivable.ageing'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="bottom-line">
      <span className="strong">{t(($) => $.openItems.totalOf, { count: ageing.rows.length })}</span>
      <span className="spring" />
      {ageNames.map((age) => (
        <span key={age} className="text2">
          {t(($) => $.openItems.ages[age])} <span className="num">{formats.amount(ageing[age])}</span>
        </span>
      ))}
      <span className="strong num">{formats.money(ageing.total)}</span>
    </div>
  );
}

function useAgeColumns(side: Side): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'name', header: t(($) => $.openItems[side === 'receivable' ? 'customer' : 'supplier']), width: 180, grows: true, cell: (row) => <span className="medium ellipsis">{row.name || t(($) => $.openItems.unnamed)}</span> },
      { id: 'items', header: t(($) => $.openItems.items), width: 70, numeric: true, dropOrder: 4, cell: (row) => formats.count(row.items) },
      // Where there is no room the middle ages go first: they stand in the foot.
      ...ageNames.map((age): Column<Row> => ({ id: age, header: t(($) => $.openItems.ages[age]), width: 100, numeric: true, ...(age !== 'notDue' && age !== 'older' && { dropOrder: ageNames.indexOf(age) }), cell: (row) => (row[age] === 0 ? '—' : formats.amount(row[age])) })),
      { id: 'total', header: `${t(($) => $.openItems.total)} ${formats.currencySymbol}`, width: 120, numeric: true, cell: (row) => <span className="strong">{formats.amount(minor(row.total))}</span> },
    ],
    [t, formats, side],
  );
}
