export const margins = {
  title: 'Margins',
  shopFloor: 'Least margin of the shop',
  shopFloorHint: 'Of the net price, after all that a unit costs. A price under it is refused; empty: none.',
  categoryFloors: 'Least margin of categories',
  addFloor: 'Add',
  fees: 'What channels keep of a price',
  noChannels: 'No channel is connected.',
  saved: 'Margins changed',
};
