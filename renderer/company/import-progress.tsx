import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { Key } from '../ui/key.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Busy, Import } from './use-import.ts';

const askedEvery = 300;

/** How far the work has come, with the way to stop it. Nothing under a third of a second is worth a bar. */
export function ImportProgress({ sheet, busy }: { sheet: Import; busy: Busy }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const asked = useProgress(busy.work === 'upload' ? undefined : sheet.importId);
  const { phase, done, total } = busy.work === 'upload' ? { phase: 'uploading' as const, done: busy.sent, total: busy.size } : (asked ?? { phase: 'waiting' as const, done: 0, total: 0 });
  const counted = phase !== 'uploading' && done > 0;
  return (
    <div className="import-progress" role="status" aria-busy="true">
      <div className="row">
        <span className="medium">{t(($) => $.imports.phases[phase])}</span>
        <span className="text2 num">{counted && (total > 0 ? t(($) => $.imports.of, { done: formats.count(done), total: formats.count(total) }) : formats.count(done))}</span>
      </div>
      <Progress aria-label={t(($) => $.imports.phases[phase])} value={total > 0 ? (done / total) * 100 : 0} />
      {phase === 'writing' && <p className="text2">{t(($) => $.imports.sale)}</p>}
      <div className="row">
        <Button variant="default" rightSection={<Key keys="escape" />} onClick={sheet.forget}>
          {t(($) => $.imports.stop)}
        </Button>
      </div>
    </div>
  );
}

function useProgress(importId: string | undefined): OutputOf<'sheet.progress'> | undefined {
  const client = useShopClient();
  const [progress, setProgress] = useState<OutputOf<'sheet.progress'>>();
  useEffect(() => {
    if (importId === undefined) return;
    // The sheet may be gone between two questions: it is done then, and its own call says so.
    const timer = setInterval(() => void client.call('sheet.progress', { importId }).then(setProgress, () => undefined), askedEvery);
    return () => clearInterval(timer);
  }, [client, importId]);
  return progress;
}
