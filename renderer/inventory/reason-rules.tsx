import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import { type LossRole, lossRoles } from '../../shared/inventory/adjustment.rules.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useStockWords } from './stock-words.ts';

const roleOf = (text: string | null): LossRole => lossRoles.find((role) => role === text) ?? 'stockLossScrap';

/** Why stock is adjusted and where each loss is posted; then what was lost and found lately, by reason. */
export function ReasonRules() {
  const { t } = useTranslation();
  const words = useStockWords();
  const reasons = useQueryOf('reason.list', undefined).data?.reasons ?? [];
  const update = useCommand('reason.update');
  const block = useCommand('reason.block');
  const unblock = useCommand('reason.unblock');
  const roles = lossRoles.map((role) => ({ value: role, label: t(($) => $.inventory.roles[role]) }));
  return (
    <section>
      <Section title={t(($) => $.inventory.reasonsTitle)} side={t(($) => $.inventory.reasonRole)} />
      {reasons.map((reason) => (
        <div key={reason.code} className="rule-row">
          <span className={reason.blocked ? 'text3 ellipsis' : 'medium ellipsis'}>{words.reason(reason.code)}</span>
          <span className="text3 code">{reason.code}</span>
          <Select
            aria-label={`${words.reason(reason.code)}: ${t(($) => $.inventory.reasonRole)}`}
            data={roles}
            value={reason.role}
            onChange={(role) => update.mutate({ code: reason.code, changes: { role: roleOf(role) } })}
          />
          <button type="button" className="plain link" onClick={() => (reason.blocked ? unblock : block).mutate({ code: reason.code })}>
            {reason.blocked ? t(($) => $.inventory.unblockReason) : t(($) => $.inventory.blockReason)}
          </button>
        </div>
      ))}
      <NewReason roles={roles} />
      <Losses />
    </section>
  );
}

function NewReason({ roles }: { roles: { value: LossRole; label: string }[] }) {
  const { t } = useTranslation();
  const add = useCommand('reason.add');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<LossRole>('stockLossScrap');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate({ code, name, role }, { onSuccess: () => (setCode(''), setName('')) });
  };
  return (
    <form className="rule-row" onSubmit={submit}>
      <TextInput aria-label={t(($) => $.inventory.reasonName)} placeholder={t(($) => $.inventory.reasonName)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput aria-label={t(($) => $.inventory.reasonCode)} placeholder={t(($) => $.inventory.reasonCode)} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
      <Select aria-label={t(($) => $.inventory.reasonRole)} data={roles} value={role} onChange={(one) => setRole(roleOf(one))} />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t(($) => $.inventory.addReason)}
      </Button>
      {add.error !== null && <ProblemPanel problem={add.error} />}
    </form>
  );
}

function Losses() {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  const today = dayOf(useNow(), formats.timeZone);
  const report = useQueryOf('reason.report', { fromOn: addDays(today, -30), throughOn: today }).data;
  if (!report) return null;
  const { lostValue, foundValue } = report;
  const side = lostValue === undefined || foundValue === undefined ? '' : t(($) => $.inventory.lossesTotal, { lost: formats.money(lostValue), found: formats.money(foundValue) });
  return (
    <>
      <Section title={t(($) => $.inventory.lossesTitle)} side={side} />
      {report.byReason.length === 0 && <p className="text2">{t(($) => $.inventory.lossesNone)}</p>}
      {report.byReason.map((row) => (
        <div key={row.reason} className="rule-row">
          <span>{words.reason(row.reason)}</span>
          <span className="num text2">{`${formats.signedQuantity(row.lost)} / ${formats.signedQuantity(row.found)}`}</span>
          <span className="num medium">{row.lostValue === undefined ? '' : formats.signed(row.lostValue)}</span>
          <span className="num medium">{row.foundValue === undefined ? '' : formats.signed(row.foundValue)}</span>
        </div>
      ))}
    </>
  );
}
