import { FileInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { uploadFile } from '../company/upload-file.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Read = OutputOf<'settlement.read'>;

/** A channel's settlement file is read first and says what of it is new; then its payouts go in. */
export function PayoutImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const channels = useQueryOf('channel.list', undefined);
  const bringIn = useCommand('settlement.bringIn');
  const takeBack = useCommand('settlement.takeBack');
  const [chosen, setChosen] = useState<number>();
  const [file, setFile] = useState<{ importId: string; read: Read }>();
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const known = channels.data?.channels ?? [];
  const channelId = chosen ?? known[0]?.id;
  const choose = async (picked: File | null): Promise<void> => {
    if (!picked) return;
    setReading(true);
    setProblem(null);
    setFile(undefined);
    try {
      // A file may be chosen before the list of channels is here; it is not lost.
      const of = channelId ?? (await client.call('channel.list', undefined)).channels[0]?.id;
      if (of === undefined) return setReading(false);
      const importId = await uploadFile(client, picked, () => undefined);
      setFile({ importId, read: await client.call('settlement.read', { importId, channelId: of }) });
    } catch (error) {
      setProblem(error);
    }
    setReading(false);
  };
  const submit = (): void => {
    if (!file || file.read.added === 0) return;
    bringIn.mutate({ importId: file.importId }, {
      onSuccess: ({ settlementIds }) => {
        show(t(($) => $.payouts.importedToast, { count: settlementIds.length }), () => takeBack.mutateAsync({ settlementIds }));
        onClose();
      },
    });
  };
  const verb = file && file.read.added > 0 ? t(($) => $.payouts.bringIn, { count: file.read.added }) : t(($) => $.payouts.importFile);
  return (
    <DialogForm title={t(($) => $.payouts.importTitle)} verb={verb} pending={reading || bringIn.isPending} problem={problem ?? bringIn.error ?? channels.error} onSubmit={submit} onClose={onClose}>
      {channels.data && known.length === 0 ? (
        <Status kind="look">{t(($) => $.payouts.noChannel)}</Status>
      ) : (
        <>
          <Select label={t(($) => $.payouts.channel)} data={known.map(({ id, name }) => ({ value: String(id), label: name }))} value={channelId === undefined ? null : String(channelId)} onChange={(id) => id !== null && (setChosen(Number(id)), setFile(undefined))} />
          <FileInput data-autofocus key={chosen} label={t(($) => $.payouts.chooseFile)} description={t(($) => $.payouts.fileHint)} onChange={(picked) => void choose(picked)} />
        </>
      )}
      {file && <WhatIsRead read={file.read} />}
    </DialogForm>
  );
}

const shown = 8;

function WhatIsRead({ read }: { read: Read }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const changed = read.settlements.filter(({ is }) => is === 'changed');
  return (
    <div role="status" className="column" style={{ gap: 8 }}>
      <Status kind={read.added > 0 ? 'done' : 'off'}>
        {read.added > 0 ? t(($) => $.payouts.read, { profile: t(($) => $.payouts.profiles[read.profile as 'own']), count: read.added }) : t(($) => $.payouts.nothingNew)}
      </Status>
      {read.skipped.length > 0 && <span className="text2">{t(($) => $.payouts.skipped, { count: read.skipped.length })}</span>}
      {read.knownRows > 0 && <span className="text2">{t(($) => $.payouts.knownRows, { count: read.knownRows })}</span>}
      {changed.length > 0 && <Status kind="look">{t(($) => $.payouts.changed, { numbers: changed.map(({ number }) => number).join(', ') })}</Status>}
      {read.settlements.slice(0, shown).map((one) => (
        <div key={one.number} className="peek-line">
          <span className={one.is === 'known' ? 'text3 ellipsis' : 'ellipsis'}>
            {formats.day(one.paidOn)} <span className="code">{one.number}</span> · {t(($) => $.payouts.lineCount, { count: one.lines })}
          </span>
          <span className="num">{formats.moneyIn(one.payout, one.currency)}</span>
        </div>
      ))}
    </div>
  );
}
