import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Action } from '../ui/actions/action-registry.ts';

/** To what was changed on both sides, with how much that is. */
export function useConflictsAction(count: number): Action {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const label = count === 0 ? t(($) => $.conflicts.title) : t(($) => $.conflicts.waiting, { count });
  return { id: 'channels.conflicts', label, group: t(($) => $.shell.channels), keys: 'c', run: () => void navigate({ to: '/channels/conflicts' }) };
}
