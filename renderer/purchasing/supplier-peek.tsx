import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { AgreedUnderFloor } from './agreed-under-floor.tsx';
import { RepriceDialog } from './reprice-dialog.tsx';
import { SupplierDialog } from './supplier-dialog.tsx';
import { SupplierGoods } from './supplier-goods.tsx';
import { SupplierPapers } from './supplier-papers.tsx';
import { SupplierScore } from './supplier-score.tsx';
import { SupplierMoney } from './supplier-money.tsx';

export type Supplier = OutputOf<'supplier.get'>;

/** A supplier's card: terms, how to reach them, and whether orders may go there. */
export function SupplierPeek({ supplierId, onNext, onClose }: { supplierId: number; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const [repricing, setRepricing] = useState(false);
  const supplier = useQueryOf('supplier.get', { supplierId });
  const update = useCommand('supplier.update');
  const blocked = supplier.data?.blocked ?? false;
  const edit: Action = { id: 'peek.edit', label: t(($) => $.suppliers.edit), group: t(($) => $.keys.here), keys: 'e', run: () => setEditing(true) };
  const reprice: Action = { id: 'peek.reprice', label: t(($) => $.reprice.verb), group: t(($) => $.keys.here), keys: 'c', run: () => setRepricing(true) };
  useActions('peek', [edit, reprice, { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const name = supplier.data?.name ?? '';
  const footer = (
    <>
      <ActionButton action={edit} variant="default" />
      <Button variant="subtle" loading={update.isPending} onClick={() => update.mutate({ supplierId, changes: { blocked: !blocked } })}>
        {blocked ? t(($) => $.suppliers.unblock) : t(($) => $.suppliers.block)}
      </Button>
    </>
  );
  return (
    <Peek label={name} title={name} tag={blocked && <Status kind="off">{t(($) => $.suppliers.blocked)}</Status>} onNext={onNext} onClose={onClose} footer={footer}>
      {supplier.isPending && <Loading widths={[180, 90]} rows={5} />}
      {supplier.error && <ProblemPanel problem={supplier.error} onRetry={() => void supplier.refetch()} />}
      {update.error !== null && <ProblemPanel problem={update.error} />}
      {supplier.data && <SupplierBody supplier={supplier.data} reprice={reprice} />}
      {repricing && supplier.data && <RepriceDialog supplierId={supplierId} name={name} onClose={() => setRepricing(false)} />}
      {editing && supplier.data && <SupplierDialog supplier={supplier.data} onClose={() => setEditing(false)} onSaved={() => undefined} />}
    </Peek>
  );
}

function SupplierBody({ supplier, reprice }: { supplier: Supplier; reprice: Action }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { taxNumber, minimumOrder, contactName, phone, email, address, note } = supplier;
  const reached = [
    [t(($) => $.suppliers.contact), contactName],
    [t(($) => $.suppliers.phone), phone],
    [t(($) => $.suppliers.email), email],
    [t(($) => $.suppliers.address), address],
  ] as const;
  return (
    <>
      <Pairs
        rows={[
          [t(($) => $.suppliers.code), supplier.code],
          [t(($) => $.suppliers.since), formats.moment(supplier.createdAt)],
          ...(taxNumber === null ? [] : ([[t(($) => $.suppliers.taxNumber), taxNumber]] as const)),
        ]}
      />
      <Section title={t(($) => $.suppliers.terms)} />
      <Pairs
        rows={[
          [t(($) => $.suppliers.paymentDays), t(($) => $.suppliers.days, { count: supplier.paymentDays })],
          [t(($) => $.suppliers.leadTimeDays), t(($) => $.suppliers.days, { count: supplier.leadTimeDays })],
          ...(minimumOrder === undefined || minimumOrder === 0 ? [] : ([[t(($) => $.suppliers.minimumOrder), formats.money(minimumOrder)]] as const)),
        ]}
      />
      {reached.some(([, value]) => value !== '') && <Section title={t(($) => $.suppliers.contact)} />}
      <Pairs rows={reached.filter(([, value]) => value !== '')} />
      <AgreedUnderFloor supplierId={supplier.id} />
      <SupplierGoods supplierId={supplier.id} />
      <div className="row" style={{ marginTop: 8 }}>
        <ActionButton action={reprice} variant="default" />
      </div>
      <SupplierPapers supplierId={supplier.id} />
      <SupplierScore supplierId={supplier.id} />
      <SupplierMoney supplierId={supplier.id} name={supplier.name} />
      {note !== '' && <Section title={t(($) => $.suppliers.note)} />}
      {note !== '' && <p className="text2 text-wrap">{note}</p>}
    </>
  );
}
