import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isDay } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { InputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** The bill of a carrier or customs, as it is typed. */
export interface FreightBill {
  readonly supplierId: number | null;
  readonly supplierNumber: string;
  readonly billedOn: string;
  readonly tax: Minor | null;
}

export const noFreightBill = (billedOn: string): FreightBill => ({ supplierId: null, supplierNumber: '', billedOn, tax: minor(0) });

/** As the shop takes it; undefined while something of it is missing. */
export function freightBillOf({ supplierId, supplierNumber, billedOn, tax }: FreightBill): InputOf<'landedCost.bill'>['bill'] | undefined {
  if (supplierId === null || supplierNumber.trim() === '' || !isDay(billedOn) || tax === null) return undefined;
  return { supplierId, supplierNumber, billedOn, tax };
}

export function FreightBillFields({ bill, onChange }: { bill: FreightBill; onChange: (part: Partial<FreightBill>) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const suppliers = useQueryOf('supplier.list', { blocked: false, limit: 200 });
  return (
    <>
      <Select
        searchable
        label={t(($) => $.purchasing.supplier)}
        data={(suppliers.data?.rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={bill.supplierId === null ? null : String(bill.supplierId)}
        onChange={(id) => onChange({ supplierId: id === null ? null : Number(id) })}
      />
      <div className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
        <TextInput label={t(($) => $.bills.supplierNumber)} value={bill.supplierNumber} onChange={(event) => onChange({ supplierNumber: event.currentTarget.value })} />
        <TextInput type="date" label={t(($) => $.bills.billedOn)} value={bill.billedOn} onChange={(event) => onChange({ billedOn: event.currentTarget.value })} />
        <MoneyField label={t(($) => $.purchasing.tax)} currency={formats.currency} value={bill.tax} onChange={(tax) => onChange({ tax })} />
      </div>
    </>
  );
}
