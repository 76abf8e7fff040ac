import { useTranslation } from 'react-i18next';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { useFormats } from '../ui/ui-context.tsx';

/** A balance as accountants of the language write it: 借/贷 before it in Chinese, credits in ( ) in English. */
export function BalanceText({ amount, strong = false }: { amount: Minor; strong?: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (amount === 0) return <span className="text3">—</span>;
  const size = formats.amount(minor(Math.abs(amount)));
  const side = amount > 0 ? t(($) => $.money.debitMark) : t(($) => $.money.creditMark);
  const figure = <span className={strong ? 'medium' : undefined}>{side === '' && amount < 0 ? `(${size})` : size}</span>;
  return (
    <>
      {side !== '' && <span className="text3">{side} </span>}
      {figure}
    </>
  );
}
