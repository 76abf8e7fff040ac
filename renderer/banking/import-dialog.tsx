import { FileInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { csvFields, type CsvField } from '../../shared/banking/csv-profiles.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import { uploadFile } from '../company/upload-file.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { BankAccount } from './bank-screen.tsx';
import { payeeOf } from './proposal-words.ts';

type Read = OutputOf<'bankStatement.read'>;

/** A file is read first and says what of it is new; then it goes in, whole or not at all. */
export function ImportDialog({ account, onClose }: { account: BankAccount; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const bringIn = useCommand('bankStatement.bringIn');
  const takeBack = useCommand('bankStatement.takeBack');
  const [importId, setImportId] = useState<string>();
  const [read, setRead] = useState<Read>();
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const choose = async (file: File | null): Promise<void> => {
    if (!file) return;
    setReading(true);
    setProblem(null);
    setRead(undefined);
    try {
      const id = await uploadFile(client, file, () => undefined);
      setImportId(id);
      setRead(await client.call('bankStatement.read', { importId: id, bankAccountId: account.id }));
    } catch (error) {
      setProblem(error);
    }
    setReading(false);
  };
  const remap = async (mapping: (CsvField | null)[]): Promise<void> => {
    if (importId === undefined) return;
    try {
      setRead(await client.call('bankStatement.read', { importId, bankAccountId: account.id, mapping }));
      setProblem(null);
    } catch (error) {
      setProblem(error);
    }
  };
  const submit = (): void => {
    if (importId === undefined || !read || read.added === 0) return;
    bringIn.mutate({ importId }, {
      onSuccess: ({ bankStatementIds, added, linked }) => {
        show(t(($) => $.banking.importedToast, { count: added, linked }), () => takeBack.mutateAsync({ bankStatementIds }));
        onClose();
      },
    });
  };
  const verb = read && read.added > 0 ? t(($) => $.banking.bringIn, { count: read.added }) : t(($) => $.banking.importFile);
  return (
    <DialogForm title={`${t(($) => $.banking.importFile)} · ${account.name}`} verb={verb} pending={reading || bringIn.isPending} problem={problem ?? bringIn.error} onSubmit={submit} onClose={onClose}>
      <FileInput data-autofocus label={t(($) => $.banking.chooseFile)} description={t(($) => $.banking.fileHint)} onChange={(file) => void choose(file)} />
      {read && <WhatIsRead read={read} currency={account.currency} onRemap={(mapping) => void remap(mapping)} />}
    </DialogForm>
  );
}

function WhatIsRead({ read, currency, onRemap }: { read: Read; currency: string; onRemap: (mapping: (CsvField | null)[]) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const gaps = read.statements.filter(({ gap }) => gap !== 0);
  return (
    <div role="status" className="column" style={{ gap: 8 }}>
      <Status kind={read.added > 0 ? 'done' : 'off'}>
        {read.added > 0 ? t(($) => $.banking.read, { format: read.profile || read.format.toUpperCase(), added: formats.count(read.added), known: formats.count(read.known) }) : t(($) => $.banking.nothingNew)}
      </Status>
      {read.skipped.length > 0 && <span className="text2">{t(($) => $.banking.skipped, { count: read.skipped.length })}</span>}
      {gaps.slice(0, 3).map(({ throughOn, gap, number }) => (
        <Status key={`${throughOn} ${number}`} kind="look">
          {t(($) => $.banking.gap, { day: throughOn === null ? '' : formats.fullDay(throughOn), gap: formats.moneyIn(gap, currency) })}
        </Status>
      ))}
      {read.preview.slice(0, 6).map((line, index) => (
        // One answer, in the order of the file.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="peek-line">
          <span className={line.known ? 'text3 ellipsis' : 'ellipsis'}>
            {formats.day(line.bookedOn)} {payeeOf(line)}
          </span>
          <span className="num">{formats.amountIn(line.amount, currency)}</span>
        </div>
      ))}
      {read.profile === 'generic' && <Columns read={read} onRemap={onRemap} />}
    </div>
  );
}

function Columns({ read, onRemap }: { read: Read; onRemap: (mapping: (CsvField | null)[]) => void }) {
  const { t } = useTranslation();
  const data = [{ value: '', label: t(($) => $.banking.notUsed) }, ...csvFields.map((field) => ({ value: field, label: t(($) => $.banking.fields[field]) }))];
  return (
    <fieldset className="plain column" style={{ gap: 8, border: 0, margin: 0, padding: 0 }}>
      <legend className="medium">{t(($) => $.banking.columnsTitle)}</legend>
      {read.headings.map((heading, index) => (
        <Select
          key={heading}
          label={heading}
          data={data}
          value={read.mapping[index] ?? ''}
          onChange={(value) => onRemap(read.mapping.map((own, at) => (at === index ? (csvFields.find((field) => field === value) ?? null) : own)))}
        />
      ))}
    </fieldset>
  );
}
