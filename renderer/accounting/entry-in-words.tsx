import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { EntryCard } from '../ui/entry-card.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useEntryWords } from './entry-words.ts';

/** One posted entry as a document's page shows it: the sentence at the left, its legs at the right. */
export function EntryInWords({ entryId }: { entryId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useEntryWords();
  const entry = useQueryOf('journal.get', { entryId });
  if (entry.error) return <ProblemPanel problem={entry.error} onRetry={() => void entry.refetch()} />;
  if (!entry.data) return <Loading rows={2} />;
  const { number, voucher, memo, legs } = entry.data;
  const { name, sentence } = words(memo);
  return (
    <EntryCard
      name={name}
      number={[t(($) => $.money.entry), voucher, number].filter((part) => part !== null).join(' ')}
      words={sentence}
      legs={legs.map((leg) => ({
        id: String(leg.lineNo),
        name: leg.name,
        ...(leg.amount > 0 ? { debit: formats.amount(leg.amount) } : { credit: formats.amount(minor(-leg.amount)) }),
      }))}
    />
  );
}
