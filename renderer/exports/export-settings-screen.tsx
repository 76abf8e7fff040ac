import { Button, Select, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { voucherFields, type VoucherLayout, type VoucherVersion, voucherVersions } from '../../shared/exports/voucher.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { CodeMapping } from './code-mapping.tsx';
import { DatevForm } from './datev-form.tsx';

type Settings = OutputOf<'exportSetting.get'>;

/** What other programs call things: columns and codes of voucher sheets, numbers a tax adviser gave. */
export function ExportSettingsScreen() {
  const { t } = useTranslation();
  const settings = useQueryOf('exportSetting.get', undefined);
  const [version, setVersion] = useState<VoucherVersion>('kingdeeKis');
  const layout = settings.data?.vouchers.find((one) => one.version === version)?.layout;
  return (
    <Screen title={<Trail parent={<Link to="/money/export">{t(($) => $.exporting.title)}</Link>}>{t(($) => $.exporting.settings)}</Trail>}>
      {settings.isPending && <Loading widths={[240, 120]} />}
      {settings.error !== null && <ProblemPanel problem={settings.error} />}
      {settings.data && layout && (
        <div className="scroll" style={{ padding: 16 }}>
          <div className="column" style={{ gap: 12, maxWidth: 720 }}>
            <Section title={t(($) => $.exporting.voucher)} />
            <Select label={t(($) => $.exporting.version)} w={260} data={voucherVersions.map((value) => ({ value, label: t(($) => $.exporting.formats[value].name) }))} value={version} onChange={(value) => setVersion(voucherVersions.find((one) => one === value) ?? version)} />
            <VoucherForm key={`${version} ${JSON.stringify(layout)}`} version={version} stored={{ ...layout }} accounts={settings.data.accounts} />
            <Section title={t(($) => $.exporting.formats.datev.name)} />
            <DatevForm key={JSON.stringify(settings.data.datev)} stored={settings.data.datev} />
          </div>
        </div>
      )}
    </Screen>
  );
}

function VoucherForm({ version, stored, accounts }: { version: VoucherVersion; stored: VoucherLayout; accounts: Settings['accounts'] }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('exportSetting.setVoucher');
  const [layout, change] = useState(stored);
  const put = (one: VoucherLayout) => set.mutateAsync({ version, layout: { ...one, columns: [...one.columns] } });
  const save = async (): Promise<void> => {
    await put(layout);
    show(t(($) => $.exporting.saved), () => put(stored));
  };
  const text = (name: 'sheet' | 'word' | 'preparedBy', width: number) => (
    <TextInput label={t(($) => $.exporting[name])} w={width} value={layout[name]} onChange={(event) => change({ ...layout, [name]: event.currentTarget.value })} />
  );
  return (
    <form
      className="column"
      style={{ gap: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        void save().catch(() => undefined);
      }}
    >
      <p className="text2">{t(($) => $.exporting.compare)}</p>
      <div className="row" style={{ gap: 12 }}>
        {text('sheet', 200)}
        {text('word', 120)}
        {text('preparedBy', 200)}
      </div>
      <Columns columns={layout.columns} onChange={(columns) => change({ ...layout, columns })} />
      <CodeMapping accounts={accounts} mapping={layout.accounts} onChange={(mapping) => change({ ...layout, accounts: mapping })} />
      {set.error !== null && <ProblemPanel problem={set.error} />}
      <Button type="submit" loading={set.isPending} style={{ alignSelf: 'flex-start' }}>
        {t(($) => $.exporting.saveSettings)}
      </Button>
    </form>
  );
}

function Columns({ columns, onChange }: { columns: VoucherLayout['columns']; onChange: (columns: VoucherLayout['columns']) => void }) {
  const { t } = useTranslation();
  const fields = voucherFields.map((value) => ({ value, label: t(($) => $.exporting.fields[value]) }));
  const put = (at: number, column: Partial<VoucherLayout['columns'][number]>): void => onChange(columns.map((one, index) => (index === at ? { ...one, ...column } : one)));
  return (
    <div className="column" style={{ gap: 4 }}>
      <Section title={t(($) => $.exporting.columns)} />
      {columns.map((column, index) => (
        // Columns have no name of their own: their place is what they are.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="row" style={{ gap: 8 }}>
          <TextInput aria-label={`${t(($) => $.exporting.heading)} ${index + 1}`} w={200} value={column.heading} onChange={(event) => put(index, { heading: event.currentTarget.value })} />
          <Select aria-label={`${t(($) => $.exporting.content)} ${index + 1}`} w={240} data={fields} value={column.field} onChange={(value) => put(index, { field: voucherFields.find((one) => one === value) ?? column.field })} />
          <Button variant="subtle" color="gray" aria-label={`${t(($) => $.exporting.removeColumn)} ${index + 1}`} onClick={() => onChange(columns.filter((_one, at) => at !== index))}>
            ×
          </Button>
        </div>
      ))}
      <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => onChange([...columns, { heading: t(($) => $.exporting.fields.empty), field: 'empty' }])}>
        {t(($) => $.exporting.addColumn)}
      </Button>
    </div>
  );
}
