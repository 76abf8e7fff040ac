import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { currencyCodes } from '../../shared/units/currency.ts';
import { useFormats } from '../ui/ui-context.tsx';

interface Props {
  label: string;
  value: string;
  onChange: (currency: string) => void;
  description?: string;
  first?: boolean;
  /** Only these, for where each needs a rate; every currency there is otherwise. */
  among?: readonly string[];
}

/** A currency by its code and its name in the reader's language. */
export function CurrencyField({ label, value, onChange, description, first = false, among = currencyCodes }: Props) {
  const { locale } = useFormats();
  const data = useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'currency' });
    return among.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
  }, [locale, among]);
  return <Select searchable {...(first && { 'data-autofocus': true })} label={label} description={description} data={data} value={value} onChange={(code) => code !== null && onChange(code)} />;
}
