export const views = ['open', 'all'] as const;

export interface BankSearch {
  readonly account?: number;
  readonly view?: (typeof views)[number];
  readonly line?: number;
}

export const readBankSearch = ({ account, view, line }: Record<string, unknown>): BankSearch => ({
  ...(typeof account === 'number' && { account }),
  ...(view === 'all' && { view }),
  ...(typeof line === 'number' && { line }),
});
