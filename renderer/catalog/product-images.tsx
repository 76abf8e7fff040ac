import { Button } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShopClient } from '../client/use-shop.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { SavedText } from '../ui/saved-field.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { ProductThumb } from './product-thumb.tsx';
import { useImageAdding } from './use-image-adding.ts';
import type { Product, ProductImage } from './use-product-edit.ts';

/** The pictures of a product in their order: dropped or chosen, moved, described and taken away, all of it by keyboard too. */
export function ProductImages({ product, chooseRef }: { product: Product; chooseRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const { add, adding, problems, tooLong, alike } = useImageAdding(product.id);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void add([...event.dataTransfer.files]);
  };
  const button = (
    <Button variant="default" leftSection={<IconPhotoPlus size={14} />} rightSection={<Key keys="i" />} onClick={() => chooseRef.current?.click()}>
      {t(($) => $.catalog.addPictures)}
    </Button>
  );
  return (
    <>
      <Section title={t(($) => $.catalog.pictures)} side={adding ? t(($) => $.catalog.adding, { done: adding.done, count: adding.count }) : button} />
      <div
        className="images"
        {...(over && { 'data-over': '' })}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {product.images.length === 0 ? <p className="text2">{t(($) => $.catalog.picturesHint)}</p> : <ImageRow product={product} />}
      </div>
      <input
        ref={chooseRef}
        type="file"
        multiple
        hidden
        accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
        aria-label={t(($) => $.catalog.addPictures)}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen again.
          event.currentTarget.value = '';
          void add(files);
        }}
      />
      <div role="status">
        {alike.length > 0 && (
          <p className="row text2">
            <Glyph kind="look" tone="warn" /> {t(($) => $.catalog.alike, { names: alike.join(', ') })}
          </p>
        )}
        {tooLong.map((name) => (
          <p key={name} className="row text2">
            <Glyph kind="stop" tone="bad" /> {t(($) => $.catalog.tooLong, { name })}. {t(($) => $.catalog.tooLongWhy)}
          </p>
        ))}
      </div>
      {problems.map((problem, index) => (
        // Refusals of one round, in the order of its files; they have no identity of their own.
        // oxlint-disable-next-line react/no-array-index-key
        <ProblemPanel key={index} problem={problem} />
      ))}
    </>
  );
}

function ImageRow({ product }: { product: Product }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [at, setAt] = useState(0);
  const row = useRef<HTMLDivElement>(null);
  const { images } = product;
  const current = images[Math.min(at, images.length - 1)];
  const goTo = (index: number): void => {
    const next = Math.max(0, Math.min(images.length - 1, index));
    setAt(next);
    row.current?.querySelectorAll<HTMLElement>('[role=option]')[next]?.focus();
  };
  const remove = async (image: ProductImage): Promise<void> => {
    const { before } = await client.call('image.remove', { imageId: image.id });
    show(t(($) => $.catalog.removed), () => client.call('image.attach', before));
  };
  const move = async (image: ProductImage, by: number): Promise<void> => {
    const others = images.filter((one) => one !== image);
    const to = Math.max(0, Math.min(others.length, images.indexOf(image) + by));
    await client.call('image.arrange', { productId: product.id, imageIds: others.toSpliced(to, 0, image).map(({ id }) => id) });
    setAt(to);
  };
  const onKey = (event: KeyboardEvent, image: ProductImage, index: number): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0 && event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    if (by === 0) void remove(image);
    else if (event.shiftKey) void move(image, by);
    else goTo(index + by);
  };
  return (
    <>
      <div ref={row} className="image-row" role="listbox" aria-orientation="horizontal" aria-label={t(($) => $.catalog.pictures)}>
        {images.map((image, index) => (
          <div
            key={image.id}
            role="option"
            aria-selected={image === current}
            aria-label={`${t(($) => $.catalog.picture, { number: index + 1, count: images.length })} ${image.alt}`}
            tabIndex={image === current ? 0 : -1}
            className="image"
            onClick={() => goTo(index)}
            onKeyDown={(event) => onKey(event, image, index)}
          >
            <ProductThumb hash={image.hash} alt="" side={96} />
          </div>
        ))}
      </div>
      <p className="caption">{t(($) => $.catalog.picturesKeys)}</p>
      {current && (
        <SavedText
          key={current.id}
          label={t(($) => $.catalog.alt)}
          description={t(($) => $.catalog.altHint)}
          value={current.alt}
          onSave={(alt) => client.call('image.describe', { imageId: current.id, alt })}
        />
      )}
    </>
  );
}
