import { useTranslation } from 'react-i18next';
import { Tag } from '../ui/status.tsx';
import { usePhone } from './use-phone.ts';

/** Whether all that was scanned is in the shop; on a phone how many are kept here until the shop is back. */
export function StoredBadge({ pending = 0 }: { pending?: number }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const waiting = phone?.waiting ?? 0;
  if (phone?.connected === false) return <Tag kind="wait" tone="warn">{waiting > 0 ? t(($) => $.phones.offlineKept, { count: waiting }) : t(($) => $.phones.offline)}</Tag>;
  if (waiting > 0) return <Tag kind="wait" tone="neutral">{t(($) => $.phones.kept, { count: waiting })}</Tag>;
  if (pending > 0) return <Tag kind="wait" tone="neutral">{t(($) => $.counts.station.waiting, { count: pending })}</Tag>;
  return <Tag kind="done" tone="ok">{t(($) => $.counts.station.stored)}</Tag>;
}
