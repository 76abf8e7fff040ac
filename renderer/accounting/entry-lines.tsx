import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Centres, namedCentres } from '../../shared/accounting/centre.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { CentreField } from './centre-field.tsx';
import { LedgerAccountField } from './ledger-account-field.tsx';

/** A line of an entry while somebody types it: one of the two sides, and what an account in another currency takes of its own. */
export interface EntryLine extends Centres {
  account: number | null;
  debit: Minor | null;
  credit: Minor | null;
  /** In the account's own currency, positive. */
  foreign?: { currency: string; amount: Minor } | undefined;
}

export const emptyLine: EntryLine = { account: null, debit: null, credit: null };

const signed = ({ debit, credit }: EntryLine): Minor => minor((debit ?? 0) - (credit ?? 0));
const centresOf = ({ channelId, locationId, campaignId }: EntryLine): Centres => ({ channelId, locationId, campaignId });

/** A line somebody can go on with, from one that was posted or kept. */
export const lineOf = ({ ledgerAccountId, amount, ...centres }: Centres & { ledgerAccountId: number; amount: Minor }): EntryLine => ({
  account: ledgerAccountId, debit: amount > 0 ? amount : null, credit: amount < 0 ? minor(-amount) : null, ...centresOf({ ...emptyLine, ...centres }),
});

/** The lines as they are posted; one without an account or an amount is none. */
export const writtenLines = (lines: readonly EntryLine[]) =>
  lines.flatMap((line) => {
    const amount = signed(line);
    if (line.account === null || amount === 0) return [];
    const foreign = line.foreign && { currency: line.foreign.currency, amount: minor(Math.sign(amount) * line.foreign.amount) };
    return [{ ledgerAccountId: line.account, amount, ...namedCentres(line), ...(foreign && { foreign }) }];
  });

/** The lines of an entry, and by how much its two sides differ. */
export function EntryLines({ lines, onChange, withForeign = false }: { lines: readonly EntryLine[]; onChange: (lines: readonly EntryLine[]) => void; withForeign?: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const accounts = useQueryOf('account.list', undefined);
  const currencyOf = (id: number | null): string | null => (withForeign ? (accounts.data?.find(({ ledgerAccountId }) => ledgerAccountId === id)?.currency ?? null) : null);
  const change = (at: number, part: Partial<EntryLine>): void => onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  const difference = sumMinor(lines.map(signed));
  return (
    <>
      {lines.map((line, at) => {
        const currency = currencyOf(line.account);
        return (
          // A line is its place in the entry.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className="column" style={{ gap: 4 }}>
            <div className="row" style={{ alignItems: 'end', flexWrap: 'nowrap' }}>
              <div className="spring"><LedgerAccountField label={t(($) => $.recurring.line)} value={line.account} onChange={(account) => change(at, { account, foreign: undefined })} /></div>
              <div style={{ width: 104 }}><MoneyField label={t(($) => $.recurring.debit)} currency={formats.currency} value={line.debit} onChange={(debit) => change(at, { debit, ...(debit !== null && { credit: null }) })} live /></div>
              <div style={{ width: 104 }}><MoneyField label={t(($) => $.recurring.credit)} currency={formats.currency} value={line.credit} onChange={(credit) => change(at, { credit, ...(credit !== null && { debit: null }) })} live /></div>
            </div>
            {currency !== null && <MoneyField label={t(($) => $.money.inCurrency, { currency })} currency={currency} value={line.foreign?.amount ?? null} onChange={(amount) => change(at, { foreign: amount === null ? undefined : { currency, amount } })} live />}
            <CentreField ledgerAccountId={line.account} value={centresOf(line)} onChange={(centres) => change(at, { channelId: null, locationId: null, campaignId: null, ...centres })} />
          </div>
        );
      })}
      <div className="row">
        <Button variant="subtle" onClick={() => onChange([...lines, emptyLine])}>{t(($) => $.recurring.addLine)}</Button>
        <span className="spring" />
        <span className={difference === 0 ? 'text2 num' : 'warn num'} aria-live="polite">{`${t(($) => $.recurring.difference)} ${formats.amount(difference)}`}</span>
      </div>
    </>
  );
}
