import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { readLots } from '../inventory/lots-text.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { ReviewRow } from './count-review.tsx';
import type { Count } from './count-state.ts';

interface NameLotsProps {
  count: Count;
  row: ReviewRow;
  onClose: () => void;
}

/** Says of which lots or pieces counted goods are whose label nobody read. Nothing is filled in: nobody guesses. */
export function NameLotsDialog({ count, row, onClose }: NameLotsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const name = useCommand('stocktake.nameLots');
  const line = useQueryOf('stocktake.line', { lineId: row.lineId });
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const read = readLots(text, formats.locale);
  const which = { stocktakeId: count.id, lineId: row.lineId };
  const kind = row.tracking === 'serial' ? 'serial' : 'lot';
  const notSeen = (line.data?.rounds.at(-1)?.lots ?? []).filter((lot) => lot.variance < 0).slice(0, 12).map(({ code }) => code);
  const submit = (): void => {
    setTried(true);
    if (!read.ok || read.lots.length === 0) return;
    name.mutate({ ...which, lots: read.lots }, {
      onSuccess: () => {
        show(t(($) => $.counts.named, { name: row.name }), () => name.mutateAsync({ ...which, lots: [] }));
        onClose();
      },
    });
  };
  const problem = read.ok ? tried && read.lots.length === 0 && t(($) => $.counts.nameHint[kind]) : t(($) => $.inventory.lotsBad, { line: read.line });
  return (
    <DialogForm title={t(($) => $.counts.nameTitle, { name: row.name })} verb={t(($) => $.counts.nameLots)} pending={name.isPending} problem={name.error} onSubmit={submit} onClose={onClose}>
      <p>{t(($) => $.counts.nameText, { quantity: formats.quantity(row.unread) })}</p>
      {notSeen.length > 0 && <p className="text2">{t(($) => $.counts.nameBook, { codes: notSeen.join(', ') })}</p>}
      <Textarea
        data-autofocus
        label={t(($) => $.counts.lotsOf[kind])}
        description={t(($) => $.counts.nameHint[kind])}
        error={problem}
        autosize
        minRows={3}
        maxRows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </DialogForm>
  );
}
