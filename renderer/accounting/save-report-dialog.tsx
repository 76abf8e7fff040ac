import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { saveReport } from './save-report.ts';

const formats = ['xlsx', 'pdf', 'csv', 'json'] as const;
export type FileFormat = (typeof formats)[number];

/** Which file a report becomes: one key each. */
export function SaveReportDialog({ asked, onClose }: { asked: InputOf<'report.get'>; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  return <SaveFileDialog save={async (format) => t(($) => $.statements.saved, { name: await saveReport(client, { ...asked, format }) })} onClose={onClose} />;
}

/** The same for whatever else leaves as a file; `save` answers what is said once it is there. */
export function SaveFileDialog({ save, onClose }: { save: (format: FileFormat) => Promise<string>; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t(($) => $.statements.save)} onClose={onClose}>
      <Choices save={save} onClose={onClose} />
    </Dialog>
  );
}

function Choices({ save: write, onClose }: { save: (format: FileFormat) => Promise<string>; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [pending, setPending] = useState<FileFormat>();
  const [problem, setProblem] = useState<unknown>(null);
  const save = (format: FileFormat): void => {
    setPending(format);
    write(format).then(
      (said) => {
        show(said);
        onClose();
      },
      (error: unknown) => {
        setPending(undefined);
        setProblem(error);
      },
    );
  };
  const group = t(($) => $.statements.save);
  // Nothing is typed in here: bare keys are the dialog's own.
  useActions('dialog', formats.map((format, index) => ({ id: `save.${format}`, label: t(($) => $.statements.formats[format]), group, keys: String(index + 1), whileTyping: true, run: () => save(format) })));
  return (
    <div className="column" style={{ gap: 8 }}>
      {formats.map((format, index) => (
        <Button key={format} variant="default" justify="space-between" loading={pending === format} rightSection={<Key keys={String(index + 1)} />} onClick={() => save(format)}>
          {t(($) => $.statements.formats[format])}
        </Button>
      ))}
      {problem !== null && <ProblemPanel problem={problem} />}
    </div>
  );
}
