import type { OutputOf } from '../client/methods.ts';
import type { GlyphKind } from '../ui/glyph.tsx';

export type ProductState = OutputOf<'product.list'>['rows'][number]['state'];

export const productGlyph: Record<ProductState, GlyphKind> = { draft: 'todo', active: 'done', archived: 'off' };
