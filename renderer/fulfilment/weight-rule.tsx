import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { PercentField, QuantityField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Rule = NonNullable<OutputOf<'pack.weightRule'>['rule']>;
const usual: Rule = { packagingGrams: 500, toleranceRate: ratePpm(100_000), toleranceGrams: 50 };
const whole = 1000;

/** How far a weighed parcel may be from its goods, in one sentence, and the way to change it. */
export function WeightRule() {
  const { t } = useTranslation();
  const formats = useFormats();
  const answer = useQueryOf('pack.weightRule', undefined).data;
  const [open, setOpen] = useState(false);
  if (!answer) return null;
  const { rule } = answer;
  const words = rule ? t(($) => $.packing.rule.stands, { rate: formats.percent(rule.toleranceRate), least: rule.toleranceGrams, box: rule.packagingGrams }) : t(($) => $.packing.rule.off);
  return (
    <div className="filters">
      <span className="text2">{words}</span>
      <span className="spring" />
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(($) => $.packing.rule.change)}
      </Button>
      {open && <RuleDialog rule={rule} onClose={() => setOpen(false)} />}
    </div>
  );
}

function RuleDialog({ rule, onClose }: { rule: Rule | null; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('pack.setWeightRule');
  const [next, setNext] = useState(rule ?? usual);
  const put = (asked: Rule | null): void =>
    set.mutate({ rule: asked }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.packing.rule.saved), () => set.mutateAsync({ rule: before }));
        onClose();
      },
    });
  const grams = (field: 'packagingGrams' | 'toleranceGrams', first = false) => (
    <QuantityField first={first} label={t(($) => $.packing.rule[field])} unit="g" decimals={0} value={quantity(next[field] * whole)} onChange={(value) => setNext({ ...next, [field]: Math.max(0, Math.round((value ?? 0) / whole)) })} />
  );
  return (
    <DialogForm title={t(($) => $.packing.rule.title)} verb={t(($) => $.packing.rule.save)} pending={set.isPending} problem={set.error} onSubmit={() => put(next)} onClose={onClose}>
      <p className="text2">{t(($) => $.packing.rule.text)}</p>
      {grams('packagingGrams', true)}
      <PercentField label={t(($) => $.packing.rule.toleranceRate)} value={next.toleranceRate} onChange={(rate) => setNext({ ...next, toleranceRate: rate ?? ratePpm(0) })} />
      {grams('toleranceGrams')}
      {rule !== null && (
        <div className="row">
          <Button variant="subtle" onClick={() => put(null)}>
            {t(($) => $.packing.rule.drop)}
          </Button>
        </div>
      )}
    </DialogForm>
  );
}
