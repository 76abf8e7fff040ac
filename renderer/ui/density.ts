import { createContext, useContext } from 'react';

/** The row height of lists in pixels, as this person chose it; the app provides it. */
export const DensityContext = createContext(32);
export const useDensity = (): number => useContext(DensityContext);
