import type { CSSVariablesResolver } from '@mantine/core';
import { darkTokens, lightTokens, type Tokens } from './tokens.ts';

/** Writes the tokens as `--sw-*` and points Mantine's own variables at them, so both speak of the same paper and ink. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: variablesOf(lightTokens), dark: variablesOf(darkTokens) });

function variablesOf(tokens: Tokens): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--sw-${name}`, String(value)])),
    '--mantine-color-body': tokens.body,
    '--mantine-color-text': tokens.text,
    '--mantine-color-dimmed': tokens.text2,
    '--mantine-color-placeholder': tokens.text3,
    '--mantine-color-default': tokens.surface,
    '--mantine-color-default-hover': tokens.hover,
    '--mantine-color-default-border': tokens.line,
    '--mantine-color-default-color': tokens.text,
    '--mantine-color-error': tokens.bad,
    '--mantine-color-anchor': tokens['accent-text'],
    '--mantine-color-ink-light': tokens['accent-bg'],
    '--mantine-color-ink-light-hover': tokens.selected,
    '--mantine-color-ink-light-color': tokens['accent-text'],
    '--mantine-color-gray-light-hover': tokens.hover,
    '--mantine-color-gray-light-color': tokens.text2,
  };
}
