import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Tag, tagTone } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { productGlyph } from './product-state.ts';
import { ProductThumb } from './product-thumb.tsx';

type Product = OutputOf<'product.get'>;
type Variant = Product['variants'][number];

/** One product beside the list: its variants with codes and prices. */
export function ProductPeek({ productId, onNext, onFullPage, onClose }: { productId: number; onNext: () => void; onFullPage: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const product = useQueryOf('product.get', { productId });
  useActions('peek', [
    { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose },
    { id: 'peek.fullPage', label: t(($) => $.keys.fullPage), group: t(($) => $.keys.here), keys: 'mod+enter', run: onFullPage },
  ]);
  const name = product.data?.name ?? '';
  const state = product.data?.state;
  const tag = state && (
    <Tag kind={productGlyph[state]} tone={tagTone[productGlyph[state]]}>
      {t(($) => $.products.states[state])}
    </Tag>
  );
  return (
    <Peek label={name} title={name} tag={tag} onNext={onNext} onFullPage={onFullPage} onClose={onClose}>
      {product.isPending && <Loading widths={[180, 90]} rows={5} />}
      {product.error && <ProblemPanel problem={product.error} onRetry={() => void product.refetch()} />}
      {product.data && <ProductBody product={product.data} />}
    </Peek>
  );
}

function ProductBody({ product }: { product: Product }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const taxes = useQueryOf('taxClass.list', undefined);
  const taxClass = taxes.data?.taxClasses.find((one) => one.id === product.taxClassId);
  return (
    <>
      {product.images.length > 0 && (
        <div className="image-row">
          {product.images.map((image) => (
            <ProductThumb key={image.id} hash={image.hash} alt={image.alt} side={56} />
          ))}
        </div>
      )}
      {product.description !== '' && <p className="text2 text-wrap">{product.description}</p>}
      <Section title={t(($) => $.products.variantCount, { count: product.variants.length })} side={formats.currencySymbol} />
      {product.variants.map((variant) => (
        <VariantRow key={variant.id} variant={variant} />
      ))}
      <Section title={t(($) => $.products.details)} />
      <Pairs
        rows={[
          [t(($) => $.products.taxClass), taxClass?.name ?? '—'],
          [t(($) => $.products.tags), product.tags.join(', ') || '—'],
          [t(($) => $.products.createdAt), formats.moment(product.createdAt)],
        ]}
      />
    </>
  );
}

function VariantRow({ variant }: { variant: Variant }) {
  const formats = useFormats();
  const price = variant.prices.find((one) => one.currency === formats.currency)?.amount;
  const options = Object.values(variant.optionValues).join(' · ');
  return (
    <div className="peek-line">
      <div className="column">
        <span className="ellipsis">
          <span className="medium code">{variant.sku}</span> {options}
        </span>
        <span className="text3 caption-line mono ellipsis">{variant.barcodes.map((barcode) => barcode.code).join(' · ')}</span>
      </div>
      <span className="num medium">{price === undefined || price === null ? '—' : formats.bareUnitPrice(price, formats.currency)}</span>
    </div>
  );
}
