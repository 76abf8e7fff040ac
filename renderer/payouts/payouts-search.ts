export const views = ['toDo', 'onTheWay', 'all'] as const;
export type PayoutView = (typeof views)[number];

export interface PayoutsSearch {
  readonly view?: PayoutView;
}

export const readPayoutsSearch = ({ view }: Record<string, unknown>): PayoutsSearch => {
  const found = views.find((one) => one === view);
  return found && found !== 'toDo' ? { view: found } : {};
};
