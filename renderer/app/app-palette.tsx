import { IconShoppingBag, IconTag, IconTruckDelivery, IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { Palette } from '../ui/actions/palette.tsx';
import { useLabelMatch } from './label-match.ts';

/** The palette with the shop behind it: actions and screens by name or pinyin initials, then products, orders, customers. */
export function AppPalette() {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const matches = useLabelMatch();
  const found = useFound(query.trim());
  return <Palette matches={matches} found={found} onQuery={setQuery} foot={t(($) => $.shell.paletteFoot)} />;
}

/** Two letters say little of a person and much of a product in Chinese; one says nothing anywhere. */
const shortest = 2;
const shown = 4;

function useFound(text: string): Action[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const enabled = text.length >= shortest;
  const products = useQueryOf('product.list', { text, limit: shown }, { enabled });
  const orders = useQueryOf('order.list', { filter: { search: text }, limit: shown }, { enabled });
  const customers = useQueryOf('customer.list', { text, limit: shown }, { enabled });
  const suppliers = useQueryOf('supplier.list', { text, limit: shown }, { enabled });
  if (!enabled) return [];
  return [
    ...(products.data?.rows ?? []).map((row) => ({
      id: `product.${row.id}`,
      label: row.name,
      detail: row.sku,
      group: t(($) => $.shell.products),
      icon: <IconTag size={16} stroke={1.6} />,
      run: () => void navigate({ to: '/products', search: { view: 'all', text: row.sku, open: row.id } }),
    })),
    ...(orders.data?.rows ?? []).map((row) => ({
      id: `order.${row.id}`,
      label: row.number,
      detail: row.customerName ?? '',
      group: t(($) => $.shell.orders),
      icon: <IconShoppingBag size={16} stroke={1.6} />,
      run: () => void navigate({ to: '/orders/$orderId', params: { orderId: String(row.id) } }),
    })),
    ...(customers.data?.rows ?? []).map((row) => ({
      id: `customer.${row.id}`,
      label: row.name,
      detail: row.phone ?? row.email ?? row.number,
      group: t(($) => $.shell.customers),
      icon: <IconUsers size={16} stroke={1.6} />,
      run: () => void navigate({ to: '/customers', search: { customer: row.id } }),
    })),
    ...(suppliers.data?.rows ?? []).map((row) => ({
      id: `supplier.${row.id}`,
      label: row.name,
      detail: row.code,
      group: t(($) => $.purchasing.suppliers),
      icon: <IconTruckDelivery size={16} stroke={1.6} />,
      run: () => void navigate({ to: '/purchasing/suppliers', search: { supplier: row.id } }),
    })),
  ];
}
