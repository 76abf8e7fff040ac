import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { centreField, centreKinds, type Centres } from '../../shared/accounting/centre.rules.ts';
import { useQueryOf } from '../client/use-shop.tsx';

interface Props {
  /** The account of the line: only a result is read by cost centre. */
  ledgerAccountId: number | null;
  value: Centres;
  onChange: (centres: Centres) => void;
}

const keyOf = (kind: string, id: number): string => `${kind} ${id}`;

/** What a line of the result belongs to: one channel, one location, one campaign at most, each found by its name. */
export function CentreField({ ledgerAccountId, value, onChange }: Props) {
  const { t } = useTranslation();
  const accounts = useQueryOf('account.list', undefined);
  const centres = useQueryOf('centre.list', undefined);
  const type = accounts.data?.find((one) => one.ledgerAccountId === ledgerAccountId)?.type;
  const rows = (centres.data?.rows ?? []).filter((row) => !row.ended || value[centreField[row.kind]] === row.id);
  if ((type !== 'income' && type !== 'expense') || rows.length === 0) return null;
  const data = centreKinds.map((kind) => ({ group: t(($) => $.centres.kinds[kind]), items: rows.filter((row) => row.kind === kind).map(({ id, name }) => ({ value: keyOf(kind, id), label: name })) }));
  const chosen = centreKinds.flatMap((kind) => { const id = value[centreField[kind]]; return id === null || id === undefined ? [] : [keyOf(kind, id)]; });
  // Choosing a second one of a kind takes the place of the first.
  const choose = (keys: readonly string[]): void => onChange(Object.fromEntries(keys.map((key) => { const [kind, id] = key.split(' '); return [`${kind}Id`, Number(id)]; })));
  return <MultiSelect size="xs" searchable hidePickedOptions label={t(($) => $.centres.field)} description={t(($) => $.centres.fieldHint)} data={data.filter(({ items }) => items.length > 0)} value={chosen} onChange={choose} />;
}
