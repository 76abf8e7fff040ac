import { Button, Select } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { Fragment, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Tag } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { BalanceText } from './balance-text.tsx';
import { LedgerRows } from './ledger-rows.tsx';
import { MoneyTabs } from './money-tabs.tsx';
import { type MonthSpan, recentMonths } from './months.ts';
import { AccountRow, ledgerTracks } from './account-row.tsx';

type TrialBalance = OutputOf<'trialBalance.get'>;

const accountTypes = ['asset', 'liability', 'equity', 'income', 'expense'] as const;
const monthsOffered = 24;

/** All ledger accounts of a month; each opens down to its postings, and the columns must add up. */
export function TrialBalanceScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const navigate = useNavigate();
  const months = useMemo(() => recentMonths(now, formats.timeZone, monthsOffered), [now, formats.timeZone]);
  const [from, setFrom] = useState(months[0]?.from);
  const month = months.find((one) => one.from === from) ?? months[0];
  const step = (by: number): void => setFrom(months[Math.min(Math.max(0, months.findIndex((one) => one.from === from) + by), months.length - 1)]?.from);
  useActions('screen', [
    { id: 'month.earlier', label: t(($) => $.money.earlierMonth), group: t(($) => $.shell.money), keys: 'k', run: () => step(1) },
    { id: 'month.later', label: t(($) => $.money.laterMonth), group: t(($) => $.shell.money), keys: 'j', run: () => step(-1) },
    { id: 'opening.go', label: t(($) => $.opening.title), group: t(($) => $.shell.money), keys: 'o', run: () => void navigate({ to: '/money/opening' }) },
  ]);
  const picker = (
    <Select
      aria-label={t(($) => $.money.month)}
      w={170}
      data={months.map((one) => ({ value: one.from, label: formats.month(one.from) }))}
      value={month?.from ?? null}
      onChange={(value) => setFrom(months.find((one) => one.from === value)?.from)}
    />
  );
  return month ? <Balances month={month} picker={picker} /> : null;
}

function Balances({ month, picker }: { month: MonthSpan; picker: React.ReactNode }) {
  const { t } = useTranslation();
  const balance = useQueryOf('trialBalance.get', month);
  const title = <Trail parent={t(($) => $.shell.money)}>{t(($) => $.money.trialBalance)}</Trail>;
  return (
    <Screen title={title} side={<>{picker}{balance.data && <BalancedTag totals={balance.data.totals} />}</>}>
      <MoneyTabs current="trialBalance" />
      {balance.isPending && <Loading widths={[60, 180, 90, 90]} />}
      {balance.error && <ProblemPanel problem={balance.error} onRetry={() => void balance.refetch()} />}
      {balance.data && (balance.data.rows.length === 0 ? <NoEntries /> : <Accounts balance={balance.data} month={month} />)}
    </Screen>
  );
}

function BalancedTag({ totals }: { totals: TrialBalance['totals'] }) {
  const { t } = useTranslation();
  return totals.debit === totals.credit && totals.closing === 0 ? (
    <Tag kind="done" tone="ok">
      {t(($) => $.money.balanced)}
    </Tag>
  ) : (
    <Tag kind="stop" tone="bad">
      {t(($) => $.money.unbalanced)}
    </Tag>
  );
}

function NoEntries() {
  const { t } = useTranslation();
  return (
    <Empty title={t(($) => $.money.noEntries)} text={t(($) => $.money.noEntriesText)}>
      <Button variant="default" component={Link} to="/orders">
        {t(($) => $.money.openOrders)}
      </Button>
      <Button variant="default" component={Link} to="/money/opening">
        {t(($) => $.opening.title)}
      </Button>
    </Empty>
  );
}

function Accounts({ balance, month }: { balance: TrialBalance; month: MonthSpan }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [opened, setOpened] = useState<number>();
  const unit = formats.currencySymbol;
  return (
    <div className="grid" role="table" aria-label={t(($) => $.money.trialBalance)}>
      <div className="grid-head" role="row" style={{ gridTemplateColumns: ledgerTracks }}>
        <span role="columnheader" />
        <span role="columnheader">{t(($) => $.money.account)}</span>
        <span role="columnheader">{t(($) => $.money.name)}</span>
        <span role="columnheader" className="num">{t(($) => $.money.opening)} {unit}</span>
        <span role="columnheader" className="num">{t(($) => $.money.debit)} {unit}</span>
        <span role="columnheader" className="num">{t(($) => $.money.credit)} {unit}</span>
        <span role="columnheader" className="num">{t(($) => $.money.closing)} {unit}</span>
      </div>
      {accountTypes.map((type) => {
        const rows = balance.rows.filter((row) => row.type === type);
        if (rows.length === 0) return null;
        return (
          <Fragment key={type}>
            <div role="row" className="grid-row grid-group" style={{ height: 24 }}>
              <span role="cell">{t(($) => $.money.types[type])}</span>
            </div>
            {rows.map((row) => (
              <Fragment key={row.ledgerAccountId}>
                <AccountRow row={row} opened={row.ledgerAccountId === opened} onToggle={() => setOpened(row.ledgerAccountId === opened ? undefined : row.ledgerAccountId)} />
                {row.ledgerAccountId === opened && <LedgerRows ledgerAccountId={row.ledgerAccountId} month={month} />}
              </Fragment>
            ))}
          </Fragment>
        );
      })}
      <div role="row" className="grid-row grid-total" style={{ gridTemplateColumns: ledgerTracks }}>
        <span role="cell" />
        <span role="cell" />
        <span role="cell">{t(($) => $.money.totalOf, { count: balance.rows.length })}</span>
        <span role="cell" className="num">{formats.amount(balance.totals.opening)}</span>
        <span role="cell" className="num">{formats.amount(balance.totals.debit)}</span>
        <span role="cell" className="num">{formats.amount(balance.totals.credit)}</span>
        <span role="cell" className={balance.totals.closing === 0 ? 'num ok' : 'num bad'}>
          {balance.totals.closing === 0 ? formats.amount(balance.totals.closing) : <BalanceText amount={balance.totals.closing} strong />}
        </span>
      </div>
    </div>
  );
}
