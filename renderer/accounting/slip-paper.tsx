import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { savePaper } from '../company/paper-file.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';

type Paper = NonNullable<OutputOf<'slip.get'>['paper']>;

/** The paper beside what is typed from it: a picture; a PDF is saved and opened outside, as no page of ours lets another into itself. */
export function SlipPaper({ slipId, name, paper }: { slipId: number; name: string; paper: Paper | null }) {
  const { t } = useTranslation();
  const file = useQueryOf('attachment.read', { kind: 'slip', itemId: slipId, attachmentId: paper?.attachmentId ?? 1 }, { enabled: paper !== null, whenAsked: true });
  const [large, setLarge] = useState(false);
  const isPicture = paper !== null && paper.type !== 'pdf';
  const enlarge = { id: 'slip.larger', label: large ? t(($) => $.slips.smaller) : t(($) => $.slips.larger), group: t(($) => $.slips.title), keys: 'f7', whileTyping: true, run: () => setLarge(!large) };
  useActions('dialog', isPicture ? [enlarge] : []);
  const picture = isPicture && file.data ? `data:${file.data.type};base64,${file.data.data}` : undefined;
  if (paper === null) return <p className="text2">{t(($) => $.slips.noPaper)}</p>;
  return (
    <div className="slip-paper">
      {file.isPending && <Loading widths={[200, 120]} rows={6} />}
      {file.error && <ProblemPanel problem={file.error} onRetry={() => void file.refetch()} />}
      {picture !== undefined && (
        // Larger than its frame it is scrolled by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="slip-picture" tabIndex={0} role="group" aria-label={name}><img src={picture} alt={t(($) => $.slips.pictureOf, { name })} {...(large && { 'data-large': '' })} /></div>
      )}
      {!isPicture && <p className="text2">{t(($) => $.slips.pdfOutside)}</p>}
      <div className="row">
        {isPicture && <ActionButton action={enlarge} variant="subtle" />}
        {file.data && <Button variant={isPicture ? 'subtle' : 'default'} onClick={() => savePaper(file.data)}>{t(($) => $.slips.save)}</Button>}
      </div>
    </div>
  );
}
