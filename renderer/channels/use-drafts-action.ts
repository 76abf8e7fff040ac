import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';

/** To what waits to be published, with how much that is; a hundred and more are not counted. */
export function useDraftsAction(enabled: boolean): Action {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const drafts = useQueryOf('channelCopy.drafts', { limit: 100 }, { enabled }).data;
  const count = drafts?.rows.length ?? 0;
  const label = count === 0 ? t(($) => $.shown.drafts) : t(($) => $.shown.draftsWaiting, { drafts: drafts?.next ? `${count}+` : String(count) });
  return { id: 'channels.drafts', label, group: t(($) => $.shell.channels), keys: 'd', run: () => void navigate({ to: '/channels/drafts' }) };
}
