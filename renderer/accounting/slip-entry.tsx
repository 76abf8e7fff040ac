import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { type EntryBegun, EntryDialog, type SlipAtHand } from './entry-dialog.tsx';
import { emptyLine, type EntryLine } from './entry-lines.tsx';
import { useSlips } from './slip.store.ts';

type Slip = OutputOf<'slip.get'>;

interface Props {
  slip: SlipAtHand;
  onPosted: (entryId: number) => void;
  onClose: () => void;
}

/** An entry that begins with a slip: with what was typed of it before, else with what its name says. */
export function SlipEntry({ slip, onPosted, onClose }: Props) {
  const { t } = useTranslation();
  const answer = useQueryOf('slip.get', { slipId: slip.slipId });
  if (answer.data?.slipId === slip.slipId) {
    const typed = useSlips.getState().typed[slip.slipId];
    return <EntryDialog begun={typed ?? begunWith(answer.data)} slip={slip} onPosted={onPosted} onClose={onClose} />;
  }
  return (
    <Dialog title={t(($) => $.money.newEntry)} onClose={onClose}>
      {answer.error ? <ProblemPanel problem={answer.error} /> : <Loading widths={[200, 120]} rows={4} />}
    </Dialog>
  );
}

const begunWith = ({ postedOn, text, lines, amount }: Slip): EntryBegun => ({
  ...(postedOn && { postedOn: postedOn.day }),
  text,
  lines: lines.length > 0 ? lines.map(lineWith) : [{ ...emptyLine, debit: amount }, { ...emptyLine, credit: amount }],
});

const lineWith = ({ ledgerAccountId, side, amount, channelId = null, locationId = null, campaignId = null }: Slip['lines'][number]): EntryLine => ({
  account: ledgerAccountId, debit: side === 'debit' ? amount : null, credit: side === 'credit' ? amount : null, channelId, locationId, campaignId,
});
