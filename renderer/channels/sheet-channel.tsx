import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveAnswered } from '../client/save-file.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { OutputOf } from '../client/methods.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type SheetTerms, SheetTermsFields } from './sheet-terms.tsx';

type Channel = OutputOf<'channel.list'>['channels'][number];

/** A channel that is known by its sheets: its orders come in, what left goes back as a file. */
export function SheetChannel({ channel, sheet }: { channel: Channel; sheet: SheetTerms }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const bringIn = { id: 'channel.orders', label: t(($) => $.channels.sheet.bringIn), group: channel.name, keys: 'i', icon: <IconFileImport size={14} />, run: () => void navigate({ to: '/channels/import', search: { channel: channel.id } }) };
  useActions('peek', [bringIn]);
  return (
    <>
      <Terms channelId={channel.id} sheet={sheet} />
      <Section title={t(($) => $.channels.sheet.orders)} />
      <div className="row">
        <ActionButton action={bringIn} variant="default" />
      </div>
      <ShipBack channel={channel} />
    </>
  );
}

function Terms({ channelId, sheet }: { channelId: number; sheet: SheetTerms }) {
  const { t } = useTranslation();
  const [terms, setTerms] = useState(sheet);
  const save = useCommand('channel.setSheet');
  const changed = terms.platform !== sheet.platform || terms.taxes !== sheet.taxes || terms.locationId !== sheet.locationId;
  return (
    <div className="column" style={{ gap: 8 }}>
      <SheetTermsFields terms={terms} onChange={setTerms} />
      {changed && (
        <Button loading={save.isPending} onClick={() => save.mutate({ channelId, sheet: terms })}>
          {t(($) => $.channels.sheet.save)}
        </Button>
      )}
      {save.error !== null && <ProblemPanel problem={save.error} />}
    </div>
  );
}

/** What left and is not known there yet, and the files that were written before. */
function ShipBack({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const write = useCommand('shipBack.write');
  const [problem, setProblem] = useState<unknown>();
  const { data: waiting } = useQueryOf('shipBack.waiting', { channelId: channel.id });
  const { data: files } = useQueryOf('shipBack.list', { channelId: channel.id });
  const save = async (shipBackId: number): Promise<string> => {
    const file = await client.call('shipBack.file', { shipBackId });
    saveAnswered(file);
    return file.fileName;
  };
  const saveAgain = (shipBackId: number): void => void save(shipBackId).catch(setProblem);
  const writeNow = (): void =>
    write.mutate({ channelId: channel.id }, { onSuccess: ({ shipBackId, parcels }) => void save(shipBackId).then((name) => show(t(($) => $.channels.sheet.written, { count: parcels, name })), setProblem) });
  const { parcels = 0, untracked = 0 } = waiting ?? {};
  const action = { id: 'channel.shipBack', label: t(($) => $.channels.sheet.write), group: channel.name, keys: 'w', run: writeNow };
  useActions('peek', parcels > 0 ? [action] : []);
  return (
    <>
      <Section title={t(($) => $.channels.sheet.shipBack)} />
      <Status kind={parcels > 0 ? 'wait' : 'done'}>{parcels > 0 ? t(($) => $.channels.sheet.waiting, { count: parcels }) : t(($) => $.channels.sheet.nothing)}</Status>
      {untracked > 0 && <Status kind="look">{t(($) => $.channels.sheet.untracked, { count: untracked })}</Status>}
      {parcels > 0 && (
        <div className="row" style={{ marginTop: 8 }}>
          <ActionButton action={action} loading={write.isPending} />
        </div>
      )}
      {(write.error ?? problem) != null && <ProblemPanel problem={write.error ?? problem} />}
      {files?.rows.slice(0, 5).map(({ id, writtenAt, parcels: count }) => (
        <div key={id} className="peek-line">
          <span className="text2">
            {formats.dateTime(writtenAt)} · {t(($) => $.channels.sheet.parcels, { count })}
          </span>
          <Button variant="subtle" color="gray" onClick={() => saveAgain(id)}>
            {t(($) => $.channels.sheet.again)}
          </Button>
        </div>
      ))}
    </>
  );
}
