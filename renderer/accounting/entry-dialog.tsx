import { Select, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { emptyLine, type EntryLine, EntryLines, lineOf, writtenLines } from './entry-lines.tsx';
import { SlipDesk } from './slip-desk.tsx';
import { useSlips } from './slip.store.ts';

/** What an entry begins with: nothing, one that was written before, or what a slip says. */
export interface EntryBegun {
  /** Today where it is left out. */
  postedOn?: string;
  text: string;
  lines: readonly EntryLine[];
}

/** The slip an entry is typed from, and its place among those that wait. */
export interface SlipAtHand {
  slipId: number;
  place: number;
  count: number;
  /** Goes on with another one; this one waits. */
  onNext: (() => void) | undefined;
  onDiscard: () => void;
}

interface Props {
  begun: EntryBegun | null;
  slip?: SlipAtHand | undefined;
  onPosted: (entryId: number) => void;
  onClose: () => void;
}

/** An entry by hand: its day, what it is about, its lines; begun from nothing, from one that comes again, from a copy, or from a slip beside it. */
export function EntryDialog({ begun, slip, onPosted, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const [post, reverse] = [useCommand('journal.post'), useCommand('journal.reverse')];
  const templates = useQueryOf('recurring.list', {}).data?.rows ?? [];
  const [postedOn, setPostedOn] = useState<string>(begun?.postedOn ?? dayOf(now, formats.timeZone));
  const [text, setText] = useState(begun?.text ?? '');
  const [lines, setLines] = useState<readonly EntryLine[]>(begun?.lines ?? [emptyLine, emptyLine]);
  const [template, setTemplate] = useState<string | null>(null);
  const slipId = slip?.slipId;
  useKept(slipId, { postedOn, text, lines });
  const begin = (id: string | null): void => {
    const chosen = templates.find(({ recurringEntryId }) => String(recurringEntryId) === id);
    setTemplate(id);
    if (!chosen) return;
    setText(chosen.name);
    setLines(chosen.lines.map(lineOf));
  };
  const submit = (): void => {
    if (!isDay(postedOn)) return;
    post.mutate({ postedOn, text, lines: writtenLines(lines), ...(slipId !== undefined && { slipId }) }, {
      onSuccess: ({ entryId, number }) => {
        show(t(($) => $.money.entryPosted, { number }), () => reverse.mutateAsync({ entryId, postedOn, reason: t(($) => $.money.typedByMistake) }));
        if (slipId !== undefined) useSlips.getState().forget(slipId);
        onPosted(entryId);
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.money.newEntry)} verb={t(($) => $.money.postEntry)} pending={post.isPending} problem={post.error} onSubmit={submit} onClose={onClose} {...(slip && { width: 1120 })}>
      <Beside slip={slip}>
        <div className="row" style={{ alignItems: 'end', flexWrap: 'nowrap' }}>
          <TextInput type="date" label={t(($) => $.money.postedOn)} value={postedOn} onChange={(event) => setPostedOn(event.currentTarget.value)} />
          <div className="spring"><TextInput data-autofocus label={t(($) => $.money.entryText)} maxLength={500} value={text} onChange={(event) => setText(event.currentTarget.value)} /></div>
        </div>
        {templates.length > 0 && <Select searchable clearable label={t(($) => $.money.beginWith)} description={t(($) => $.money.beginWithHint)} data={templates.map(({ recurringEntryId, name }) => ({ value: String(recurringEntryId), label: name }))} value={template} onChange={begin} />}
        <EntryLines withForeign lines={lines} onChange={setLines} />
        {!slip && <p className="text3" style={{ margin: 0 }}>{t(($) => $.money.papersAfter)}</p>}
      </Beside>
    </DialogForm>
  );
}

/** The fields, beside the slip where there is one; they stay the same fields when one comes. */
const Beside = ({ slip, children }: { slip: SlipAtHand | undefined; children: ReactNode }) => (
  <div className={slip ? 'slip-desk' : undefined}>
    {slip && <SlipDesk slip={slip} />}
    <div className="column" style={{ gap: 12, minWidth: 0 }}>{children}</div>
  </div>
);

/** What was typed of a slip so far is there again when somebody comes back to it. */
function useKept(slipId: number | undefined, { postedOn, text, lines }: Required<EntryBegun>): void {
  useEffect(() => {
    if (slipId !== undefined) useSlips.getState().keep(slipId, { postedOn, text, lines });
  }, [slipId, postedOn, text, lines]);
}
