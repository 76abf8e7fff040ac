import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { usePublishing } from '../catalog/use-publishing.ts';
import { useCommand } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Draft } from './drafts-screen.tsx';

/** One draft field by field: what is live, what it would become; published, dropped, or changed on the product's own page. */
export function DraftPeek({ draft, publishing, onNext, onClose }: { draft: Draft; publishing: ReturnType<typeof usePublishing>; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const write = useCommand('channelCopy.draft');
  const { channelId, productId, productName, channelName, listed, live, changes } = draft;
  const drop = (): void =>
    write.mutate({ channelId, productId, changes: { name: null, description: null, offered: null } }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.shown.dropped, { name: productName, channel: channelName }), () => write.mutateAsync({ channelId, productId, changes: before }));
        onClose();
      },
    });
  const group = t(($) => $.keys.here);
  const publish: Action = { id: 'draft.publish', label: t(($) => $.shown.publishOne), group, keys: 'p', run: () => publishing.run([draft], onClose) };
  const others: Action[] = [
    { id: 'draft.drop', label: t(($) => $.shown.drop), group, keys: 'd', run: drop },
    { id: 'draft.product', label: t(($) => $.shown.openProduct), group, keys: 'mod+enter', run: () => void navigate({ to: '/products/$productId', params: { productId: String(productId) } }) },
  ];
  const verbs = listed ? [publish, ...others] : others;
  useActions('peek', [...verbs, { id: 'peek.close', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: onClose }]);
  const said = (field: Draft['changes'][number], of: Draft['live'] | Draft['draft']): string =>
    field === 'offered' ? t(($) => $.shown.offered[of.offered ? 'yes' : 'no']) : (of[field] ?? '') || '—';
  return (
    <Peek label={productName} title={productName} onNext={onNext} onClose={onClose} footer={verbs.map((verb, place) => <ActionButton key={verb.id} action={verb} variant={place === 0 && listed ? 'filled' : 'default'} />)}>
      <p className="text2">{channelName}</p>
      {!listed && <p className="text2 text-wrap">{t(($) => $.shown.notListedHint)}</p>}
      {write.error !== null && <ProblemPanel problem={write.error} />}
      {changes.map((field) => (
        <section key={field} aria-label={t(($) => $.shown.fields[field])}>
          <Section title={t(($) => $.shown.fields[field])} />
          <Pairs
            rows={[
              [t(($) => $.shown.liveLabel), <span key="live" className="text2 text-wrap">{said(field, live)}</span>],
              [t(($) => $.shown.draftLabel), <span key="draft" className="medium text-wrap">{said(field, draft.draft)}</span>],
            ]}
          />
        </section>
      ))}
    </Peek>
  );
}
