import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ConflictField, conflictFields, type ConflictSide, conflictSides } from '../../shared/channels/conflict.rules.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';

/** Which side of each field wins by itself, channel by channel; a person is asked until the owner says so. */
export function ConflictRules({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const channels = useQueryOf('channel.list', undefined).data?.channels ?? [];
  const rules = useQueryOf('conflict.rules', undefined).data?.rows ?? [];
  const set = useCommand('conflict.setRule');
  const winnerOf = (channelId: number, field: ConflictField) => rules.find((rule) => rule.channelId === channelId && rule.field === field)?.winner ?? null;
  const say = (channelId: number, field: ConflictField, winner: ConflictSide | null): void =>
    set.mutate({ channelId, field, winner }, { onSuccess: ({ before }) => show(t(($) => $.conflicts.ruleChanged), () => set.mutateAsync(before)) });
  const data = [{ value: 'ask', label: t(($) => $.conflicts.ask) }, ...conflictSides.map((side) => ({ value: side, label: t(($) => $.conflicts.ruleWins[side]) }))];
  return (
    <Dialog title={t(($) => $.conflicts.rulesTitle)} width={560} onClose={onClose}>
      <p className="text2 text-wrap">{t(($) => $.conflicts.rulesText)}</p>
      {set.error !== null && <ProblemPanel problem={set.error} />}
      {channels.map(({ id: channelId, name }) => (
        <section key={channelId} aria-label={name} style={{ marginTop: 12 }}>
          <Section title={name} />
          {conflictFields.map((field) => (
            <div key={field} className="peek-line">
              <span>{t(($) => $.conflicts.fields[field])}</span>
              <Select
                aria-label={t(($) => $.conflicts.ruleOf, { channel: name, field: t(($) => $.conflicts.fields[field]) })}
                w={220}
                data={data}
                value={winnerOf(channelId, field) ?? 'ask'}
                onChange={(said) => say(channelId, field, conflictSides.find((side) => side === said) ?? null)}
              />
            </div>
          ))}
        </section>
      ))}
    </Dialog>
  );
}
