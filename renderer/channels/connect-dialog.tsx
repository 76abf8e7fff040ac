import { Button, Modal, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { schemaResolver, useForm, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { zNewChannel } from '../../shared/channels/channel.contract.ts';
import { keyFields, type NetworkKind, networkKinds } from '../../shared/channels/channel-kinds.ts';
import { problemOf } from '../client/problem.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { type SheetTerms, SheetTermsFields } from './sheet-terms.tsx';
import { useToasts } from '../ui/toast.tsx';

/** Connects a shop on a marketplace. The key is tried at once; nothing is written there until a person switches it on. */
export function ConnectDialog({ opened, onClose, onConnected }: { opened: boolean; onClose: () => void; onConnected: (channelId: number) => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} size={520} title={<span className="strong">{t(($) => $.channels.connectTitle)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {opened && <ConnectForm onClose={onClose} onConnected={onConnected} />}
    </Modal>
  );
}

/** Those that are played are begun at their own place. */
const kinds = [...networkKinds, 'spreadsheet'] as const;

/** The keys of all kinds; only those of the kind chosen are sent. */
interface Connection {
  name: string;
  kind: (typeof kinds)[number];
  url: string;
  credentials: Record<(typeof keyFields)[NetworkKind][number], string>;
  sheet: SheetTerms;
}

/** What the owner accepted about the shop at an address. */
interface Accepted {
  certificate?: string;
  localNetwork?: boolean;
}

const empty: Connection = { name: '', kind: 'woocommerce', url: '', credentials: { consumerKey: '', consumerSecret: '', clientId: '', secret: '' }, sheet: { platform: 'other', taxes: 'included', locationId: null } };

function ConnectForm({ onClose, onConnected }: { onClose: () => void; onConnected: (channelId: number) => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('channel.add');
  const form = useForm<Connection>({ initialValues: empty, validate: schemaResolver(zNewChannel, { sync: true }) });
  const [accepted, setAccepted] = useState<Accepted & { url: string }>({ url: '' });
  const send = (connection: Connection & Accepted): void =>
    add.mutate(zNewChannel.parse(connection), {
      onSuccess: ({ channelId, listings, linked }) => {
        show(connection.kind === 'spreadsheet' ? t(($) => $.channels.sheet.added, { name: connection.name }) : t(($) => $.channels.connected, { name: connection.name, listings, linked }));
        onConnected(channelId);
      },
    });
  /** What was accepted holds for the address it was said of. */
  const accept = (more: Accepted): void => {
    const { url, ...all } = { ...(accepted.url === form.values.url ? accepted : {}), ...more, url: form.values.url };
    setAccepted({ url, ...all });
    send({ ...form.values, ...all });
  };
  /** Nothing that was accepted of the address before holds for this one. */
  const sendTo = (url: string): void => {
    form.setFieldValue('url', url);
    send({ ...form.values, url });
  };
  const submit = form.onSubmit(send);
  useActions('dialog', [{ id: 'channels.add', label: t(($) => $.channels.connect), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: () => submit() }]);
  const required = t(($) => $.products.required);
  const { kind } = form.values;
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={submit}>
      <p className="row text2">
        <Glyph kind="done" />
        {kind === 'spreadsheet' ? t(($) => $.channels.sheet.about) : t(($) => $.channels.readsOnly)}
      </p>
      <SegmentedControl aria-label={t(($) => $.channels.kind)} data={kinds.map((value) => ({ value, label: t(($) => $.channels.kinds[value]) }))} {...form.getInputProps('kind')} />
      <TextInput data-autofocus label={t(($) => $.channels.name)} {...form.getInputProps('name')} error={form.errors['name'] && required} />
      {kind === 'spreadsheet' ? <SheetTermsFields terms={form.values.sheet} onChange={(sheet) => form.setFieldValue('sheet', sheet)} /> : <KeyFields kind={kind} form={form} />}
      {add.error !== null && <ConnectProblem error={add.error} name={form.values.name} onAccept={accept} onMove={sendTo} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onClose}>
          {t(($) => $.channels.notNow)}
        </Button>
        <Button type="submit" loading={add.isPending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.channels.connect)}
        </Button>
      </div>
    </form>
  );
}

/** Where the shop answers, and the keys of its kind. */
function KeyFields({ kind, form }: { kind: NetworkKind; form: UseFormReturnType<Connection> }) {
  const { t } = useTranslation();
  const required = t(($) => $.products.required);
  const [key, secret] = keyFields[kind];
  const words = (word: 'addressHint' | 'key' | 'keyHint' | 'secret') => t(($) => $.channels.keyWords[kind][word]);
  return (
    <>
        <TextInput label={t(($) => $.channels.address)} description={words('addressHint')} placeholder="https://" {...form.getInputProps('url')} error={form.errors['url'] && required} />
        <TextInput label={words('key')} description={words('keyHint')} autoComplete="off" {...form.getInputProps(`credentials.${key}`)} error={form.errors[`credentials.${key}`] && required} />
        <PasswordInput label={words('secret')} autoComplete="off" {...form.getInputProps(`credentials.${secret}`)} error={form.errors[`credentials.${secret}`] && required} />
    </>
  );
}

/** A certificate nobody vouches for is shown by its fingerprint, a shop in this network by its address, one that is elsewhere by that: the owner compares and says so. */
function ConnectProblem({ error, name, onAccept, onMove }: { error: unknown; name: string; onAccept: (accepted: Accepted) => void; onMove: (url: string) => void }) {
  const { t } = useTranslation();
  const problem = problemOf(error);
  if (problem.kind !== 'fault') return <ProblemPanel problem={error} />;
  const { fingerprint, address, movedTo } = problem;
  return (
    <ProblemPanel problem={error} says={{ what: t(($) => $.faults[problem.code], { name }), why: t(($) => $.connectHelp[problem.code]) }}>
      {fingerprint !== '' && (
        <>
          <code className="mono fingerprint">{fingerprint}</code>
          <Button variant="default" onClick={() => onAccept({ certificate: fingerprint })}>
            {t(($) => $.channels.acceptCertificate)}
          </Button>
        </>
      )}
      {address !== '' && (
        <>
          <code className="mono">{address}</code>
          <Button variant="default" onClick={() => onAccept({ localNetwork: true })}>
            {t(($) => $.channels.allowLocal)}
          </Button>
        </>
      )}
      {movedTo !== '' && (
        <>
          <code className="mono">{movedTo}</code>
          <Button variant="default" onClick={() => onMove(movedTo)}>
            {t(($) => $.channels.connectThere)}
          </Button>
        </>
      )}
    </ProblemPanel>
  );
}
