import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { largestFile } from '../../shared/company/file.rules.ts';
import { base64Of } from '../client/base64.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';

/** The picture on the letterhead: chosen from a file, stored at once, taken off again. */
export function LogoField({ letterhead }: { letterhead: OutputOf<'document.settings'>['letterhead'] }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const choose = useRef<HTMLInputElement>(null);
  const setLogo = useCommand('document.setLogo');
  const setHead = useCommand('document.setLetterhead');
  const [tooLong, setTooLong] = useState<string>();
  const { logo } = letterhead;
  const image = useQueryOf('image.read', { hash: logo ?? '', size: 'medium' }, { enabled: logo !== null }).data;
  const back = (before: typeof letterhead) => () => setHead.mutateAsync({ letterhead: { ...before, lines: [...before.lines] } });
  const take = async (file: File | undefined): Promise<void> => {
    setTooLong(file && file.size > largestFile ? file.name : undefined);
    if (!file || file.size > largestFile) return;
    setLogo.mutate({ name: file.name, data: await base64Of(file) }, { onSuccess: ({ before }) => show(t(($) => $.papers.logoSet), back(before)) });
  };
  const drop = (): void => setHead.mutate({ letterhead: { ...letterhead, lines: [...letterhead.lines], logo: null } }, { onSuccess: ({ before }) => show(t(($) => $.papers.logoGone), back(before)) });
  return (
    <div className="column" style={{ gap: 4 }}>
      <span>{t(($) => $.papers.logo)}</span>
      <div className="row">
        {logo !== null && image && <img src={`data:${image.type};base64,${image.data}`} alt={t(($) => $.papers.logo)} style={{ maxWidth: 160, maxHeight: 56 }} />}
        <input ref={choose} type="file" accept="image/*" hidden aria-label={t(($) => $.papers.chooseLogo)} onChange={(event) => void take(event.currentTarget.files?.[0])} />
        <Button variant="default" loading={setLogo.isPending} onClick={() => choose.current?.click()}>
          {t(($) => $.papers.chooseLogo)}
        </Button>
        {logo !== null && (
          <button type="button" className="plain link" onClick={drop}>
            {t(($) => $.ui.remove)}
          </button>
        )}
      </div>
      {tooLong !== undefined && <p className="warn">{t(($) => $.catalog.tooLong, { name: tooLong })}</p>}
      {(setLogo.error ?? setHead.error) !== null && <ProblemPanel problem={setLogo.error ?? setHead.error} />}
    </div>
  );
}
