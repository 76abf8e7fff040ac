import type { en } from './en.ts';

/**
 * The shape every other language must have: the same keys as English, except that Chinese has no singular of its own.
 * A missing key does not compile.
 */
export type TranslationOf<Source> = {
  [Key in keyof Source as Key extends `${string}_one` ? never : Key]: Source[Key] extends string ? string : TranslationOf<Source[Key]>;
};

export type Translation = TranslationOf<typeof en>;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
    enableSelector: true;
  }
}
