import { SegmentedControl, Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { useBankColumns } from './bank-columns.tsx';
import { type BankSearch, views } from './bank-search.ts';
import { BookDialog } from './book-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { LinePeek } from './line-peek.tsx';
import type { BankLine } from './proposal-words.ts';
import { ReconcileDialog } from './reconcile-dialog.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { useDecisions } from './use-decisions.ts';

export type BankAccount = OutputOf<'bankAccount.list'>['rows'][number];
type Page = OutputOf<'bankLine.list'>;

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'bankLine.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: BankLine): number => row.id;

/** What is done over the list: nothing, or one dialog. */
type Doing = { what: 'account' | 'import' | 'reconcile' | 'rules' } | { what: 'book' | 'split' | 'transfer'; line: BankLine } | undefined;

/** What banks and wallets say happened, line by line, with what each probably is; decided by keys alone. */
export function BankScreen() {
  const { t } = useTranslation();
  const { account: asked } = useSearch({ from: '/money/bank' });
  const accounts = useQueryOf('bankAccount.list', undefined);
  const [adding, setAdding] = useState(false);
  const rows = accounts.data?.rows ?? [];
  const account = rows.find(({ id }) => id === asked) ?? rows[0];
  return (
    <>
      {account ? (
        <AccountLines account={account} accounts={rows} />
      ) : (
        <Screen title={t(($) => $.shell.money)}>
          <MoneyTabs current="bank" />
          {accounts.isPending && <Loading widths={[80, 200, 200, 100]} rows={14} />}
          {accounts.error !== null && <ProblemPanel problem={accounts.error} onRetry={() => void accounts.refetch()} />}
          {accounts.data && (
            <Empty title={t(($) => $.banking.emptyTitle)} text={t(($) => $.banking.emptyText)}>
              <FirstAccount onAdd={() => setAdding(true)} />
            </Empty>
          )}
        </Screen>
      )}
      {adding && <AccountDialog isFirst={rows.length === 0} onClose={() => setAdding(false)} />}
    </>
  );
}

function FirstAccount({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation();
  const add: Action = { id: 'bank.add', label: t(($) => $.banking.addAccount), group: t(($) => $.banking.bank), keys: 'n', run: onAdd };
  useActions('screen', [add]);
  return <ActionButton action={add} />;
}

function AccountLines({ account, accounts }: { account: BankAccount; accounts: readonly BankAccount[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const search = useSearch({ from: '/money/bank' });
  const view = search.view ?? 'open';
  const pages = usePagesOf('bankLine.list', { bankAccountId: account.id, view, limit: 50 }, reading);
  const list = useList(pages.rows, idOf);
  const [doing, setDoing] = useState<Doing>();
  const { decide, problem } = useDecisions();
  const show = (next: BankSearch): void => void navigate({ to: '/money/bank', search: next, replace: true });
  const peek = ({ id }: BankLine): void => show({ ...search, line: id });
  const current = list.rows[list.cursor];
  // A line that is decided leaves the list: the cursor goes on to the next one, not back to the first.
  const after = list.rows[list.cursor + 1] === undefined ? list.cursor - 1 : list.cursor + 1;
  const goOn = (): void => list.moveTo(after);
  const accept = (line: BankLine): void => (line.proposal ? decide(line, line.proposal.parts, goOn) : peek(line));
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.line !== undefined) peek(next);
  };
  const isOpen = current !== undefined && current.matched !== current.amount;
  const group = t(($) => $.banking.bank);
  const verbs: Action[] = [
    { id: 'bank.import', label: t(($) => $.banking.importFile), group, keys: 'i', run: () => setDoing({ what: 'import' }) },
    { id: 'bank.reconcile', label: t(($) => $.banking.reconcile), group, keys: 'r', run: () => setDoing({ what: 'reconcile' }) },
    { id: 'bank.rules', label: t(($) => $.banking.rules), group, keys: 'l', run: () => setDoing({ what: 'rules' }) },
    { id: 'bank.add', label: t(($) => $.banking.addAccount), group, keys: 'n', run: () => setDoing({ what: 'account' }) },
  ];
  const ofLine: Action[] = isOpen
    ? [
        { id: 'bank.accept', label: t(($) => $.banking.accept), group, keys: 'a', run: () => accept(current) },
        { id: 'bank.book', label: t(($) => $.banking.book), group, keys: 'e', run: () => setDoing({ what: 'book', line: current }) },
        { id: 'bank.split', label: t(($) => $.banking.split), group, keys: 's', run: () => setDoing({ what: 'split', line: current }) },
        ...(accounts.length > 1 ? [{ id: 'bank.transfer', label: t(($) => $.banking.transfer), group, keys: 't', run: () => setDoing({ what: 'transfer', line: current }) }] : []),
      ]
    : [];
  useActions('screen', [...listActions({ ...list, move: moved }, useListWords()), ...verbs, ...ofLine]);
  const columns = useBankColumns(account.currency);
  const rowHeight = useDensity();
  const [importing, reconcile, rules, add] = verbs;
  const close = (): void => setDoing(undefined);
  const standing = t(($) => $.banking.standing, { statement: formats.moneyIn(account.statementBalance, account.currency), ledger: formats.moneyIn(account.ledgerBalance, account.currency) });
  const worth = account.currency === formats.currency ? '' : ` · ${t(($) => $.currencies.homeWorth, { amount: formats.money(account.homeBalance) })}`;
  const reconciled = account.reconciledThrough === null ? t(($) => $.banking.neverReconciled) : t(($) => $.banking.reconciledThrough, { day: formats.fullDay(account.reconciledThrough) });
  return (
    <Screen
      title={t(($) => $.shell.money)}
      side={<span className="text2">{standing}{worth}</span>}
      buttons={
        <>
          {rules && <ActionButton action={rules} variant="subtle" />}
          {add && <ActionButton action={add} variant="default" />}
          {reconcile && <ActionButton action={reconcile} variant="default" />}
          {importing && <ActionButton action={importing} {...(isOpen && { variant: 'default' })} />}
        </>
      }
      peek={search.line !== undefined && <LinePeek bankLineId={search.line} onNext={() => moved(1)} onClose={() => show({ ...(search.account !== undefined && { account: search.account }), ...(search.view && { view: search.view }) })} />}
    >
      <MoneyTabs current="bank" />
      <div className="filters">
        <Select
          aria-label={t(($) => $.banking.account)}
          data={accounts.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={String(account.id)}
          onChange={(id) => id !== null && show({ account: Number(id) })}
        />
        <SegmentedControl
          aria-label={t(($) => $.banking.state)}
          data={views.map((one) => ({ value: one, label: `${t(($) => $.banking.views[one])}${one === 'open' ? ` ${formats.count(account.openLines)}` : ''}` }))}
          value={view}
          onChange={(one) => show({ ...(search.account !== undefined && { account: search.account }), ...(one === 'all' && { view: 'all' }) })}
        />
        <span className="text2">{reconciled}</span>
      </div>
      {problem !== null && <ProblemPanel problem={problem} />}
      {pages.isPending && <Loading widths={[80, 200, 200, 100]} rows={14} />}
      {pages.error !== null && <ProblemPanel problem={pages.error} onRetry={pages.retry} />}
      {pages.first && (
        <DataTable
          label={account.name}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          rowName={(row) => `${row.bookedOn} ${row.payee}`}
          onReachEnd={pages.readMore}
          onPeek={peek}
          onOpen={(row) => (row.matched === row.amount ? peek(row) : accept(row))}
          empty={
            account.lastLineOn === null ? (
              <Empty title={t(($) => $.banking.noLinesTitle)} text={t(($) => $.banking.noLinesText)} />
            ) : (
              <Empty title={t(($) => $.banking.noneTitle)} text={t(($) => $.banking.noneText)} />
            )
          }
        />
      )}
      {ofLine.length > 0 && (
        <div className="bottom-line">
          {ofLine.map((action, index) => (
            <ActionButton key={action.id} action={action} {...(index > 0 && { variant: 'default' })} />
          ))}
        </div>
      )}
      {doing?.what === 'account' && <AccountDialog isFirst={false} onClose={close} />}
      {doing?.what === 'import' && <ImportDialog account={account} onClose={close} />}
      {doing?.what === 'reconcile' && <ReconcileDialog account={account} onClose={close} />}
      {doing?.what === 'rules' && <RulesDialog onClose={close} />}
      {doing?.what === 'book' && <BookDialog line={doing.line} currency={account.currency} onDone={goOn} onClose={close} />}
      {doing?.what === 'split' && <SplitDialog line={doing.line} currency={account.currency} onDone={goOn} onClose={close} />}
      {doing?.what === 'transfer' && <TransferDialog line={doing.line} account={account} accounts={accounts} onDone={goOn} onClose={close} />}
    </Screen>
  );
}
