import { Button, Checkbox, Select, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentKind, documentKinds } from '../../shared/documents/document.rules.ts';
import { accents, columnsOf, type DocumentLook, type Letterhead, papers } from '../../shared/documents/document-look.rules.ts';
import { writeDocument } from '../../shared/documents/written.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Language, languageNames, languages } from '../../shared/units/language.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Paper } from './paper.tsx';
import { LogoField } from './logo-field.tsx';
import { PrinterSettings } from './printer-settings.tsx';
import { samplePaper } from './sample-paper.ts';

type Settings = OutputOf<'document.settings'>;

/** How papers look, with a paper beside the choices that changes as they do. */
export function PaperSettingsScreen() {
  const { t } = useTranslation();
  const settings = useQueryOf('document.settings', undefined);
  const [kind, setKind] = useState<DocumentKind>('invoice');
  const look = settings.data?.looks.find((one) => one.kind === kind)?.look;
  return (
    <Screen title={<Trail parent={<Link to="/settings">{t(($) => $.shell.settings)}</Link>}>{t(($) => $.papers.looks)}</Trail>}>
      {settings.isPending && <Loading widths={[240, 120]} />}
      {settings.error !== null && <ProblemPanel problem={settings.error} />}
      {settings.data && look && <LookDesk key={`${kind} ${JSON.stringify(look)} ${JSON.stringify(settings.data.letterhead)}`} kind={kind} onKind={setKind} stored={look} letterhead={settings.data.letterhead} />}
    </Screen>
  );
}

interface DeskProps {
  kind: DocumentKind;
  onKind: (kind: DocumentKind) => void;
  stored: DocumentLook;
  letterhead: Settings['letterhead'];
}

function LookDesk({ kind, onKind, stored, letterhead: storedHead }: DeskProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const shop = useQueryOf('shop.get', undefined).data;
  const setLook = useCommand('document.setLook');
  const setHead = useCommand('document.setLetterhead');
  const [look, change] = useState<DocumentLook>(stored);
  const [head, changeHead] = useState<Letterhead>(storedHead);
  const [language, setLanguage] = useState<Language>(shop?.language ?? 'en');
  const save = async (): Promise<void> => {
    if (JSON.stringify(head) !== JSON.stringify(storedHead)) await setHead.mutateAsync({ letterhead: head });
    await setLook.mutateAsync({ kind, look: { ...look, columns: [...look.columns] } });
    show(t(($) => $.papers.saved), () => setLook.mutateAsync({ kind, look: { ...stored, columns: [...stored.columns] } }));
  };
  const now = useNow();
  const model = samplePaper({ kind, language, shopName: shop?.name ?? '', currency: formats.currency, timeZone: formats.timeZone, letterhead: head, today: dayOf(now, formats.timeZone) });
  return (
    <div className="scroll paper-desk">
      <form
        className="column"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Select label={t(($) => $.papers.kind)} data={documentKinds.map((value) => ({ value, label: t(($) => $.papers.kinds[value]) }))} value={kind} onChange={(value) => onKind(documentKinds.find((one) => one === value) ?? kind)} />
        <SegmentedControl aria-label={t(($) => $.papers.language)} data={languages.map((value) => ({ value, label: languageNames[value] }))} value={language} onChange={(value) => setLanguage(languages.find((one) => one === value) ?? language)} />
        <Section title={t(($) => $.papers.letterhead)} />
        <Textarea autosize minRows={2} label={t(($) => $.papers.address)} value={head.lines.join('\n')} onChange={(event) => changeHead({ ...head, lines: event.currentTarget.value.split('\n').slice(0, 8) })} />
        <LogoField letterhead={storedHead} />
        <TextInput label={t(($) => $.papers.taxNumber)} value={head.taxNumber} onChange={(event) => changeHead({ ...head, taxNumber: event.currentTarget.value })} />
        <TextInput label={t(($) => $.papers.paymentDays)} inputMode="numeric" value={String(head.paymentDays)} onChange={(event) => changeHead({ ...head, paymentDays: Math.min(365, Number(event.currentTarget.value.replaceAll(/\D/g, '')) || 0) })} />
        <Section title={t(($) => $.papers.columns)} />
        <div className="paper-columns">
          {columnsOf(kind).map((column) => (
            <Checkbox
              key={column}
              label={t(($) => $.papers.columnNames[column])}
              checked={look.columns.includes(column)}
              onChange={() => change({ ...look, columns: columnsOf(kind).filter((one) => (one === column ? !look.columns.includes(column) : look.columns.includes(one))) })}
            />
          ))}
        </div>
        <Section title={t(($) => $.papers.look)} />
        <SegmentedControl aria-label={t(($) => $.papers.paper)} data={papers.map((value) => ({ value, label: t(($) => $.papers.paperNames[value]) }))} value={look.paper} onChange={(value) => change({ ...look, paper: papers.find((one) => one === value) ?? look.paper })} />
        <SegmentedControl aria-label={t(($) => $.papers.accent)} data={accents.map((value) => ({ value, label: t(($) => $.papers.accentNames[value]) }))} value={look.accent} onChange={(value) => change({ ...look, accent: accents.find((one) => one === value) ?? look.accent })} />
        <Textarea autosize minRows={2} label={t(($) => $.papers.footer, { language: languageNames[language] })} value={look.footer[language]} onChange={(event) => change({ ...look, footer: { ...look.footer, [language]: event.currentTarget.value } })} />
        <Checkbox label={t(($) => $.papers.withBarcode)} checked={look.withBarcode} onChange={(event) => change({ ...look, withBarcode: event.currentTarget.checked })} />
        <Checkbox label={t(($) => $.papers.withQr)} checked={look.withQr} onChange={(event) => change({ ...look, withQr: event.currentTarget.checked })} />
        {(setLook.error ?? setHead.error) !== null && <ProblemPanel problem={setLook.error ?? setHead.error} />}
        <Button type="submit" loading={setLook.isPending || setHead.isPending} disabled={look.columns.length === 0} style={{ alignSelf: 'flex-start' }}>
          {t(($) => $.papers.save)}
        </Button>
        <PrinterSettings />
      </form>
      <Paper written={writeDocument(model, look, now)} look={look} logo={head.logo} />
    </div>
  );
}
