import { Button, FileButton } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { attachmentKinds } from '../../shared/company/attachment.contract.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { paperData, paperKinds, savePaper } from './paper-file.ts';

interface AttachmentsProps {
  kind: (typeof attachmentKinds)[number];
  itemId: number;
}

/** The papers beside something: a bill's PDF, a receipt's photo. Chosen or dropped here, saved again from here. */
export function Attachments({ kind, itemId }: AttachmentsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const list = useQueryOf('attachment.list', { kind, itemId });
  const [add, remove, restore] = [useCommand('attachment.add'), useCommand('attachment.remove'), useCommand('attachment.restore')];
  const [problem, setProblem] = useState<unknown>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const label = t(($) => $.attachments.add);
  useActions('peek', [{ id: 'attachment.add', label, group: t(($) => $.attachments.title), keys: 'f', run: () => choose.current?.click() }]);
  const take = async (file: File | null | undefined): Promise<void> => {
    if (!file) return;
    setProblem(null);
    const data = await paperData(file).catch((error: unknown) => setProblem(error));
    if (data === undefined) return;
    const { attachmentId } = await add.mutateAsync({ kind, itemId, name: file.name, data });
    show(t(($) => $.attachments.added, { name: file.name }), () => remove.mutateAsync({ attachmentId }));
  };
  const save = (attachmentId: number): void => {
    setProblem(null);
    client.call('attachment.read', { kind, itemId, attachmentId }).then(savePaper, (error: unknown) => setProblem(error));
  };
  return (
    <div
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]).catch(() => undefined);
      }}
    >
      <Section
        title={t(($) => $.attachments.title)}
        side={
          <FileButton accept={paperKinds} onChange={(file) => void take(file).catch(() => undefined)}>
            {(props) => <Button {...props} ref={choose} variant="subtle" loading={add.isPending}>{label}</Button>}
          </FileButton>
        }
      />
      {(add.error ?? remove.error ?? problem) !== null && <ProblemPanel problem={add.error ?? remove.error ?? problem} />}
      {list.data?.rows.length === 0 && <p className="text3" style={{ margin: 0 }}>{t(($) => $.attachments.none)}</p>}
      {list.data?.rows.map(({ attachmentId, name, bytes, attachedAt, userName }) => (
        <div key={attachmentId} className="peek-line">
          <span className="column" style={{ minWidth: 0 }}>
            <button type="button" className="plain link ellipsis" onClick={() => save(attachmentId)}>{name}</button>
            <span className="caption">{`${t(($) => $.attachments.kilobytes, { count: Math.max(1, Math.round(bytes / 1024)) })} · ${userName} · ${formats.dateTime(attachedAt)}`}</span>
          </span>
          <button type="button" className="plain link" onClick={() => remove.mutate({ attachmentId }, { onSuccess: () => show(t(($) => $.attachments.removed, { name }), () => restore.mutateAsync({ attachmentId })) })}>
            {t(($) => $.attachments.remove)}
          </button>
        </div>
      ))}
    </div>
  );
}
