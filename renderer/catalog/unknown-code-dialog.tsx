import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pieces, type Quantity } from '../../shared/units/quantity.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { QuantityField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { useScan } from '../ui/scan/use-scan.ts';
import { useToasts } from '../ui/toast.tsx';

/** A variant as far as a person needs it to say "this one". */
interface Owner {
  readonly variantId: number;
  readonly name: string;
  readonly sku: string;
}

interface UnknownCode {
  readonly code: string;
  readonly onClose: () => void;
  /** The code has an owner now: scan screens count the scan after all. */
  readonly onLinked?: (owner: Owner & { quantity: Quantity }) => void;
  readonly onNewProduct?: (code: string) => void;
}

/** Gives an unknown code to a product without leaving the screen it was scanned on. */
export function UnknownCodeDialog({ code, onClose, ...rest }: Omit<UnknownCode, 'code'> & { code: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={code !== undefined}
      onClose={onClose}
      title={<span className="strong">{t(($) => $.scan.unknownTitle)}</span>}
      closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}
    >
      {code !== undefined && <LinkForm code={code} onClose={onClose} {...rest} />}
    </Modal>
  );
}

function LinkForm({ code, onClose, onLinked, onNewProduct }: UnknownCode) {
  const { t } = useTranslation();
  const [owner, setOwner] = useState<Owner>();
  const [pack, setPack] = useState<Quantity | null>(pieces(1));
  const { link, error, pending } = useLink(code, (linked) => {
    onLinked?.(linked);
    onClose();
  });
  useScannedOwner(setOwner);
  const give = (): void => {
    if (owner && pack !== null) link(owner, pack);
  };
  const words = t(($) => $.scan.link);
  useActions('dialog', [{ id: 'scan.link', label: words, group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: give }]);
  return (
    <div className="column" style={{ gap: 12 }}>
      <p className="mono" style={{ fontSize: 20, lineHeight: '28px', overflowWrap: 'anywhere' }}>{code}</p>
      <p className="text2">{t(($) => $.scan.unknownText)}</p>
      <OwnerSearch owner={owner} onChoose={setOwner} />
      <QuantityField label={t(($) => $.scan.pack)} description={t(($) => $.scan.packHint)} unit="" decimals={3} value={pack} onChange={setPack} />
      {error !== null && <ProblemPanel problem={error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        {onNewProduct && (
          <Button variant="default" onClick={() => onNewProduct(code)}>
            {t(($) => $.scan.newProduct)}
          </Button>
        )}
        <Button disabled={!owner || pack === null} loading={pending} rightSection={<Key keys="mod+enter" />} onClick={give}>
          {words}
        </Button>
      </div>
    </div>
  );
}

/** What a finger needs between two letters before the shop is asked. */
const typing = 120;
const shown = 6;

function OwnerSearch({ owner, onChoose }: { owner: Owner | undefined; onChoose: (owner: Owner) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), typing);
  const answer = useQueryOf('stock.list', { text: asked, limit: shown }, { enabled: asked !== '' });
  const rows = asked === '' ? [] : (answer.data?.rows ?? []);
  return (
    <div className="column" style={{ gap: 4 }}>
      <TextInput
        data-autofocus
        label={t(($) => $.scan.whose)}
        description={t(($) => $.scan.whoseHint)}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = rows[0];
          if (event.key === 'Enter' && first && !event.nativeEvent.isComposing) onChoose(first);
        }}
      />
      <div role="radiogroup" aria-label={t(($) => $.scan.whose)}>
        {(rows.length > 0 ? rows : owner ? [owner] : []).map((row) => (
          <button key={row.variantId} type="button" role="radio" aria-checked={row.variantId === owner?.variantId} className="plain choice" onClick={() => onChoose(row)}>
            <span className="ellipsis">{row.name}</span>
            <span className="spring" />
            <span className="text3 code">{row.sku}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

/** The same goods with a code we know: scanning a piece says whose the case is. */
function useScannedOwner(onChoose: (owner: Owner) => void): void {
  const client = useShopClient();
  useScan(async ({ text }) => {
    const { found } = await client.call('barcode.resolve', { text });
    if (found) onChoose({ variantId: found.id, name: found.productName, sku: found.sku });
    playOutcome(found ? 'ok' : 'unknown');
  });
}

function useLink(code: string, onLinked: (owner: Owner & { quantity: Quantity }) => void): { link: (owner: Owner, pack: Quantity) => void; error: unknown; pending: boolean } {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('barcode.add');
  const remove = useCommand('barcode.remove');
  const link = (owner: Owner, packQuantity: Quantity): void =>
    add.mutate(
      { variantId: owner.variantId, barcode: { code, packQuantity } },
      {
        onSuccess: ({ barcode }) => {
          show(t(($) => $.scan.linked, { code, name: owner.name }), () => remove.mutateAsync({ barcodeId: barcode.id }));
          onLinked({ ...owner, quantity: packQuantity });
        },
      },
    );
  return { link, error: add.error, pending: add.isPending };
}
