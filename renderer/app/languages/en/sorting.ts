export const sorting = {
  title: 'Categories and attributes',
  categoriesSide: 'Renamed where they stand; removed while nothing is in them',
  attributesSide: 'What is said of products and lists are filtered by',
  collections: 'Collections',
  collectionsSide: 'Conditions of the product list kept under a name',
  noCollections: 'No collection yet: filter the product list, then keep the conditions under a name.',
  newCategory: 'New category',
  attribute: 'Attribute',
  renamed: '“{{old}}” is now “{{name}}”',
  removed: '“{{name}}” removed',
};
