import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';

interface Props {
  label: string;
  value: number | null;
  onChange: (ledgerAccountId: number) => void;
  first?: boolean;
  /** Assets alone, for where a bank account stands. */
  onlyAssets?: boolean;
}

/** An account of the books that a person may post to, found by code or name. */
export function LedgerAccountField({ label, value, onChange, first = false, onlyAssets = false }: Props) {
  const { t } = useTranslation();
  const accounts = useQueryOf('account.list', undefined);
  const open = (accounts.data ?? []).filter(({ control, blocked, type }) => control === null && !blocked && (!onlyAssets || type === 'asset'));
  const types = ['expense', 'income', 'equity', 'asset', 'liability'] as const;
  const data = types.map((type) => ({ group: t(($) => $.money.types[type]), items: open.filter((one) => one.type === type).map(({ ledgerAccountId, code, name }) => ({ value: String(ledgerAccountId), label: `${code} ${name}` })) }));
  return <Select {...(first && { 'data-autofocus': true })} searchable label={label} data={data.filter(({ items }) => items.length > 0)} value={value === null ? null : String(value)} onChange={(id) => id !== null && onChange(Number(id))} />;
}
