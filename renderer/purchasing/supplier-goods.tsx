import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { AgreementDialog } from './agreement-dialog.tsx';
import { ItemDialog } from './item-dialog.tsx';

/** What was agreed with a supplier: each of its goods, with every price, the days it holds and the quantity it holds from. */
export function SupplierGoods({ supplierId }: { supplierId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [adding, setAdding] = useState(false);
  const [packing, setPacking] = useState<Item>();
  const { data } = useQueryOf('agreement.list', { supplierId });
  const { remove, problem } = useEndAgreement();
  if (!data) return null;
  return (
    <>
      <Section title={t(($) => $.suppliers.agreements)} side={formats.currencySymbol} />
      {problem !== null && <ProblemPanel problem={problem} />}
      {data.items.flatMap((item) => item.agreements.map((agreement) => <AgreementLine key={agreement.id} item={item} agreement={agreement} onPack={() => setPacking(item)} onRemove={() => remove(agreement.id, item.name)} />))}
      <AddButton label={t(($) => $.suppliers.agree)} onClick={() => setAdding(true)} />
      {packing && <ItemDialog supplierId={supplierId} item={packing} onClose={() => setPacking(undefined)} />}
      {adding && <AgreementDialog supplierId={supplierId} onClose={() => setAdding(false)} />}
    </>
  );
}

type Item = OutputOf<'agreement.list'>['items'][number];

function AgreementLine({ item, agreement, onPack, onRemove }: { item: Item; agreement: Item['agreements'][number]; onPack: () => void; onRemove: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { validThroughOn } = agreement;
  return (
    <div className="peek-line">
      <span className="column" style={{ minWidth: 0 }}>
        <span className="ellipsis">{item.name}</span>
        <span className="caption">{t(($) => $.suppliers.holds, { sku: item.sku, day: formats.day(agreement.validFromOn), quantity: formats.quantity(agreement.fromQuantity) })}</span>
        <button type="button" className="plain link caption" style={{ alignSelf: 'flex-start', minHeight: 24 }} onClick={onPack}>
          {t(($) => $.supplierItem.packed, { pack: formats.quantity(item.item.packQuantity), minimum: formats.quantity(item.item.minimumQuantity) })}
        </button>
        {validThroughOn !== null && <span className="caption">{t(($) => $.suppliers.holdsThrough, { day: formats.day(validThroughOn) })}</span>}
      </span>
      <span className="row" style={{ gap: 4 }}>
        <span className="num">{agreement.price === undefined ? '—' : formats.bareUnitPrice(agreement.price, formats.currency)}</span>
        <RemoveButton of={item.name} onClick={onRemove} />
      </span>
    </div>
  );
}

function useEndAgreement(): { remove: (agreementId: number, name: string) => void; problem: unknown } {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const remove = useCommand('agreement.remove');
  const add = useCommand('agreement.add');
  return {
    problem: remove.error,
    remove: (agreementId, name) => remove.mutate({ agreementId }, { onSuccess: ({ before }) => show(t(($) => $.suppliers.agreementEnded, { name }), () => add.mutateAsync(before)) }),
  };
}

export const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={onClick}>
    {label}
  </Button>
);

export function RemoveButton({ of, onClick }: { of: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <ActionIcon aria-label={`${t(($) => $.ui.remove)}, ${of}`} onClick={onClick}>
      <IconX size={14} />
    </ActionIcon>
  );
}
