import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { Row } from './opening-rows.tsx';

export function useBalanceColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'code', header: t(($) => $.opening.account), width: 110, cell: (row) => <span className="code">{row.account}</span> },
      { id: 'name', header: '', width: 220, grows: true, cell: (row) => (row.accountName === null ? <Status kind="stop">{t(($) => $.opening.unknownAccount)}</Status> : <span className="medium ellipsis">{row.accountName}</span>) },
      { id: 'foreign', header: t(($) => $.opening.foreignAmount), width: 140, numeric: true, dropOrder: 2, cell: (row) => (row.currency === null || row.foreignAmount === null ? '' : formats.moneyIn(row.foreignAmount, row.currency)) },
      { id: 'opened', header: t(($) => $.opening.alreadyHere), width: 140, numeric: true, dropOrder: 1, cell: (row) => <span className="text2">{row.opened === 0 ? '' : formats.amount(row.opened)}</span> },
      { id: 'debit', header: `${t(($) => $.opening.debit)} ${formats.currencySymbol}`, width: 130, numeric: true, cell: (row) => (row.worth !== null && row.worth > 0 ? formats.amount(row.worth) : '') },
      { id: 'credit', header: `${t(($) => $.opening.credit)} ${formats.currencySymbol}`, width: 130, numeric: true, cell: (row) => (row.worth !== null && row.worth < 0 ? formats.amount(minor(-row.worth)) : '') },
    ],
    [t, formats],
  );
}

export function useItemColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'list', header: t(($) => $.opening.list), width: 140, cell: (row) => <span className="text2">{t(($) => $.opening.lists[row.list])}</span> },
      {
        id: 'party', header: `${t(($) => $.opening.customer)} / ${t(($) => $.opening.supplier)}`, width: 220, grows: true,
        cell: (row) => (
          <span className="row ellipsis">
            <span className="medium ellipsis">{row.list === 'bank' ? row.account : row.party}</span>
            {row.isNewParty && <span className="text3">{t(($) => $.opening.newParty)}</span>}
            {row.list === 'bank' && row.accountName === null && <Status kind="stop">{t(($) => $.opening.unknownAccount)}</Status>}
          </span>
        ),
      },
      { id: 'number', header: t(($) => $.opening.number), width: 140, cell: (row) => <span className="code">{row.number}</span> },
      { id: 'issued', header: t(($) => $.opening.issuedOn), width: 120, dropOrder: 2, cell: (row) => <span className="text2">{row.issuedOn === null ? '' : formats.fullDay(row.issuedOn)}</span> },
      { id: 'due', header: t(($) => $.opening.dueOn), width: 120, dropOrder: 1, cell: (row) => <span className="text2">{row.dueOn === null ? '' : formats.fullDay(row.dueOn)}</span> },
      { id: 'foreign', header: t(($) => $.opening.foreignAmount), width: 130, numeric: true, dropOrder: 3, cell: (row) => (row.currency === null || row.foreignAmount === null ? '' : formats.moneyIn(row.foreignAmount, row.currency)) },
      { id: 'worth', header: `${t(($) => $.opening.amount)} ${formats.currencySymbol}`, width: 130, numeric: true, cell: (row) => (row.worth === null ? '—' : formats.amount(row.worth)) },
    ],
    [t, formats],
  );
}
