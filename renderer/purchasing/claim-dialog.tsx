import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Claim } from './claims-screen.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Pairs } from '../ui/section.tsx';
import { ClaimWhy } from './claim-why.tsx';

interface DialogProps {
  claim: Claim;
  onClose: () => void;
}

/** What comes of a claim: money back, a credit on another bill, or nothing. */
export function ClaimDialog({ claim, onClose }: DialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const bills = useQueryOf('supplierBill.list', { view: 'open', supplierId: claim.supplierId, limit: 200 });
  const { meet, drop, restore, pending, problem } = useClaimSteps(claim, onClose);
  const [amount, setAmount] = useState<Minor | null>(claim.open ?? null);
  const [by, setBy] = useState('bank');
  if (claim.settled)
    return (
      <DialogForm title={claim.number} verb={t(($) => $.claims.restore)} pending={pending} problem={problem} onSubmit={restore} onClose={onClose}>
        <ClaimOpen claim={claim} />
        <p className="text2">{t(($) => $.claims.restoreText)}</p>
      </DialogForm>
    );
  const ways = [
    { value: 'bank', label: t(($) => $.claims.intoBank) },
    { value: 'till', label: t(($) => $.claims.intoTill) },
    ...(bills.data?.rows ?? []).map((bill) => ({ value: String(bill.id), label: t(($) => $.claims.onBill, { number: bill.supplierNumber, amount: formats.money(bill.open ?? minor(0)) }) })),
  ];
  return (
    <DialogForm title={t(($) => $.claims.settleOf, { number: claim.number })} verb={t(($) => $.claims.settle)} pending={pending} problem={problem} onSubmit={() => amount !== null && amount > 0 && meet(by, amount)} onClose={onClose}>
      <ClaimOpen claim={claim} />
      <Select data-autofocus label={t(($) => $.claims.by)} data={ways} value={by} onChange={(way) => way !== null && setBy(way)} />
      <MoneyField label={t(($) => $.suppliers.amount)} currency={formats.currency} value={amount} onChange={setAmount} />
      <Button variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={drop}>
        {t(($) => $.claims.drop)}
      </Button>
    </DialogForm>
  );
}

function ClaimOpen({ claim }: { claim: Claim }) {
  const { t } = useTranslation();
  return <Pairs rows={[[t(($) => $.claims.openAmount), <ClaimWhy key="open" claim={claim} />]]} />;
}

function useClaimSteps({ id: supplierClaimId, number }: Claim, onClose: () => void) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const refund = useCommand('supplierClaim.refund');
  const credit = useCommand('supplierClaim.credit');
  const close = useCommand('supplierClaim.close');
  const back = useCommand('supplierClaim.restore');
  const onSuccess = (): void => {
    show(t(($) => $.claims.settledToast, { number }), () => back.mutateAsync({ supplierClaimId }));
    onClose();
  };
  return {
    pending: refund.isPending || credit.isPending || close.isPending || back.isPending,
    problem: refund.error ?? credit.error ?? close.error ?? back.error,
    meet: (by: string, amount: Minor): void => {
      if (by === 'bank' || by === 'till') refund.mutate({ supplierClaimId, account: by, amount }, { onSuccess });
      else credit.mutate({ supplierClaimId, supplierBillId: Number(by), amount }, { onSuccess });
    },
    drop: (): void => close.mutate({ supplierClaimId, reason: t(($) => $.claims.drop) }, { onSuccess }),
    restore: (): void => back.mutate({ supplierClaimId }, { onSuccess: onClose }),
  };
}
