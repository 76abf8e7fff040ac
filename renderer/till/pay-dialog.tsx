import { ActionIcon, Button, Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskedTender } from '../../shared/sales/tender.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { refusalOf } from '../client/problem.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type PayMethod, payMethods, useTenders } from './use-tenders.ts';

interface PayProps {
  total: Minor;
  pending: boolean;
  problem: unknown;
  mayOverrule: boolean;
  onPay: (tenders: readonly AskedTender[], underFloorAccepted: boolean) => void;
  onClose: () => void;
}

/** What is due, and how it is paid: Enter takes all of it in cash, an amount before it is what was handed over. */
export function PayDialog(props: PayProps) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={props.onClose} size={520} title={<span className="strong">{t(($) => $.till.pay)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      <Paying {...props} />
    </Modal>
  );
}

const amountName = 'till.amount';

function Paying({ total, pending, problem, mayOverrule, onPay }: PayProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [amount, setAmount] = useState<Minor | null>(null);
  const [round, setRound] = useState(0);
  const paying = useTenders(total, formats.currency);
  const [last, setLast] = useState<readonly AskedTender[]>([]);
  // A part was paid: the field is empty again and has the keys.
  useEffect(() => {
    if (round > 0) document.querySelector<HTMLElement>(`[name="${amountName}"]`)?.focus();
  }, [round]);
  const tooMuch = amount !== null && amount > paying.left;
  const take = (by: PayMethod): void => {
    if (pending || (amount !== null && (amount <= 0 || (tooMuch && by.account === 'bank')))) return;
    const whole = paying.take(by, amount);
    if (whole) {
      setLast(whole);
      return onPay(whole, false);
    }
    setAmount(null);
    setRound(round + 1);
  };
  const group = t(($) => $.keys.here);
  const [cash, ...others] = payMethods;
  // Enter in the field is the form's own.
  useActions('dialog', others.map((by) => ({ id: `till.pay.${by.method}`, label: t(($) => $.till.methods[by.method]), group, keys: by.keys, whileTyping: true, run: () => take(by) })));
  const change = amount !== null && amount > paying.leftInCash ? minor(amount - paying.leftInCash) : null;
  return (
    <form
      className="column"
      style={{ gap: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        take(cash);
      }}
    >
      <div className="till-due" aria-live="polite">
        <span className="text2">{t(($) => $.till.due)}</span>
        <span className="till-figure num">{formats.money(paying.left)}</span>
      </div>
      {paying.leftInCash !== paying.left && <p className="text2">{t(($) => $.till.inCash, { amount: formats.money(paying.leftInCash) })}</p>}
      {paying.tenders.map(({ method, amount: paid }, index) => (
        // Two tenders may be alike in every word; their place tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="row">
          <span>{methodName(t, method)}</span>
          <span className="spring" />
          <span className="num">{formats.money(paid ?? minor(0))}</span>
          <ActionIcon aria-label={`${t(($) => $.ui.remove)}, ${methodName(t, method)}`} onClick={() => paying.drop(index)}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <MoneyField
        key={round}
        first
        live
        name={amountName}
        label={t(($) => $.till.amount)}
        description={t(($) => $.till.amountHint)}
        currency={formats.currency}
        value={amount}
        onChange={setAmount}
        {...(tooMuch && change === null && { error: t(($) => $.till.tooMuch, { amount: formats.money(paying.left) }) })}
      />
      <p className={change === null ? 'text3' : 'medium'} aria-live="polite">
        {change === null ? t(($) => $.till.noChange) : t(($) => $.till.change, { amount: formats.money(change) })}
      </p>
      {problem !== undefined && (
        <ProblemPanel problem={problem}>
          {mayOverrule && refusalOf(problem)?.code === 'price.underFloor' && (
            <Button variant="default" loading={pending} onClick={() => onPay(last, true)}>
              {t(($) => $.pricing.sellAnyway)}
            </Button>
          )}
        </ProblemPanel>
      )}
      <div className="till-methods">
        <Button type="submit" loading={pending} h={56} rightSection={<Key keys={cash.keys} />}>
          {t(($) => $.till.methods.cash)}
        </Button>
        {others.map((by) => (
          <Button key={by.method} variant="default" disabled={pending} h={56} rightSection={<Key keys={by.keys} />} onClick={() => take(by)}>
            {t(($) => $.till.methods[by.method])}
          </Button>
        ))}
      </div>
    </form>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

/** A way of paying in the reader's language; what another program called it stays as it was called. */
export function methodName(t: Translate, method: string): string {
  const known = payMethods.find((one) => one.method === method);
  return known ? t(($) => $.till.methods[known.method]) : method;
}
