import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mailtoOf, type NoticeWords, type ReturnKind, returnKinds } from '../../shared/fulfilment/notice.rules.ts';
import { answerFor } from '../../shared/returns/answer.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';

/** Answers who sends goods back: the template of where the return stands, to be sent as it is or changed first. */
export function AnswerDialog({ rma, onClose }: { rma: OutputOf<'rma.get'>; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [kind, setKind] = useState<ReturnKind>(answerFor(rma.state));
  const text = useQueryOf('rma.answerText', { rmaId: rma.id, kind });
  const [typed, setTyped] = useState<NoticeWords>();
  const [answer, handled] = [useCommand('rma.answer'), useCommand('notice.handled')];
  const words = typed ?? text.data ?? { subject: '', body: '' };
  const type = (changes: Partial<NoticeWords>): void => setTyped({ subject: words.subject, body: words.body, ...changes });
  const choose = (value: string | null): void => {
    setKind(returnKinds.find((one) => one === value) ?? kind);
    setTyped(undefined);
  };
  const submit = (): void => {
    if (!text.data) return;
    answer.mutate({ rmaId: rma.id, kind, ...(typed && { words: typed }) }, {
      onSuccess: ({ noticeId }) => (show(t(($) => $.notices.queuedToast), () => handled.mutateAsync({ noticeId })), onClose()),
    });
  };
  const recipient = text.data?.recipient ?? '';
  return (
    <DialogForm title={t(($) => $.returns.answerTitle, { number: rma.number })} verb={t(($) => $.returns.send)} pending={answer.isPending || text.isPending} problem={answer.error ?? text.error} onSubmit={submit} onClose={onClose}>
      <Select label={t(($) => $.returns.answerKind)} data={returnKinds.map((one) => ({ value: one, label: t(($) => $.notices.kinds[one]) }))} value={kind} onChange={choose} />
      <p className={recipient === '' ? 'warn' : 'text2'}>{recipient === '' ? t(($) => $.returns.noAddress) : recipient}</p>
      <TextInput label={t(($) => $.notices.subject)} maxLength={300} value={words.subject} onChange={(event) => type({ subject: event.currentTarget.value })} />
      <Textarea data-autofocus autosize minRows={8} maxRows={16} label={t(($) => $.notices.body)} maxLength={5_000} value={words.body} onChange={(event) => type({ body: event.currentTarget.value })} />
      <Button variant="subtle" component="a" href={mailtoOf(recipient, words)} style={{ alignSelf: 'flex-start' }}>
        {t(($) => $.notices.mailto)}
      </Button>
    </DialogForm>
  );
}
