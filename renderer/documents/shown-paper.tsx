import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentKind } from '../../shared/documents/document.rules.ts';
import { writeDocument } from '../../shared/documents/written.rules.ts';
import type { Language } from '../../shared/units/language.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useUi } from '../ui/ui-context.tsx';
import { Paper } from './paper.tsx';
import { savePdf } from './save-pdf.ts';

export interface Chosen {
  readonly kind: DocumentKind;
  readonly number: string;
  readonly invoiceId?: number | null;
}

/** Printing and saving the paper that is shown: P and S. */
export function usePaperActs(chosen: Chosen | undefined, language: Language | undefined) {
  const { t } = useTranslation();
  const client = useShopClient();
  const { problemText } = useUi();
  const show = useToasts((toasts) => toasts.show);
  const [saving, setSaving] = useState(false);
  const group = t(($) => $.papers.title);
  const save = (): void => {
    if (!chosen) return;
    setSaving(true);
    void savePdf(client, { kind: chosen.kind, number: chosen.number, ...(language && { language }) })
      // Where the program has no printer of its own, the browser's print dialog saves the same page.
      .catch((problem: unknown) => show(`${problemText(problem).what}. ${t(($) => $.papers.printInstead)}`))
      .finally(() => setSaving(false));
  };
  return {
    saving,
    print: { id: 'papers.print', label: t(($) => $.papers.print), group, keys: 'p', icon: <IconPrinter size={14} />, run: () => window.print() } satisfies Action,
    save: { id: 'papers.save', label: t(($) => $.papers.savePdf), group, keys: 's', icon: <IconDownload size={14} />, run: save } satisfies Action,
  };
}

/** A paper as it is now, ready for the printer. */
export function ShownPaper({ chosen, language, onDrawn }: { chosen: Chosen; language: Language | undefined; /** Once it can be printed whole. */ onDrawn?: () => void }) {
  const now = useNow();
  const { data, error } = useQueryOf('document.get', { kind: chosen.kind, number: chosen.number, ...(language && { language }) });
  if (error !== null) return <ProblemPanel problem={error} />;
  if (!data) return <Loading widths={[240, 120]} />;
  return <Paper written={writeDocument(data.document, data.look, now)} look={data.look} logo={data.letterhead.logo} printable {...(onDrawn && { onDrawn })} />;
}
