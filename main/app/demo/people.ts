import type { Random } from './random.ts';

const familyNames = ['王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周', '徐', '孙', '马', '朱', '胡', '林', '郭', '何', '高', '罗', '欧阳', '郑'];
const givenNames = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '洋', '艳', '勇', '杰', '娟', '涛', '明', '秀兰', '建国', '子涵', '雨桐', '浩然', '欣怡', '俊杰', '诗琪', '宇轩'];
const firstNames = ['Emma', 'Liam', 'Olivia', 'Noah', 'Ava', 'Lucas', 'Mia', 'Oliver', 'Zoë', 'Jürgen', 'Søren', 'Chloé', 'Grace', 'Daniel', 'Priya', 'Mateo'];
const lastNames = ['Smith', 'Miller', 'Nguyen', 'García', 'Müller', 'O’Brien', 'Kowalski', 'Andersson', 'Rossi', 'Patel', 'Dubois', 'Novák'];
const cities = [
  { city: '杭州', region: '浙江', postcode: '310000', streets: ['文三路', '龙井路', '河坊街', '体育场路'] },
  { city: '上海', region: '上海', postcode: '200000', streets: ['淮海中路', '愚园路', '四平路'] },
  { city: '成都', region: '四川', postcode: '610000', streets: ['春熙路', '宽窄巷子', '玉林西路'] },
  { city: '广州', region: '广东', postcode: '510000', streets: ['北京路', '体育西路', '沙面大街'] },
  { city: '北京', region: '北京', postcode: '100000', streets: ['鼓楼东大街', '三里屯路', '学院路'] },
  { city: '武汉', region: '湖北', postcode: '430000', streets: ['珞喻路', '江汉路', '东湖路'] },
];

export interface Person {
  name: string;
  email: string;
  phone: string;
  address: { recipient: string; line1: string; city: string; region: string; postcode: string; country: string; phone: string; email: string };
}

/** Invented people: their mail ends in a domain that cannot exist, their numbers in a range nobody is given. */
export function makePerson(random: Random, index: number): Person {
  const name = random.chance(0.8) ? random.pick(familyNames) + random.pick(givenNames) : `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  const place = random.pick(cities);
  const email = `customer${index}@mail.example`;
  const phone = `1990000${String(index % 10_000).padStart(4, '0')}`;
  const line1 = `${random.pick(place.streets)} ${random.whole(1, 899)} 号 ${random.whole(1, 28)} 幢 ${random.whole(101, 1802)}`;
  return { name, email, phone, address: { recipient: name, line1, city: place.city, region: place.region, postcode: place.postcode, country: 'CN', phone, email } };
}
