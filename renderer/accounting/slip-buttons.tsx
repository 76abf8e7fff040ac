import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { paperKinds } from '../company/paper-file.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useSlipTaking } from './use-slip-taking.ts';

/** Choosing slips by key, and going on with those that wait. */
export function SlipButtons({ onOpen }: { onOpen: (slipId: number) => void }) {
  const { t } = useTranslation();
  const take = useSlipTaking();
  const input = useRef<HTMLInputElement>(null);
  const { rows: [first] = [], count = 0 } = useQueryOf('slip.list', {}).data ?? {};
  const group = t(($) => $.slips.title);
  const choose = { id: 'slip.choose', label: t(($) => $.slips.choose), group, keys: 'o', run: () => input.current?.click() };
  const goOn = first && { id: 'slip.goOn', label: t(($) => $.slips.waiting, { count }), group, keys: 'd', run: () => onOpen(first.slipId) };
  useActions('screen', [choose, ...(goOn ? [goOn] : [])]);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={paperKinds}
        aria-label={choose.label}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen again.
          event.currentTarget.value = '';
          void take(files);
        }}
      />
      {goOn && <ActionButton action={goOn} variant="default" />}
      <ActionButton action={choose} variant="default" />
    </>
  );
}
