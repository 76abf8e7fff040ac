import type { ImageSize } from '../../shared/catalog/image.rules.ts';
import { useQueryOf } from '../client/use-shop.tsx';

/** A picture by its content: what was read once never changes, so no news asks for it again. */
export function ProductThumb({ hash, alt, side, size = 'thumb' }: { hash: string | null; alt: string; side: number; size?: ImageSize }) {
  const image = useQueryOf('image.read', { hash: hash ?? '', size }, { enabled: hash !== null, whenAsked: true });
  const box = { width: side, height: side };
  if (hash === null || !image.data || image.isPlaceholderData) return <span className="thumb" style={box} aria-hidden="true" />;
  return <img className="thumb" src={`data:${image.data.type};base64,${image.data.data}`} alt={alt} style={box} />;
}
