import { FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { base64Of } from '../client/base64.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';

interface PhotoProps {
  lineId: number;
  name: string;
  onClose: () => void;
}

/** A picture of damaged goods: chosen, taken by the device's camera, or pasted. */
export function PhotoDialog({ lineId, name, onClose }: PhotoProps) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('stocktakePhoto.add');
  const remove = useCommand('stocktakePhoto.remove');
  const [file, setFile] = useState<File | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const send = async (chosen: File): Promise<void> => {
    const { photoId } = await add.mutateAsync({ lineId, name: chosen.name, data: await base64Of(chosen), ...(note.trim() !== '' && { note }) });
    show(t(($) => $.countPhoto.added, { name }), () => remove.mutateAsync({ photoId }));
    onClose();
  };
  const submit = (): void => {
    setTried(true);
    // What was refused stands in the dialog.
    if (file) void send(file).catch(() => undefined);
  };
  return (
    <DialogForm title={t(($) => $.countPhoto.title, { name })} verb={t(($) => $.countPhoto.add)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <div
        className="column"
        style={{ gap: 12 }}
        onPaste={(event) => {
          const [pasted] = [...event.clipboardData.files].filter(({ type }) => type.startsWith('image/'));
          if (pasted) setFile(pasted);
        }}
      >
        <FileInput
          data-autofocus
          size="xs"
          label={t(($) => $.countPhoto.choose)}
          description={t(($) => $.countPhoto.drop)}
          accept="image/*"
          capture="environment"
          value={file}
          onChange={setFile}
          error={tried && !file && t(($) => $.countPhoto.noFile)}
        />
        <TextInput label={t(($) => $.countPhoto.note)} value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
      </div>
    </DialogForm>
  );
}
