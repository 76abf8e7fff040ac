import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentKind } from '../../shared/documents/document.rules.ts';
import { writeDocument } from '../../shared/documents/written.rules.ts';
import { type Language, languageNames, languages } from '../../shared/units/language.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { Paper } from './paper.tsx';
import { savePdf } from './save-pdf.ts';

export interface ChosenPaper {
  readonly kind: DocumentKind;
  readonly number: string;
}

/** What is done with a paper that lies on the desk: printed, or saved as PDF. */
export function usePaperActs(chosen: ChosenPaper | undefined, language: Language | undefined) {
  const { t } = useTranslation();
  const client = useShopClient();
  const fail = useToasts((toasts) => toasts.fail);
  const [saving, setSaving] = useState(false);
  const group = t(($) => $.papers.title);
  const save = (): void => {
    if (!chosen) return;
    setSaving(true);
    void savePdf(client, { kind: chosen.kind, number: chosen.number, ...(language && { language }) })
      // Where the program has no printer of its own, the browser's print dialog saves the same page.
      .catch((problem: unknown) => fail(problem, t(($) => $.papers.printInstead)))
      .finally(() => setSaving(false));
  };
  return {
    saving,
    print: { id: 'papers.print', label: t(($) => $.papers.print), group, keys: 'p', icon: <IconPrinter size={14} />, run: () => window.print() } satisfies Action,
    save: { id: 'papers.save', label: t(($) => $.papers.savePdf), group, keys: 's', icon: <IconDownload size={14} />, run: save } satisfies Action,
  };
}

/** A paper as it will be printed, in its reader's language or another. */
export function ShownPaper({ chosen, language, onDrawn }: { chosen: ChosenPaper; language: Language | undefined; /** Once it can be printed whole. */ onDrawn?: () => void }) {
  const now = useNow();
  const { data, error } = useQueryOf('document.get', { kind: chosen.kind, number: chosen.number, ...(language && { language }) });
  if (error !== null) return <ProblemPanel problem={error} />;
  if (!data) return <Loading widths={[240, 120]} />;
  return <Paper written={writeDocument(data.document, data.look, now)} look={data.look} logo={data.letterhead.logo} printable {...(onDrawn && { onDrawn })} />;
}

/** The language the paper has by itself, its reader's or for a paper that stays here the shop's, or another. */
export function PaperLanguage({ language, own = 'readers', onChange }: { language: Language | undefined; own?: 'readers' | 'shops'; onChange: (language: Language | undefined) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t(($) => $.papers.language)} />
      <SegmentedControl
        aria-label={t(($) => $.papers.language)}
        data={[{ value: 'own', label: t(($) => $.papers[own]) }, ...languages.map((one) => ({ value: one as string, label: languageNames[one] }))]}
        orientation="vertical"
        fullWidth
        value={language ?? 'own'}
        onChange={(value) => onChange(languages.find((one) => one === value))}
      />
    </>
  );
}

/** Receipt printers on the network, each a button. */
export function PaperPrinters({ chosen, language }: { chosen: ChosenPaper | undefined; language: Language | undefined }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const fail = useToasts((toasts) => toasts.fail);
  const printers = (useQueryOf('printer.list', undefined).data?.printers ?? []).filter(({ blocked, speaks }) => !blocked && speaks === 'escpos');
  if (!chosen || printers.length === 0) return null;
  const send = (printerId: number): void =>
    void client.call('printer.send', { kind: chosen.kind, number: chosen.number, ...(language && { language }), printerId }).then(
      () => show(t(($) => $.papers.sent)),
      (problem: unknown) => fail(problem),
    );
  return (
    <>
      <Section title={t(($) => $.papers.printers)} />
      {printers.map(({ id, name }) => (
        <Button key={id} variant="default" onClick={() => send(id)}>
          {t(($) => $.papers.sendTo, { name })}
        </Button>
      ))}
    </>
  );
}
