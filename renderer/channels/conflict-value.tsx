import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { unitPrice } from '../../shared/units/unit-price.ts';
import type { OutputOf } from '../client/methods.ts';
import { useFormats } from '../ui/ui-context.tsx';

export type Conflict = OutputOf<'conflict.list'>['rows'][number];
export type Value = Conflict['ours']['value'];
type Address = Extract<Value, object>;

export const isAddress = (value: Value): value is Address => typeof value === 'object' && value !== null;

const linesOf = ({ recipient, company, line1, line2, postcode, city, region, country, phone, email }: Address): string[] =>
  [recipient, company, line1, line2, [postcode, city, region].filter((part) => part !== '').join(' '), country, phone, email].filter((line) => line !== '');

/** A description comes as HTML: its words are what is compared. */
const wordsOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim();

/** What a side says of a field, in one line. */
export function useValueWords(): (conflict: Pick<Conflict, 'field' | 'currency'>, value: Value) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return useCallback(({ field, currency }, value) => {
    if (value === null) return t(($) => $.conflicts.nothingSaid);
    if (typeof value === 'boolean') return t(($) => $.shown.offered[value ? 'yes' : 'no']);
    if (typeof value === 'number') return `${formats.symbolOf(currency)}${formats.bareUnitPrice(unitPrice(value), currency)}`;
    if (isAddress(value)) return linesOf(value).join(', ');
    return field === 'description' ? wordsOf(value) || t(($) => $.conflicts.nothingSaid) : value;
  }, [t, formats]);
}

/** The same as it is read whole, line by line where it has lines. */
export function ValueText({ conflict, value }: { conflict: Pick<Conflict, 'field' | 'currency'>; value: Value }) {
  const words = useValueWords();
  if (!isAddress(value)) return <span className="medium text-wrap">{words(conflict, value)}</span>;
  return (
    <span className="column">
      {linesOf(value).map((line, index) => (
        // Lines of one address keep their order.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className="medium text-wrap">
          {line}
        </span>
      ))}
    </span>
  );
}
