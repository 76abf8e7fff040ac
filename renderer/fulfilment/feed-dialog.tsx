import { FileButton, Button, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encodingEvidence } from '../../shared/company/encoding.rules.ts';
import { batchLimit } from '../../shared/contract/batch.ts';
import { readFeed } from '../../shared/fulfilment/tracking-feed.rules.ts';
import { dayOf, startOfDay } from '../../shared/units/calendar.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';

/** The text of a file in whatever encoding a carrier's site wrote it. */
export async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const evidence = encodingEvidence();
  evidence.add(bytes as never);
  return new TextDecoder(evidence.guess()).decode(bytes);
}

/** News of carriers, pasted or from a file: what will be taken in and what cannot be read is said before. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const now = useNow();
  const timeZone = useQueryOf('shop.get', undefined).data?.timeZone ?? 'UTC';
  const [text, setText] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const feed = useMemo(() => readText(text, offsetOf(now, timeZone)), [text, now, timeZone]);
  const submit = async (): Promise<void> => {
    if (!feed || feed.items.length === 0) return;
    setPending(true);
    try {
      const results: string[] = [];
      for (let from = 0; from < feed.items.length; from += batchLimit) {
        // One page after another: the writer is one.
        // oxlint-disable-next-line no-await-in-loop
        results.push(...(await client.call('tracking.importBatch', { items: feed.items.slice(from, from + batchLimit) })).results);
      }
      const count = (kind: string): number => results.filter((result) => result === kind).length;
      show(t(($) => $.tracking.takenToast, { fresh: count('new'), known: count('known'), strays: count('stray') }));
      onClose();
    } catch (refused) {
      setProblem(refused);
    } finally {
      setPending(false);
    }
  };
  return (
    <DialogForm title={t(($) => $.tracking.bringInTitle)} verb={t(($) => $.tracking.take, { count: feed?.items.length ?? 0 })} pending={pending} problem={problem} onSubmit={() => void submit()} onClose={onClose}>
      <p className="text2">{t(($) => $.tracking.bringInText)}</p>
      <FileButton accept=".csv,.tsv,.txt,.json" onChange={(file) => file && void textOf(file).then(setText)}>
        {(props) => (
          <Button {...props} variant="default" style={{ alignSelf: 'flex-start' }}>
            {t(($) => $.tracking.choose)}
          </Button>
        )}
      </FileButton>
      <Textarea data-autofocus autosize minRows={6} maxRows={12} label={t(($) => $.tracking.paste)} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {text !== '' && !feed && <p className="bad">{t(($) => $.tracking.notJson)}</p>}
      {feed && feed.problems.length > 0 && (
        <div role="status">
          <p className="warn">{t(($) => $.tracking.unreadable, { count: feed.problems.length })}</p>
          {feed.problems.slice(0, 5).map((one) => (
            <p key={one.row} className="text2">
              {t(($) => $.tracking.rowProblem, { row: one.row, why: t(($) => $.tracking.problems[one.reason], { text: one.text }) })}
            </p>
          ))}
        </div>
      )}
    </DialogForm>
  );
}

function readText(text: string, offset: number): ReturnType<typeof readFeed> | undefined {
  if (text.trim() === '') return { items: [], problems: [] };
  try {
    return readFeed(text, offset);
  } catch {
    return undefined;
  }
}

/** Minutes the shop's clock stands before UTC today. */
const offsetOf = (now: ReturnType<typeof useNow>, timeZone: string): number => {
  const today = dayOf(now, timeZone);
  return Math.round((Date.parse(`${today}T00:00:00Z`) - startOfDay(today, timeZone)) / 60_000);
};
