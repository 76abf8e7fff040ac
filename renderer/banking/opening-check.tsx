import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Opening } from './opening-screen.tsx';
import { useOpeningWay } from './opening.store.ts';

type Proof = Opening['proofs'][number];

/** Every promise of the opening, kept or with the rows at fault; what opening equity would keep; and the one key that posts. */
export function OpeningCheck({ opening }: { opening: Opening }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const go = useOpeningWay((way) => way.go);
  const post = useCommand('opening.post');
  const [remainderTo, setRemainderTo] = useState<number | null>(null);
  const { remainder, ready, openingOn } = opening;
  const mayPost = ready && (remainder === 0 || remainderTo !== null);
  const submit = (): void =>
    post.mutate({ openingOn, remainderTo }, {
      onSuccess: () => {
        show(t(($) => $.opening.postedToast, { day: formats.fullDay(openingOn) }));
        go('date');
      },
    });
  const action = { id: 'opening.post', label: t(($) => $.opening.post), group: t(($) => $.opening.title), keys: 'mod+enter', run: submit };
  useActions('screen', mayPost ? [action] : []);
  if (opening.rows.length === 0) return <Empty title={t(($) => $.opening.nothing)} text={t(($) => $.opening.nothingText)} />;
  return (
    <>
      <div className="scroll">
        <div className="column" style={{ padding: 16, gap: 12, maxWidth: 880 }}>
          <ul className="card proof" aria-label={t(($) => $.opening.steps.check)} style={{ margin: 0, listStyle: 'none' }}>
            {opening.proofs.map((proof) => <ProofRow key={proof.id} proof={proof} />)}
          </ul>
          {ready && remainder !== 0 && <Remainder opening={opening} value={remainderTo} onChange={setRemainderTo} />}
          {post.error !== null && <ProblemPanel problem={post.error} />}
        </div>
      </div>
      {mayPost && (
        <div className="bottom-line">
          <span className="text2 ellipsis">{t(($) => $.opening.postText)}</span>
          <span className="spring" />
          <ActionButton action={action} loading={post.isPending} />
        </div>
      )}
    </>
  );
}

const shownFaults = 20;

function ProofRow({ proof }: { proof: Proof }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { faults, expected, found } = proof;
  const holds = faults.length === 0;
  const sides = expected === null || found === null ? '' : t(($) => $.opening[holds ? 'sides' : 'sidesDiffer'], { expected: formats.amount(expected), found: formats.amount(found) });
  return (
    <li>
      <div className="row proof-row">
        <Glyph kind={holds ? 'done' : 'stop'} />
        <span className="medium">{t(($) => $.opening.proofs[proof.id])}</span>
        <span className="spring" />
        <span className="text2 num">{sides || (holds ? t(($) => $.opening.holds) : t(($) => $.opening.fails, { count: faults.length }))}</span>
      </div>
      {faults.slice(0, shownFaults).map((fault, index) => (
        // A row can have two faults of one proof.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="row proof-row" style={{ paddingLeft: 36 }}>
          <span className="text2">{t(($) => $.opening.faults[fault.why], { name: fault.name, amount: fault.amount === null ? '' : formats.money(fault.amount) })}</span>
        </div>
      ))}
    </li>
  );
}

/** What is left is put to the owner only by somebody who says so. */
function Remainder({ opening, value, onChange }: { opening: Opening; value: number | null; onChange: (ledgerAccountId: number) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const accounts = useQueryOf('account.list', undefined);
  const equity = (accounts.data ?? []).filter(({ type, control, blocked, roles }) => type === 'equity' && control === null && !blocked && !roles.includes('openingEquity'));
  return (
    <div className="card column" style={{ padding: 12, gap: 8 }}>
      <span className="strong">{t(($) => $.opening.remainder, { amount: formats.money(opening.remainder) })}</span>
      <span className="text2">{t(($) => $.opening.remainderText)}</span>
      <Select w={320} searchable label={t(($) => $.opening.remainderTo)} data={equity.map(({ ledgerAccountId, code, name }) => ({ value: String(ledgerAccountId), label: `${code} ${name}` }))} value={value === null ? null : String(value)} onChange={(id) => id !== null && onChange(Number(id))} />
    </div>
  );
}
