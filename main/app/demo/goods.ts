/** What the demo shop sells: a tackle and tea shop by a lake, its goods named as such shops name them, in two languages. */
export interface Kind {
  name: string;
  category: readonly [string, string?];
  code: string;
  /** Price of the smallest variant in yuan, and what of it the goods cost. */
  price: number;
  costShare: number;
  weightGrams: number;
  option: { name: string; values: readonly string[] };
  /** How often it sells against the others; the long tail sells once in a while. */
  demand: number;
  season: 'spring' | 'summer' | 'autumn' | 'winter' | 'all';
}

export const kinds: readonly Kind[] = [
  { name: '碳素溪流竿 Carbon stream rod', category: ['渔具 Tackle', '鱼竿 Rods'], code: 'ROD', price: 268, costShare: 0.52, weightGrams: 180, option: { name: '长度 Length', values: ['2.7 m', '3.6 m', '4.5 m', '5.4 m'] }, demand: 9, season: 'spring' },
  { name: '海竿 Surf rod', category: ['渔具 Tackle', '鱼竿 Rods'], code: 'SURF', price: 398, costShare: 0.55, weightGrams: 420, option: { name: '长度 Length', values: ['3.9 m', '4.2 m'] }, demand: 3, season: 'summer' },
  { name: '纺车轮 Spinning reel', category: ['渔具 Tackle', '渔轮 Reels'], code: 'REEL', price: 189, costShare: 0.5, weightGrams: 265, option: { name: '型号 Size', values: ['1000', '2500', '4000'] }, demand: 7, season: 'spring' },
  { name: 'PE 编织线 Braided line', category: ['渔具 Tackle', '鱼线 Lines'], code: 'LINE', price: 39, costShare: 0.38, weightGrams: 40, option: { name: '线号 Gauge', values: ['0.8', '1.0', '1.5', '2.0', '3.0'] }, demand: 22, season: 'all' },
  { name: '碳氟子线 Fluorocarbon leader', category: ['渔具 Tackle', '鱼线 Lines'], code: 'LEAD', price: 25, costShare: 0.4, weightGrams: 25, option: { name: '线号 Gauge', values: ['0.6', '1.2', '2.5'] }, demand: 14, season: 'all' },
  { name: '伊势尼鱼钩 Iseama hooks', category: ['渔具 Tackle', '钩饵 Hooks and lures'], code: 'HOOK', price: 9.9, costShare: 0.3, weightGrams: 8, option: { name: '钩号 Size', values: ['3', '5', '7', '9'] }, demand: 30, season: 'all' },
  { name: '米诺硬饵 Minnow lure', category: ['渔具 Tackle', '钩饵 Hooks and lures'], code: 'LURE', price: 32, costShare: 0.42, weightGrams: 14, option: { name: '颜色 Colour', values: ['银 Silver', '火虎 Fire tiger', '夜光 Glow'] }, demand: 18, season: 'summer' },
  { name: '芦苇浮漂 Reed float', category: ['渔具 Tackle', '浮漂 Floats'], code: 'FLOAT', price: 28, costShare: 0.35, weightGrams: 6, option: { name: '号数 No.', values: ['1', '2', '3'] }, demand: 12, season: 'spring' },
  { name: '折叠抄网 Folding landing net', category: ['渔具 Tackle', '配件 Accessories'], code: 'NET', price: 79, costShare: 0.48, weightGrams: 510, option: { name: '口径 Hoop', values: ['40 cm', '50 cm'] }, demand: 5, season: 'summer' },
  { name: '速干防晒衣 Sun hoodie', category: ['服饰 Clothing'], code: 'SUN', price: 129, costShare: 0.45, weightGrams: 210, option: { name: '尺码 Size', values: ['S', 'M', 'L', 'XL', '2XL'] }, demand: 11, season: 'summer' },
  { name: '保暖马甲 Insulated vest', category: ['服饰 Clothing'], code: 'VEST', price: 219, costShare: 0.5, weightGrams: 380, option: { name: '尺码 Size', values: ['M', 'L', 'XL'] }, demand: 6, season: 'winter' },
  { name: '西湖龙井 West Lake Longjing', category: ['茶 Tea', '绿茶 Green'], code: 'LJ', price: 168, costShare: 0.58, weightGrams: 120, option: { name: '规格 Pack', values: ['50 g', '100 g', '250 g'] }, demand: 10, season: 'spring' },
  { name: '安吉白茶 Anji white', category: ['茶 Tea', '绿茶 Green'], code: 'AJ', price: 198, costShare: 0.6, weightGrams: 120, option: { name: '规格 Pack', values: ['50 g', '100 g'] }, demand: 6, season: 'spring' },
  { name: '凤凰单丛 Phoenix Dancong', category: ['茶 Tea', '乌龙 Oolong'], code: 'DC', price: 138, costShare: 0.5, weightGrams: 110, option: { name: '香型 Aroma', values: ['鸭屎香 Duck shit', '蜜兰香 Honey orchid'] }, demand: 8, season: 'autumn' },
  { name: '普洱熟饼 Ripe pu-erh cake', category: ['茶 Tea', '普洱 Pu-erh'], code: 'PE', price: 158, costShare: 0.44, weightGrams: 370, option: { name: '年份 Year', values: ['2018', '2020', '2022'] }, demand: 7, season: 'winter' },
  { name: '正山小种 Lapsang souchong', category: ['茶 Tea', '红茶 Black'], code: 'LS', price: 88, costShare: 0.46, weightGrams: 110, option: { name: '规格 Pack', values: ['100 g', '250 g'] }, demand: 9, season: 'winter' },
  { name: '盖碗 Gaiwan', category: ['茶具 Teaware'], code: 'GW', price: 69, costShare: 0.4, weightGrams: 240, option: { name: '釉色 Glaze', values: ['白 White', '青 Celadon', '天目 Tenmoku'] }, demand: 7, season: 'all' },
  { name: '不锈钢保温杯 Vacuum flask', category: ['茶具 Teaware'], code: 'FLASK', price: 99, costShare: 0.43, weightGrams: 330, option: { name: '容量 Capacity', values: ['350 ml', '500 ml', '750 ml'] }, demand: 13, season: 'winter' },
  { name: '便携茶具套装 Travel tea set', category: ['茶具 Teaware'], code: 'TSET', price: 239, costShare: 0.5, weightGrams: 900, option: { name: '颜色 Colour', values: ['墨 Ink', '杏 Apricot'] }, demand: 4, season: 'all' },
  { name: '折叠钓椅 Folding chair', category: ['露营 Camping'], code: 'CHAIR', price: 149, costShare: 0.5, weightGrams: 2300, option: { name: '颜色 Colour', values: ['军绿 Olive', '卡其 Khaki'] }, demand: 6, season: 'summer' },
  { name: '营地灯 Camp lantern', category: ['露营 Camping'], code: 'LAMP', price: 89, costShare: 0.45, weightGrams: 310, option: { name: '亮度 Lumen', values: ['300', '600'] }, demand: 5, season: 'autumn' },
  { name: '钓箱 Tackle box', category: ['渔具 Tackle', '配件 Accessories'], code: 'BOX', price: 179, costShare: 0.52, weightGrams: 2600, option: { name: '容量 Volume', values: ['18 l', '28 l'] }, demand: 3, season: 'all' },
  { name: '手工毛钩 Hand-tied fly', category: ['渔具 Tackle', '钩饵 Hooks and lures'], code: 'FLY', price: 18, costShare: 0.5, weightGrams: 2, option: { name: '款式 Pattern', values: ['Adams', 'Royal Wulff', '蜉蝣 Mayfly', '石蛾 Caddis'] }, demand: 0.6, season: 'spring' },
  { name: '紫砂壶 Yixing teapot', category: ['茶具 Teaware'], code: 'YX', price: 1280, costShare: 0.6, weightGrams: 420, option: { name: '泥料 Clay', values: ['朱泥 Zhuni', '紫泥 Zini'] }, demand: 0.3, season: 'all' },
];

/** Brand lines make as many products of these kinds as a bigger shop has. */
export const lines: readonly string[] = ['', '渔隐 Yuyin', 'Lakeside', '云栖 Yunqi', 'North Shore', '青石 Qingshi', 'Heron', '老岸 Lao’an', 'Kestrel', '半山 Banshan', 'Drift', '拾光 Shiguang'];
