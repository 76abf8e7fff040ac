import type { OutputInfo, Sharp, SharpOptions } from 'sharp';
import { imageKindOf, type ImageKind, imageSizes, type ImageSize, lookHeight, lookOf, lookWidth, mostPixels } from '../../shared/catalog/image.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';

export interface MadeImage {
  kind: ImageKind;
  width: number;
  height: number;
  look: string;
  sizes: Record<ImageSize, Buffer>;
}

/** A picture that is cut off is no picture, and one with too many pixels is refused before it is unpacked. */
const careful: SharpOptions = { failOn: 'error', limitInputPixels: mostPixels };

type MakeSharp = (input: Buffer, options?: SharpOptions) => Sharp;

/**
 * Loaded when the first picture comes, since it is a library of 20 MB; it works in threads of its own, so nothing waits for it.
 * It may read nothing but the kinds we know: its readers of PDF and the like stay shut, for the whole program. That of SVG is
 * left open for what the program draws itself (the texts of a receipt); a file gets this far only by the first bytes of a known kind.
 */
async function loadSharp(): Promise<MakeSharp> {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif', 'VipsForeignLoadHeif', 'VipsForeignLoadSvg'] });
  return sharp;
}

/** What a file shows, in every size. @throws Refusal `image.notOne`, `image.tooManyPixels`, `image.broken` */
export async function makeImage(name: string, bytes: Buffer): Promise<MadeImage> {
  const kind = imageKindOf(bytes);
  if (!kind) throw new Refusal('image.notOne', { name });
  const sharp = await loadSharp();
  const { width, height } = await readable(name, sharp(bytes, { limitInputPixels: false }).metadata());
  if (width * height > mostPixels) throw new Refusal('image.tooManyPixels', { name, width, height });
  // Unpacked once: every size is made of the next larger one's pixels.
  const large = await readable(name, pixelsOf(shrink(sharp(bytes, careful).rotate(), 'large').flatten({ background: '#ffffff' })));
  const medium = await pixelsOf(shrink(ofPixels(sharp, large), 'medium'));
  const [largeFile, mediumFile, thumbFile, grey] = await Promise.all([
    ofPixels(sharp, large).jpeg({ quality: 85 }).toBuffer(),
    ofPixels(sharp, medium).webp({ quality: 80 }).toBuffer(),
    shrink(ofPixels(sharp, medium), 'thumb').webp({ quality: 75 }).toBuffer(),
    ofPixels(sharp, medium).greyscale().resize(lookWidth, lookHeight, { fit: 'fill' }).raw().toBuffer(),
  ]);
  return { kind, width, height, look: lookOf(grey), sizes: { large: largeFile, medium: mediumFile, thumb: thumbFile } };
}

interface Pixels {
  data: Buffer;
  info: OutputInfo;
}

const pixelsOf = (image: Sharp): Promise<Pixels> => image.raw().toBuffer({ resolveWithObject: true });
const ofPixels = (sharp: MakeSharp, { data, info: { width, height, channels } }: Pixels): Sharp => sharp(data, { raw: { width, height, channels } });

const shrink = (image: Sharp, size: ImageSize): Sharp => image.resize(imageSizes[size], imageSizes[size], { fit: 'inside', withoutEnlargement: true });

/** Whatever the library says against a picture: it cannot be read whole. */
async function readable<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch {
    throw new Refusal('image.broken', { name });
  }
}
