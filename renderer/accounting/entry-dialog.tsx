import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { emptyLine, type EntryLine, EntryLines, lineOf, writtenLines } from './entry-lines.tsx';

/** What an entry begins with: nothing, or one that was written before. */
export interface EntryBegun {
  text: string;
  lines: readonly EntryLine[];
}

/** An entry by hand: its day, what it is about, its lines; begun from nothing, from one that comes again, or from a copy. */
export function EntryDialog({ begun, onPosted, onClose }: { begun: EntryBegun | null; onPosted: (entryId: number) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const [post, reverse] = [useCommand('journal.post'), useCommand('journal.reverse')];
  const templates = useQueryOf('recurring.list', {}).data?.rows ?? [];
  const [postedOn, setPostedOn] = useState<string>(dayOf(now, formats.timeZone));
  const [text, setText] = useState(begun?.text ?? '');
  const [lines, setLines] = useState<readonly EntryLine[]>(begun?.lines ?? [emptyLine, emptyLine]);
  const [template, setTemplate] = useState<string | null>(null);
  const begin = (id: string | null): void => {
    const chosen = templates.find(({ recurringEntryId }) => String(recurringEntryId) === id);
    setTemplate(id);
    if (!chosen) return;
    setText(chosen.name);
    setLines(chosen.lines.map(lineOf));
  };
  const submit = (): void => {
    if (!isDay(postedOn)) return;
    post.mutate({ postedOn, text, lines: writtenLines(lines) }, {
      onSuccess: ({ entryId, number }) => {
        show(t(($) => $.money.entryPosted, { number }), () => reverse.mutateAsync({ entryId, postedOn, reason: t(($) => $.money.typedByMistake) }));
        onPosted(entryId);
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.money.newEntry)} verb={t(($) => $.money.postEntry)} pending={post.isPending} problem={post.error} onSubmit={submit} onClose={onClose}>
      <div className="row" style={{ alignItems: 'end', flexWrap: 'nowrap' }}>
        <TextInput type="date" label={t(($) => $.money.postedOn)} value={postedOn} onChange={(event) => setPostedOn(event.currentTarget.value)} />
        <div className="spring"><TextInput data-autofocus label={t(($) => $.money.entryText)} maxLength={500} value={text} onChange={(event) => setText(event.currentTarget.value)} /></div>
      </div>
      {templates.length > 0 && <Select searchable clearable label={t(($) => $.money.beginWith)} description={t(($) => $.money.beginWithHint)} data={templates.map(({ recurringEntryId, name }) => ({ value: String(recurringEntryId), label: name }))} value={template} onChange={begin} />}
      <EntryLines withForeign lines={lines} onChange={setLines} />
      <p className="text3" style={{ margin: 0 }}>{t(($) => $.money.papersAfter)}</p>
    </DialogForm>
  );
}
