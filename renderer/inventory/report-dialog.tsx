import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startOfDay } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { readReport } from './report-text.ts';

/** What is said to lie at a place: pasted from a sheet, one SKU and quantity a line. What is left out is said not to be there. */
export function ReportDialog({ locationId, onClose }: { locationId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const report = useCommand('consignment.report');
  const withdraw = useCommand('consignment.withdraw');
  const [reference, setReference] = useState('');
  const [on, setOn] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const read = readReport(text, formats.locale);
  const submit = (): void => {
    setTried(true);
    if (!read.ok || reference.trim() === '') return;
    // A report of a day speaks of its end; today's of now.
    const reportedAt = isDay(on) ? instant(Math.min(now, startOfDay(on, formats.timeZone) + 86_399_999)) : undefined;
    report.mutate({ locationId, reference, lines: read.lines, ...(reportedAt !== undefined && { reportedAt }) }, {
      onSuccess: ({ holderReportId, differing = 0 }) => {
        show(t(($) => $.places.reported, { count: differing, reference }), () => withdraw.mutateAsync({ holderReportId }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.places.report)} verb={t(($) => $.places.compare)} pending={report.isPending} problem={report.error} onSubmit={submit} onClose={onClose}>
      <TextInput
        data-autofocus
        label={t(($) => $.places.reference)}
        description={t(($) => $.places.referenceHint)}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
        error={tried && reference.trim() === '' && t(($) => $.products.required)}
      />
      <TextInput type="date" label={t(($) => $.places.reportedOn)} description={t(($) => $.places.reportedOnHint)} value={on} onChange={(event) => setOn(event.currentTarget.value)} />
      <Textarea
        label={t(($) => $.places.lines)}
        description={t(($) => $.places.linesHint)}
        error={read.ok ? undefined : t(($) => $.places.linesBad, { line: read.line })}
        autosize
        minRows={5}
        maxRows={14}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </DialogForm>
  );
}
