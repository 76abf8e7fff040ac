import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountRoles } from '../../shared/accounting/account-role.rules.ts';
import { charts } from '../../shared/accounting/charts/charts.ts';
import { roleName } from '../../shared/accounting/charts/role-name.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status, Tag } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';
import { AddAccountDialog, RenameAccountDialog } from './account-dialog.tsx';
import { BalanceText } from './balance-text.tsx';
import { ChartDialog } from './chart-dialog.tsx';
import { MoneyTabs } from './money-tabs.tsx';

type Account = OutputOf<'account.list'>[number];
type Row = Account & { balance: Minor };
type Open = 'add' | 'rename' | 'chart';
const idOf = (row: Row): number => row.ledgerAccountId;
const roleCount = Object.keys(accountRoles).length;

/** The chart: every account with what it is for and what it stands at; accounts of the shop's own are added, renamed, blocked. */
export function AccountsScreen() {
  const { t } = useTranslation();
  const language = useReportLanguage();
  const formats = useFormats();
  const to = dayOf(useNow(), formats.timeZone);
  const accounts = useQueryOf('account.list', undefined);
  const balances = useQueryOf('trialBalance.get', { to });
  const chart = useQueryOf('chart.get', undefined);
  const [open, setOpen] = useState<Open>();
  const rows = useMemo(() => rowsOf(accounts.data ?? [], balances.data?.rows ?? []), [accounts.data, balances.data]);
  const list = useList(rows, idOf);
  const acts = useAccountActs(list.current);
  const group = t(($) => $.accounts.title);
  const add = { id: 'account.add', label: t(($) => $.accounts.add), group, keys: 'n', icon: <IconPlus size={14} />, run: () => setOpen('add') };
  const rename = { id: 'account.rename', label: t(($) => $.accounts.rename), group, keys: 'e', run: () => setOpen('rename') };
  const change = { id: 'account.chart', label: t(($) => $.accounts.chart), group, keys: 'c', run: () => setOpen('chart') };
  useActions('screen', [...listActions(list, useListWords()), add, change, ...(list.current ? [rename, acts.block, acts.remove] : [])]);
  const columns = useColumns();
  const rowHeight = useDensity();
  const close = (): void => setOpen(undefined);
  const mapped = new Set(rows.flatMap(({ roles }) => roles)).size;
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>}
      side={
        <span className="row">
          <span className="text2">{chart.data ? charts[chart.data.chart].names[language] : ''}</span>
          {accounts.data && <Tag kind={mapped === roleCount ? 'done' : 'stop'} tone={mapped === roleCount ? 'ok' : 'bad'}>{mapped === roleCount ? t(($) => $.accounts.coverage, { mapped, all: roleCount }) : t(($) => $.accounts.uncovered, { missing: roleCount - mapped })}</Tag>}
        </span>
      }
      buttons={
        <>
          {list.current && <ActionButton action={rename} variant="subtle" />}
          {list.current && <ActionButton action={acts.block} variant="subtle" />}
          <ActionButton action={change} variant="default" />
          <ActionButton action={add} />
        </>
      }
    >
      <MoneyTabs current="accounts" />
      {accounts.isPending && <Loading widths={[70, 220, 90, 90]} rows={14} />}
      {accounts.error !== null && <ProblemPanel problem={accounts.error} onRetry={() => void accounts.refetch()} />}
      {acts.problem !== null && <ProblemPanel problem={acts.problem} />}
      {accounts.data && (
        <DataTable label={group} columns={columns} list={list} rowHeight={Math.min(rowHeight, 28)} rowName={(row) => row.code} onOpen={() => setOpen('rename')} empty={<Empty title={t(($) => $.accounts.none)} text={t(($) => $.accounts.noneText)} />} />
      )}
      {open === 'add' && <AddAccountDialog onClose={close} />}
      {open === 'rename' && list.current && <RenameAccountDialog account={list.current} onClose={close} />}
      {open === 'chart' && chart.data && <ChartDialog current={chart.data.chart} onClose={close} />}
    </Screen>
  );
}

function rowsOf(accounts: readonly Account[], balances: readonly { ledgerAccountId: number; closing: Minor }[]): Row[] {
  const known = new Map(balances.map(({ ledgerAccountId, closing }) => [ledgerAccountId, closing]));
  return accounts.map((account) => ({ ...account, balance: known.get(account.ledgerAccountId) ?? minor(0) }));
}

/** Blocking and removing the account under the cursor; what rules need is refused with words. */
function useAccountActs(current: Row | undefined) {
  const { t } = useTranslation();
  const [block, unblock, remove] = [useCommand('account.block'), useCommand('account.unblock'), useCommand('account.remove')];
  const show = useToasts((toasts) => toasts.show);
  const group = t(($) => $.accounts.title);
  const which = { ledgerAccountId: current?.ledgerAccountId ?? 0 };
  const code = current?.code ?? '';
  const turn = (): void =>
    current?.blocked
      ? unblock.mutate(which, { onSuccess: () => show(t(($) => $.accounts.unblockedDone, { code }), () => block.mutateAsync(which)) })
      : block.mutate(which, { onSuccess: () => show(t(($) => $.accounts.blockedDone, { code }), () => unblock.mutateAsync(which)) });
  return {
    problem: block.error ?? unblock.error ?? remove.error,
    block: { id: 'account.block', label: current?.blocked ? t(($) => $.accounts.unblock) : t(($) => $.accounts.block), group, keys: 'b', run: turn },
    remove: { id: 'account.remove', label: t(($) => $.accounts.remove), group, keys: 'delete', run: () => remove.mutate(which, { onSuccess: () => show(t(($) => $.accounts.removed, { code })) }) },
  };
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const language = useReportLanguage();
  return useMemo(
    () => [
      { id: 'code', header: t(($) => $.accounts.code), width: 90, cell: (row) => <span className="text2 code">{row.code}</span> },
      { id: 'name', header: t(($) => $.money.name), width: 220, grows: true, cell: (row) => <span className={row.blocked ? 'text3' : 'medium'}>{row.name}</span> },
      { id: 'type', header: t(($) => $.accounts.type), width: 130, dropOrder: 1, cell: (row) => <span className="text2">{t(($) => $.money.types[row.type])}</span> },
      { id: 'roles', header: t(($) => $.accounts.roles), width: 200, grows: true, dropOrder: 2, cell: ({ roles }) => <span className="text3">{roles.map((role) => roleName(role, language)).join(' · ')}</span> },
      { id: 'state', header: t(($) => $.accounts.state), width: 140, cell: (row) => (row.blocked ? <Status kind="off">{t(($) => $.accounts.blocked)}</Status> : row.control === null ? <Status kind="done">{t(($) => $.accounts.open)}</Status> : <Status kind="done">{t(($) => $.accounts.control)}</Status>) },
      { id: 'balance', header: `${t(($) => $.accounts.balance)} ${formats.currencySymbol}`, width: 140, numeric: true, cell: (row) => <BalanceText amount={row.balance} /> },
    ],
    [t, formats, language],
  );
}
