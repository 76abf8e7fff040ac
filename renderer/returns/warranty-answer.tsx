import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Piece = OutputOf<'warranty.lookup'>['pieces'][number];

/** What a serial number says: sold when, to whom, covered until when, and all that happened to the piece. */
export function WarrantyAnswer({ serial, quiet, onOpened }: { serial: string; /** Something else has the filled button. */ quiet: boolean; onOpened: (repairId: number) => void }) {
  const { t } = useTranslation();
  const answer = useQueryOf('warranty.lookup', { serial });
  const [taking, setTaking] = useState<Piece>();
  if (answer.error) return <ProblemPanel problem={answer.error} />;
  if (!answer.data) return null;
  return (
    <div style={{ padding: '0 16px 12px' }}>
      {answer.data.pieces.length === 0 && <Status kind="look">{t(($) => $.returns.repairs.nobody)}</Status>}
      {answer.data.pieces.map((piece) => (
        <PieceCard key={piece.lotId} piece={piece} quiet={quiet} onTake={() => setTaking(piece)} />
      ))}
      {taking && <OpenDialog piece={taking} onOpened={onOpened} onClose={() => setTaking(undefined)} />}
    </div>
  );
}

function PieceCard({ piece, quiet, onTake }: { piece: Piece; quiet: boolean; onTake: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const until = piece.warrantyUntilOn === null ? '' : formats.fullDay(piece.warrantyUntilOn);
  const covered = piece.inWarranty ? t(($) => $.returns.repairs.covered, { day: until }) : piece.warrantyUntilOn === null ? t(($) => $.returns.repairs.uncovered) : t(($) => $.returns.repairs.over, { day: until });
  return (
    <div className="card" style={{ padding: '12px 16px' }}>
      <div className="row" style={{ gap: 12 }}>
        <span className="strong">{piece.name}</span>
        <span className="code text2">
          {piece.sku} · {piece.serial}
        </span>
        <span className="spring" />
        {!piece.here && piece.repairs.every((repair) => repair.state !== 'open') && (
          <Button variant={quiet ? 'default' : 'filled'} onClick={onTake}>
            {t(($) => $.returns.repairs.open)}
          </Button>
        )}
      </div>
      <div className="row" style={{ gap: 16, marginTop: 8 }}>
        {piece.sold && <Status kind={piece.inWarranty ? 'done' : 'stop'}>{covered}</Status>}
        <SoldLine piece={piece} />
      </div>
      <Section title={t(($) => $.returns.repairs.life)} />
      <Timeline events={piece.life.slice(0, 8).map((event, index) => ({ id: String(index), kind: event.kind === 'repair' ? 'half' : 'done', what: <LifeWord kind={event.kind} />, ...(event.says !== '' && { link: event.says }), when: [formats.moment(event.at), event.place].filter(Boolean).join(' · ') }))} />
    </div>
  );
}

function SoldLine({ piece }: { piece: Piece }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (piece.here) return <span className="text2">{t(($) => $.returns.repairs.here)}</span>;
  if (!piece.sold) return <span className="text2">{t(($) => $.returns.repairs.notSold)}</span>;
  const { soldOn, customerName, orderNumber, orderId } = piece.sold;
  const day = formats.fullDay(soldOn);
  return (
    <Link to="/orders/$orderId" params={{ orderId: String(orderId) }}>
      {customerName === null ? t(($) => $.returns.repairs.soldToNobody, { day, number: orderNumber }) : t(($) => $.returns.repairs.soldTo, { day, name: customerName, number: orderNumber })}
    </Link>
  );
}

const moves = ['receipt', 'opening', 'shipment', 'cancellation', 'return', 'transfer', 'move', 'hold'] as const;

function LifeWord({ kind }: { kind: string }) {
  const { t } = useTranslation();
  if (kind === 'repair' || kind === 'repaired') return t(($) => $.returns.repairs.events[kind]);
  const known = moves.find((one) => one === kind);
  return t(($) => $.movementKinds[known ?? 'adjustment']);
}

function OpenDialog({ piece, onOpened, onClose }: { piece: Piece; onOpened: (repairId: number) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const open = useCommand('repair.open');
  const cancel = useCommand('repair.cancel');
  const [problem, setProblem] = useState('');
  const submit = (): void => {
    if (problem.trim() === '') return;
    open.mutate({ lotId: piece.lotId, problem: problem.trim() }, {
      onSuccess: ({ repairId, number }) => {
        show(t(($) => $.returns.repairs.opened, { number }), () => cancel.mutateAsync({ repairId }));
        onOpened(repairId);
        onClose();
      },
    });
  };
  return (
    <DialogForm title={`${t(($) => $.returns.repairs.open)}: ${piece.name}`} verb={t(($) => $.returns.repairs.openVerb)} pending={open.isPending} problem={open.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.returns.repairs.problem)} value={problem} onChange={(event) => setProblem(event.currentTarget.value)} />
    </DialogForm>
  );
}
