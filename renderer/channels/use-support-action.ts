import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { saveFile } from '../client/save-file.ts';
import { useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** Saves how the channels stand as a file that may be handed to anybody. */
export function useSupportAction(): Action {
  const { t } = useTranslation();
  const client = useShopClient();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const save = async (): Promise<void> => {
    const report = await client.call('sync.support', undefined);
    const file = `shopwright-support-${dayOf(report.at, formats.timeZone)}.json`;
    saveFile(file, new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }));
    show(t(($) => $.channels.support.saved, { file }));
  };
  return { id: 'channels.support', label: t(($) => $.channels.support.save), group: t(($) => $.shell.channels), keys: 'r', run: () => void save() };
}
