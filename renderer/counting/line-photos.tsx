import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProductThumb } from '../catalog/product-thumb.tsx';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { PhotoDialog } from './photo-dialog.tsx';

/** The pictures of a line: what was damaged, who saw it and when. */
export function LinePhotos({ lineId, name, open }: { lineId: number; name: string; open: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const answer = useQueryOf('stocktakePhoto.list', { lineId });
  const remove = useCommand('stocktakePhoto.remove');
  const attach = useCommand('stocktakePhoto.attach');
  const [taking, setTaking] = useState(false);
  const take: Action = { id: 'line.photo', label: t(($) => $.countPhoto.take), group: t(($) => $.keys.here), keys: 'f9', run: () => setTaking(true) };
  useActions('peek', open ? [take] : []);
  const photos = answer.data?.photos ?? [];
  const setAside = (photoId: number): void =>
    remove.mutate({ photoId }, { onSuccess: ({ before }) => show(t(($) => $.countPhoto.removed), () => attach.mutateAsync(before)) });
  if (photos.length === 0 && !open) return null;
  return (
    <>
      <Section title={t(($) => $.countPhoto.photos)} />
      {photos.map((photo) => (
        <div key={photo.photoId} className="row" style={{ gap: 12, alignItems: 'flex-start', marginBottom: 8 }}>
          <ProductThumb hash={photo.hash} alt={photo.note === '' ? name : photo.note} side={72} size="medium" />
          <div className="column" style={{ minWidth: 0, gap: 2 }}>
            {photo.note !== '' && <span className="text-wrap">{photo.note}</span>}
            <span className="caption text3">{t(($) => $.countPhoto.by, { by: photo.by, when: formats.dateTime(photo.takenAt) })}</span>
            {open && (
              <Button variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={() => setAside(photo.photoId)}>
                {t(($) => $.countPhoto.remove)}
              </Button>
            )}
          </div>
        </div>
      ))}
      {open && <ActionButton action={take} variant="default" />}
      {taking && <PhotoDialog lineId={lineId} name={name} onClose={() => setTaking(false)} />}
    </>
  );
}
