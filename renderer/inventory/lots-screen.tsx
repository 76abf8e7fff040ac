import { Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gs1Text, type LabelItem } from '../../shared/catalog/label.contract.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { LabelsBulkBar } from '../catalog/labels-bulk-bar.tsx';
import { LotPeek } from './lot-peek.tsx';
import { StockPlaces } from './stock-places.tsx';

type LotRow = OutputOf<'lot.list'>['rows'][number];
const idOf = (row: LotRow): number => row.lotId;
const spans = [7, 30, 90];

/** Lots and serial numbers in stock, the first to expire first; each opens down to who has it. */
export function LotsScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const { lot } = useSearch({ from: '/stock/lots' });
  const [code, setCode] = useState('');
  const [within, setWithin] = useState<number>();
  const answer = useQueryOf('lot.list', { ...(code !== '' && { code }), ...(within !== undefined && { withinDays: within }), limit: 500 });
  const list = useList(answer.data?.rows ?? [], idOf);
  const searchRef = useRef<HTMLInputElement>(null);
  const title = t(($) => $.inventory.lots);
  const peek = ({ lotId }: LotRow): void => void navigate({ to: '/stock/lots', search: { lot: lotId }, replace: true });
  const close = (): void => void navigate({ to: '/stock/lots', search: {}, replace: true });
  useActions('screen', [
    ...listActions(list, useListWords()),
    { id: 'lots.search', label: t(($) => $.keys.search), group: title, keys: '/', run: () => searchRef.current?.focus() },
  ]);
  const columns = useLotColumns();
  const rowHeight = useDensity();
  const worth = answer.data?.value;
  return (
    <Screen
      title={title}
      side={worth !== undefined && <span className="text3">{t(($) => $.inventory.worth, { value: formats.money(worth) })}</span>}
      buttons={<StockPlaces current="lots" />}
      peek={lot !== undefined && <LotPeek lotId={lot} onClose={close} />}
    >
      <div className="filters">
        <SearchField label={t(($) => $.keys.search)} placeholder={t(($) => $.inventory.code)} text={code} onSearch={setCode} inputRef={searchRef} />
        <span className="text3">{t(($) => $.inventory.within)}</span>
        <Select
          w={120}
          aria-label={t(($) => $.inventory.within)}
          data={[{ value: '', label: t(($) => $.inventory.anyTime) }, ...spans.map((days) => ({ value: String(days), label: t(($) => $.inventory.days, { count: days }) }))]}
          value={within === undefined ? '' : String(within)}
          onChange={(days) => setWithin(days === null || days === '' ? undefined : Number(days))}
        />
      </div>
      {answer.isPending && <Loading widths={[120, 200, 90, 80]} rows={10} />}
      {answer.error !== null && <ProblemPanel problem={answer.error} />}
      {answer.data && (
        <DataTable
          ticks
          label={title}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          rowName={(row) => row.code}
          onPeek={peek}
          onOpen={peek}
          empty={<Empty title={t(($) => $.inventory.noLots)} text={t(($) => $.inventory.noLotsText)} />}
        />
      )}
      {list.selected.size > 0 && <LabelsBulkBar list={list} itemOf={labelOf} />}
    </Screen>
  );
}

/** A label for every piece of a lot that is there, with the lot or serial number and its day, where a symbol can carry them. */
function labelOf({ variantId, code, tracking, onHand, expiresOn }: LotRow): LabelItem {
  const copies = Math.min(1000, Math.max(1, Math.ceil((onHand ?? 0) / 1000)));
  const named = gs1Text.test(code) ? (tracking === 'serial' ? { serial: code } : { lot: code }) : {};
  return { variantId, copies, ...named, ...(expiresOn !== null && { expiresOn }) };
}

function useLotColumns(): readonly Column<LotRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'code', header: t(($) => $.inventory.code), width: 150, cell: (row) => <span className="code medium">{row.code}</span> },
      { id: 'name', header: t(($) => $.products.name), width: 180, grows: true, cell: (row) => <span className="ellipsis">{`${row.name} · ${row.sku}`}</span> },
      { id: 'state', header: t(($) => $.inventory.state), width: 120, cell: (row) => <LotState row={row} /> },
      { id: 'expires', header: t(($) => $.inventory.expires), width: 100, dropOrder: 2, cell: (row) => <span className="text2">{row.expiresOn ?? '—'}</span> },
      { id: 'daysLeft', header: t(($) => $.inventory.daysLeft), width: 80, numeric: true, cell: (row) => (row.daysLeft === null ? '—' : `${row.daysLeft < 0 ? '−' : ''}${formats.count(Math.abs(row.daysLeft))}`) },
      { id: 'onHand', header: t(($) => $.stock.onHand), width: 84, numeric: true, cell: (row) => formats.quantity(row.onHand) },
      { id: 'value', header: `${t(($) => $.stock.value)} ${formats.currencySymbol}`, width: 110, numeric: true, dropOrder: 1, cell: (row) => (row.value === undefined ? '' : formats.amount(row.value)) },
    ],
    [t, formats],
  );
}

function LotState({ row }: { row: LotRow }) {
  const { t } = useTranslation();
  if (row.held) return <Status kind="stop">{t(($) => $.inventory.held)}</Status>;
  if (row.daysLeft !== null && row.daysLeft < 0) return <Status kind="look">{t(($) => $.inventory.expired)}</Status>;
  return <Status kind="done">{t(($) => $.inventory.good)}</Status>;
}
