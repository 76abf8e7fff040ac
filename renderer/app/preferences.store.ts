import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type Language, languageOf } from '../../shared/units/language.ts';

/** Row heights of lists, in pixels. */
export const densities = { compact: 28, normal: 32, comfortable: 40 } as const;
export type Density = keyof typeof densities;

interface Preferences {
  readonly language: Language;
  readonly density: Density;
  speak(language: Language): void;
  space(density: Density): void;
}

/** What this person chose on this machine; nothing of the shop. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: languageOf(navigator.language),
      density: 'normal',
      speak: (language) => set({ language }),
      space: (density) => set({ density }),
    }),
    { name: 'shopwright.preferences' },
  ),
);
