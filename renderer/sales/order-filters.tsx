import { Button } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { fulfilmentStates, paymentStates } from '../../shared/sales/order-state.rules.ts';
import { FilterBar, type FilterChip, type FilterOffer } from '../ui/filter-bar.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { KeepView } from './keep-view.tsx';
import type { useSavedViews } from './use-saved-views.ts';
import { isFiltered, type OrderSearch, withoutFilters } from './order-search.ts';

interface OrderFiltersProps {
  search: OrderSearch;
  saved: ReturnType<typeof useSavedViews>;
  onChange: (search: OrderSearch) => void;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}

/** The conditions of the list, read as a sentence: payment is unpaid, on hold. */
export function OrderFilters({ search, saved, onChange, opened, onOpened, searchRef }: OrderFiltersProps) {
  const { t } = useTranslation();
  const offers = useOffers();
  const chips = useChips(search);
  return (
    <FilterBar
      chips={chips}
      offers={offers}
      opened={opened}
      onOpened={onOpened}
      onAdd={(id) => onChange({ ...search, ...changeOf(id) })}
      onRemove={(id) => onChange(without(search, id))}
      search={
        <SearchField
          label={t(($) => $.keys.search)}
          placeholder={t(($) => $.orders.searchPlaceholder)}
          text={search.search ?? ''}
          onSearch={(text) => onChange(text === '' ? without(search, 'search') : { ...search, search: text })}
          inputRef={searchRef}
        />
      }
      side={
        <>
          {search.saved !== undefined && saved.isChanged(search) && (
            <>
              <span className="text2">{t(($) => $.views.isChanged)}</span>
              <Button variant="subtle" onClick={() => saved.change(search.saved ?? 0, search)}>
                {t(($) => $.views.save)}
              </Button>
            </>
          )}
          {search.saved !== undefined && (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                saved.drop(search.saved ?? 0);
                onChange(withoutFilters(search));
              }}
            >
              {t(($) => $.views.drop)}
            </Button>
          )}
          {isFiltered(search) && search.saved === undefined && <KeepView onKeep={(name) => saved.keep(name, search)} />}
          {isFiltered(search) && (
            <Button variant="subtle" color="gray" onClick={() => onChange(withoutFilters(search))}>
              {t(($) => $.ui.reset)}
            </Button>
          )}
        </>
      }
    />
  );
}

function useOffers(): FilterOffer[] {
  const { t } = useTranslation();
  return [
    ...paymentStates.map((state) => ({ id: `payment.${state}`, field: t(($) => $.orders.paymentIs), value: t(($) => $.paymentStates[state]) })),
    ...fulfilmentStates.map((state) => ({ id: `fulfilment.${state}`, field: t(($) => $.orders.goodsAre), value: t(($) => $.fulfilmentStates[state]) })),
    { id: 'held.yes', field: t(($) => $.orders.isHeld), value: t(($) => $.orders.yes) },
    { id: 'held.no', field: t(($) => $.orders.isHeld), value: t(($) => $.orders.no) },
  ];
}

function useChips(search: OrderSearch): FilterChip[] {
  const { t } = useTranslation();
  const { payment, fulfilment, held } = search;
  return [
    ...(payment ? [{ id: 'payment', field: t(($) => $.orders.paymentIs), value: t(($) => $.paymentStates[payment]) }] : []),
    ...(fulfilment ? [{ id: 'fulfilment', field: t(($) => $.orders.goodsAre), value: t(($) => $.fulfilmentStates[fulfilment]) }] : []),
    ...(held === undefined ? [] : [{ id: 'held', field: t(($) => $.orders.isHeld), value: held ? t(($) => $.orders.yes) : t(($) => $.orders.no) }]),
  ];
}

function changeOf(offer: string): OrderSearch {
  const [field, value] = offer.split('.');
  if (field === 'payment') return { payment: paymentStates.find((state) => state === value) ?? null };
  if (field === 'fulfilment') return { fulfilment: fulfilmentStates.find((state) => state === value) ?? null };
  return { held: value === 'yes' };
}

const without = (search: OrderSearch, field: string): OrderSearch => Object.fromEntries(Object.entries(search).filter(([name]) => name !== field));
