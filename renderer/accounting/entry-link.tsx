import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The entry behind a part of a figure: opens it in the journal. Its voucher's word and number stand before its own, where it has one; among words it is underlined. */
export function EntryLink({ entry, voucher = null, inText = false }: { entry: { readonly id: number; readonly number: string }; voucher?: string | null; inText?: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {voucher !== null && <span className="medium code" title={t(($) => $.money.voucher)}>{voucher} </span>}
      <Link to="/money/journal" search={{ entry: entry.id }} className={inText ? 'code underlined' : 'code'}>
        {entry.number}
      </Link>
    </>
  );
}
