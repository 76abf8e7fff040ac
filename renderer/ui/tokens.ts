/** The colours of one scheme. Screens use them as `--sw-*` variables; charts and print, which cannot, read this object. */
export interface Tokens {
  readonly body: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly hover: string;
  readonly selected: string;
  readonly line: string;
  readonly 'line-strong': string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly accent: string;
  readonly 'accent-text': string;
  readonly 'accent-bg': string;
  readonly ok: string;
  readonly 'ok-bg': string;
  readonly warn: string;
  readonly 'warn-bg': string;
  readonly bad: string;
  readonly 'bad-bg': string;
  readonly neutral: string;
  readonly 'neutral-bg': string;
  readonly seal: string;
}

export const lightTokens: Tokens = {
  body: '#F7F5F1',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  sunken: '#F1EFE9',
  hover: '#F4F2ED',
  selected: '#EAF0FC',
  line: '#E6E3DC',
  'line-strong': '#8C877B',
  text: '#1D1B18',
  text2: '#5B574E',
  text3: '#716C62',
  accent: '#2F59CB',
  'accent-text': '#2549AE',
  'accent-bg': '#E8EEFB',
  ok: '#17653F',
  'ok-bg': '#E4F2EA',
  warn: '#855000',
  'warn-bg': '#FBF0DA',
  bad: '#AE241C',
  'bad-bg': '#FBE8E5',
  neutral: '#55514A',
  'neutral-bg': '#EDEAE4',
  seal: '#B8372A',
};

export const darkTokens: Tokens = {
  body: '#131311',
  surface: '#1A1A18',
  raised: '#232320',
  sunken: '#0F0F0E',
  hover: '#232320',
  selected: '#1E2740',
  line: '#2D2C29',
  'line-strong': '#75716A',
  text: '#ECEAE4',
  text2: '#B0ACA2',
  text3: '#928E84',
  accent: '#4A6FDC',
  'accent-text': '#9DB6FF',
  'accent-bg': '#1C2540',
  ok: '#74CF9F',
  'ok-bg': '#15291F',
  warn: '#E9B765',
  'warn-bg': '#2E2412',
  bad: '#FF958B',
  'bad-bg': '#381B19',
  neutral: '#B8B4AA',
  'neutral-bg': '#2A2926',
  seal: '#C8452F',
};
