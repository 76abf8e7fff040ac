import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';

type Page = OutputOf<'notice.list'>;
type Notice = Page['rows'][number];
const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'notice.list'>, page: Page) => (page.next === null ? undefined : { ...input, beforeId: page.next }),
};
const idOf = (row: Notice): number => row.noticeId;

/** What customers were told or wait to be told. Without a mail server each can be copied or opened in the own mail program. */
export function NoticesList() {
  const { t } = useTranslation();
  const pages = usePagesOf('notice.list', { limit: 100 }, reading);
  const mail = useQueryOf('notice.settings', undefined).data;
  const list = useList(pages.rows, idOf);
  const [open, setOpen] = useState<Notice>();
  useActions('screen', listActions(list, useListWords()));
  const columns = useNoticeColumns();
  return (
    <>
      <div className="filters">
        {mail?.mail === null && <span className="text2">{t(($) => $.notices.noMail)}</span>}
        <span className="spring" />
        <Button variant="default" component={Link} to="/settings/notices">
          {t(($) => $.notices.settings)}
        </Button>
      </div>
      <PagedTable
        pages={pages}
        widths={[80, 200, 100, 100]}
        label={t(($) => $.ship.tabs.notices)}
        columns={columns}
        list={list}
        rowName={(row) => row.subject}
        onPeek={setOpen}
        onOpen={setOpen}
        empty={<Empty title={t(($) => $.notices.none)} text={t(($) => $.notices.noneText)} />}
      />
      {open && <NoticeDialog notice={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

const glyphs: Record<Notice['state'], GlyphKind> = { waiting: 'wait', sending: 'half', sent: 'done', parked: 'look', handled: 'off' };

function useNoticeColumns(): readonly Column<Notice>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'state', header: t(($) => $.notices.state), width: 200, cell: (row) => <Status kind={glyphs[row.state]}>{row.problem === null ? t(($) => $.notices.states[row.state]) : t(($) => $.notices.problems[row.problem as 'refused'])}</Status> },
      { id: 'about', header: t(($) => $.notices.about), width: 120, cell: (row) => t(($) => $.notices.kinds[row.kind]) },
      { id: 'order', header: t(($) => $.ship.order), width: 120, cell: (row) => <span className="code text2">{row.orderNumber}</span> },
      { id: 'to', header: t(($) => $.notices.to), width: 180, dropOrder: 1, cell: (row) => row.recipient },
      { id: 'subject', header: t(($) => $.notices.subject), width: 160, grows: true, cell: (row) => row.subject },
      { id: 'written', header: t(($) => $.notices.written), width: 120, dropOrder: 2, cell: (row) => <span className="text2">{formats.dateTime(row.createdAt)}</span> },
    ],
    [t, formats],
  );
}

/** One notice as it reads; what has not left can be sent, copied or put away. */
function NoticeDialog({ notice, onClose }: { notice: Notice; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const again = useCommand('notice.sendAgain');
  const handled = useCommand('notice.handled');
  const left = notice.state === 'sent' || notice.state === 'sending';
  const copy = (): void => void navigator.clipboard.writeText(`${notice.subject}\n\n${notice.body}`).then(() => show(t(($) => $.notices.copiedToast)));
  const { noticeId } = notice;
  return (
    <DialogForm
      title={notice.subject}
      verb={left ? t(($) => $.notices.copy) : t(($) => $.notices.again)}
      pending={again.isPending || handled.isPending}
      problem={again.error ?? handled.error}
      onSubmit={() => (left ? copy() : again.mutate({ noticeId }, { onSuccess: onClose }))}
      onClose={onClose}
    >
      <p className="text2">{notice.recipient}</p>
      {notice.says !== null && notice.problem !== null && <p className="warn">{notice.says}</p>}
      <p style={{ whiteSpace: 'pre-wrap' }}>{notice.body}</p>
      {!left && (
        <div className="row" style={{ flexWrap: 'wrap' }}>
          <Button variant="default" onClick={copy}>
            {t(($) => $.notices.copy)}
          </Button>
          <Button variant="default" component="a" href={notice.mailto}>
            {t(($) => $.notices.mailto)}
          </Button>
          {notice.state !== 'handled' && (
            <Button variant="subtle" onClick={() => handled.mutate({ noticeId }, { onSuccess: onClose })}>
              {t(($) => $.notices.handled)}
            </Button>
          )}
        </div>
      )}
    </DialogForm>
  );
}
