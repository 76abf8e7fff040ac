import { Button, NumberInput, PasswordInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isByPerson, type NoticeKind, noticeKinds, noticeVariables, type NoticeWords, overdueKinds, returnKinds } from '../../shared/fulfilment/notice.rules.ts';
import { type Language, languageNames, languages } from '../../shared/units/language.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';

/** More than stand beside each other: what is told of orders, what is overdue, and what comes back. */
const rows: readonly NoticeKind[][] = [noticeKinds.filter((kind) => !isByPerson(kind)), [...overdueKinds], [...returnKinds]];

/** The tenth is 0, as it is on the keyboard; then they begin again after G. */
const keyOf = (index: number): string => (index < 10 ? String((index + 1) % 10) : `g ${index - 9}`);

type Settings = OutputOf<'notice.settings'>;

/** What customers are told by itself, in whose words, and how mail leaves. */
export function NoticeSettingsScreen() {
  const { t, i18n } = useTranslation();
  const answer = useQueryOf('notice.settings', undefined);
  const [kind, setKind] = useState<NoticeKind>('shipped');
  const [language, setLanguage] = useState<Language>(i18n.language as Language);
  const title = t(($) => $.notices.title);
  useActions('screen', noticeKinds.map((one, index) => ({ id: `notices.${one}`, label: t(($) => $.notices.kinds[one]), group: title, keys: keyOf(index), run: () => setKind(one) })));
  const template = answer.data?.templates.find((one) => one.kind === kind && one.language === language);
  return (
    <Screen title={t(($) => $.notices.settings)}>
      {answer.isPending && <Loading rows={10} />}
      {answer.error !== null && <ProblemPanel problem={answer.error} />}
      {answer.data && template && (
        <div className="scroll">
          <div className="settings">
            <section>
              <Section title={t(($) => $.notices.words)} />
              <div className="column" style={{ gap: 12 }}>
                {rows.map((kinds, index) => (
                  <SegmentedControl key={kinds[0]} aria-label={[t(($) => $.notices.title), t(($) => $.reminders.title), t(($) => $.returns.title)][index] ?? ''} data={kinds.map((one) => ({ value: one, label: t(($) => $.notices.kinds[one]) }))} value={kind} onChange={setKind} />
                ))}
                {!isByPerson(kind) && <Rule rules={answer.data.rules} kind={kind} />}
                <SegmentedControl aria-label={t(($) => $.notices.language)} data={languages.map((one) => ({ value: one, label: languageNames[one] }))} value={language} onChange={setLanguage} />
                <TemplateForm key={`${kind} ${language} ${template.subject} ${template.body}`} template={template} />
              </div>
            </section>
            <section>
              <MailForm key={answer.data.mail?.host ?? ''} mail={answer.data.mail} />
            </section>
          </div>
        </div>
      )}
    </Screen>
  );
}

function Rule({ rules, kind }: { rules: Settings['rules']; kind: NoticeKind }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('notice.setRule');
  const sendsFor = rules.find((rule) => rule.kind === kind)?.sendsFor ?? 'nobody';
  return (
    <Select
      label={t(($) => $.notices.sendsForText)}
      data={(['nobody', 'own', 'all'] as const).map((value) => ({ value, label: t(($) => $.notices.sendsFor[value]) }))}
      value={sendsFor}
      onChange={(value) => value !== null && set.mutate({ kind, sendsFor: value as typeof sendsFor }, { onSuccess: ({ before }) => show(t(($) => $.notices.ruleToast), () => set.mutateAsync(before)) })}
    />
  );
}

/** The words, and beside them what the customer reads while they are typed. */
function TemplateForm({ template }: { template: Settings['templates'][number] }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('notice.setTemplate');
  const { kind, language } = template;
  const [words, setWords] = useState<NoticeWords>({ subject: template.subject, body: template.body });
  const preview = useQueryOf('notice.preview', { kind, language, words }).data;
  const store = (next: NoticeWords | null): void => set.mutate({ kind, language, words: next }, { onSuccess: ({ before }) => show(t(($) => $.notices.savedToast), () => set.mutateAsync(before)) });
  const unknown = preview?.unknown[0];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (unknown === undefined) store(words);
  };
  useActions('screen', [{ id: 'notices.save', label: t(($) => $.notices.save), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: () => unknown === undefined && store(words) }]);
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={submit}>
      <TextInput label={t(($) => $.notices.subject)} value={words.subject} onChange={(event) => setWords({ ...words, subject: event.currentTarget.value })} />
      <Textarea autosize minRows={8} label={t(($) => $.notices.body)} value={words.body} onChange={(event) => setWords({ ...words, body: event.currentTarget.value })} error={unknown !== undefined && t(($) => $.notices.unknownName, { name: unknown })} />
      <p className="text2">
        {t(($) => $.notices.variables, { braces: '{{ }}' })}: <span className="code" style={{ whiteSpace: 'normal' }}>{noticeVariables.join(', ')}</span>
      </p>
      {set.error !== null && <ProblemPanel problem={set.error} />}
      <div className="row">
        <Button type="submit" loading={set.isPending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.notices.save)}
        </Button>
        {template.own && (
          <Button variant="subtle" onClick={() => store(null)}>
            {t(($) => $.notices.useUsual)}
          </Button>
        )}
      </div>
      <Section title={t(($) => $.notices.preview)} side={preview?.recipient} />
      <div className="notice-preview" aria-live="polite" lang={language}>
        <div className="medium">{preview?.subject}</div>
        <p style={{ whiteSpace: 'pre-wrap', margin: '8px 0 0' }}>{preview?.body}</p>
      </div>
    </form>
  );
}

const noMail = { host: '', port: 465, security: 'tls' as 'tls' | 'starttls' | 'none', userName: '', senderName: '', senderAddress: '' };

function MailForm({ mail }: { mail: Settings['mail'] }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('notice.setMail');
  const drop = useCommand('notice.dropMail');
  const [fields, setFields] = useState(mail ?? noMail);
  const [password, setPassword] = useState('');
  const change = (changes: Partial<typeof noMail>): void => setFields({ ...fields, ...changes });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set.mutate({ ...fields, ...(password !== '' && { password }) }, { onSuccess: () => (setPassword(''), show(t(($) => $.notices.mailToast))) });
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={submit}>
      <Section title={t(($) => $.notices.mail)} />
      {mail === null && <p className="text2">{t(($) => $.notices.noMail)}</p>}
      <TextInput label={t(($) => $.notices.host)} value={fields.host} onChange={(event) => change({ host: event.currentTarget.value })} />
      <div className="row" style={{ gap: 12, alignItems: 'flex-end' }}>
        <NumberInput hideControls label={t(($) => $.notices.port)} min={1} max={65_535} value={fields.port} onChange={(value) => change({ port: Number(value) || 1 })} />
        <Select label={t(($) => $.notices.security)} data={(['tls', 'starttls', 'none'] as const).map((value) => ({ value, label: t(($) => $.notices.securities[value]) }))} value={fields.security} onChange={(value) => value !== null && change({ security: value as typeof fields.security })} />
      </div>
      <TextInput label={t(($) => $.notices.userName)} autoComplete="off" value={fields.userName} onChange={(event) => change({ userName: event.currentTarget.value })} />
      <PasswordInput label={t(($) => $.notices.password)} {...(mail !== null && { description: t(($) => $.notices.passwordKept) })} autoComplete="new-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
      <TextInput label={t(($) => $.notices.senderName)} value={fields.senderName} onChange={(event) => change({ senderName: event.currentTarget.value })} />
      <TextInput label={t(($) => $.notices.senderAddress)} value={fields.senderAddress} onChange={(event) => change({ senderAddress: event.currentTarget.value })} />
      {set.error !== null && <ProblemPanel problem={set.error} />}
      <div className="row">
        <Button type="submit" variant="default" loading={set.isPending}>
          {t(($) => $.notices.setMail)}
        </Button>
        {mail !== null && (
          <Button variant="subtle" onClick={() => drop.mutate({}, { onSuccess: () => show(t(($) => $.notices.dropToast)) })}>
            {t(($) => $.notices.dropMail)}
          </Button>
        )}
      </div>
    </form>
  );
}
