import { useTranslation } from 'react-i18next';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { useFormats } from '../ui/ui-context.tsx';

/** A balance as accountants of the language write it: 借/贷 before it in Chinese, credits in ( ) in English. */
export function BalanceText({ amount, strong = false }: { amount: Minor; strong?: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (amount === 0) return <span className="text3">—</span>;
  const figure = formats.amount(minor(Math.abs(amount)));
  const around = amount > 0 ? t(($) => $.money.debitBalance, { amount: figure }) : t(($) => $.money.creditBalance, { amount: figure });
  const [before = '', after = ''] = around.split(figure);
  return (
    <>
      <span className="text3">{before}</span>
      <span className={strong ? 'medium' : undefined}>{figure}</span>
      <span className="text3">{after}</span>
    </>
  );
}
