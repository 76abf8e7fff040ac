import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SaveFileDialog } from '../accounting/save-report-dialog.tsx';
import { saveNamed } from '../accounting/save-report.ts';
import { LedgerWhy } from '../analysis/ledger-why.tsx';
import type { InputOf } from '../client/methods.ts';
import { useReading } from '../client/use-reading.ts';
import { usePagesOf, useShopClient } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Figures } from '../ui/figures.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';
import { Views } from '../ui/views.tsx';
import { Working } from '../ui/working.tsx';
import { type ReleasePage, type ReleaseRow, useReleaseColumns } from './cash-release-columns.tsx';
import { CashReleasePeek } from './cash-release-peek.tsx';
import { type CashReleaseSearch, releaseAsked, releaseViews } from './cash-release-search.ts';
import { covers } from './replenishment-search.ts';

const reading = {
  rowsOf: (page: ReleasePage) => page.rows,
  after: (input: InputOf<'cashRelease.list'>, page: ReleasePage) => (page.next === null ? undefined : { ...input, after: page.next }),
};
const idOf = (row: ReleaseRow): number => row.variantId;

/** Money that lies in goods above what is needed of them: how much, in which, and what to do about each. */
export function CashReleaseScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/reports/cash' });
  const pages = usePagesOf('cashRelease.list', { ...releaseAsked(search), limit: 100 }, reading);
  const working = useReading(['cashRelease.list'], pages.isPending);
  const list = useList(pages.rows, idOf);
  const show = (next: CashReleaseSearch): void => void navigate({ to: '/reports/cash', search: next, replace: true });
  const peek = ({ variantId }: ReleaseRow): void => show({ ...search, variant: variantId });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.variant !== undefined) peek(next);
  };
  const { variant, ...rest } = search;
  const group = t(($) => $.cashRelease.title);
  const tabs = releaseViews.map((id) => ({ id, name: t(($) => $.cashRelease.views[id]) }));
  const [saving, setSaving] = useState(false);
  const saveAs = useSavingRelease(search);
  const save = { id: 'cashRelease.save', label: t(($) => $.statements.save), group, keys: 'w', run: () => setSaving(true) };
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    ...tabs.map(({ id, name }, index) => ({ id: `cashRelease.view.${id}`, label: t(($) => $.keys.view, { name }), group, keys: String(index + 1), run: () => show({ ...rest, view: id }) })),
    save,
  ]);
  const columns = useReleaseColumns();
  const open = pages.rows.find(({ variantId }) => variantId === variant);
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.reports)}>{group}</Trail>}
      side={<Cover search={rest} onChange={show} />}
      buttons={<ActionButton action={save} variant="default" />}
      peek={open && <CashReleasePeek row={open} coverDays={pages.first?.coverDays ?? 60} onNext={() => moved(1)} onClose={() => show(rest)} />}
    >
      {working && <Working label={t(($) => $.analysis.working)} done={working.done} of={working.of} onStop={working.stop} />}
      {pages.first && <PlanFigures plan={pages.first.plan} />}
      <Views label={group} views={tabs} current={search.view ?? 'top'} onChange={(view) => show({ ...rest, view })} />
      <PagedTable
        pages={pages}
        widths={[40, 90, 200, 60, 70, 90, 90]}
        label={group}
        columns={columns}
        list={list}
        rowName={(row) => row.sku}
        onPeek={peek}
        onOpen={peek}
        empty={<Empty title={t(($) => $.cashRelease.noneTitle)} text={t(($) => $.cashRelease.noneText)} />}
      />
      {saving && <SaveFileDialog save={saveAs} onClose={() => setSaving(false)} />}
    </Screen>
  );
}

/** Saves what is on the screen, whole and in the reader's words; answers what to say of it. */
function useSavingRelease(search: CashReleaseSearch) {
  const { t } = useTranslation();
  const client = useShopClient();
  const language = useReportLanguage();
  return async (format: InputOf<'cashRelease.file'>['format']): Promise<string> => {
    const { rows: count, ...file } = await client.call('cashRelease.file', { ...releaseAsked(search), language, format });
    return t(($) => $.classes.saved, { count, name: saveNamed(file) });
  };
}

/** For how long goods are needed decides what is above it. */
function Cover({ search, onChange }: { search: CashReleaseSearch; onChange: (next: CashReleaseSearch) => void }) {
  const { t } = useTranslation();
  return (
    <label className="row">
      <span className="text3">{t(($) => $.cashRelease.neededFor)}</span>
      <NativeSelect
        w={100}
        data={covers.map((days) => ({ value: String(days), label: t(($) => $.replenishment.days, { count: days }) }))}
        value={String(search.coverDays ?? 60)}
        onChange={({ currentTarget: { value } }) => onChange({ ...search, coverDays: Number(value) })}
      />
    </label>
  );
}

/** All stock, what of it is above what is needed, and that by what to do: the actions add up to the money bound. */
function PlanFigures({ plan }: { plan: ReleasePage['plan'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (amount: typeof plan.bound): string => (amount === undefined ? '···' : formats.money(amount));
  const name = t(($) => $.analysis.worth);
  const stock = plan.stockValue === undefined ? '···' : <LedgerWhy figure="stock" name={name} amount={money(plan.stockValue)}>{money(plan.stockValue)}</LedgerWhy>;
  const figures = [
    { id: 'bound', label: t(($) => $.cashRelease.boundInAll), value: money(plan.bound), caption: t(($) => $.analysis.ofVariants, { count: plan.variants }) },
    { id: 'listed', label: t(($) => $.cashRelease.listed, { count: plan.listed }), value: money(plan.listedBound), caption: t(($) => $.cashRelease.listedOf, { listed: formats.count(plan.listed), variants: formats.count(plan.variants) }) },
    { id: 'stock', label: name, value: stock, caption: t(($) => $.cashRelease.inBooks, { value: money(plan.ledgerValue) }) },
  ];
  return (
    <>
      <Figures figures={figures} />
      <dl className="stock-ages" aria-label={t(($) => $.cashRelease.action)}>
        <dt className="text3">{t(($) => $.cashRelease.action)}</dt>
        {plan.actions.filter(({ variants }) => variants > 0).map(({ action, bound }) => (
          <dd key={action}>
            <span className="text2">{t(($) => $.cashRelease.actions[action])}</span> <span className="num medium">{money(bound)}</span>
          </dd>
        ))}
      </dl>
    </>
  );
}
