/** What a number of a country begins with abroad, and the digit dialled before it at home only. Source: ITU-T E.164 and E.129. */
export interface CallingPlan {
  code: string;
  trunk: string;
}

const noTrunk =
  'AD376 AG1 AI1 AO244 AR54 AS1 AW297 BB1 BF226 BH973 BI257 BJ229 BM1 BN673 BO591 BS1 BT975 BW267 BZ501 CA1 CF236 CG242 CI225 CL56 CM237 ' +
  'CO57 CR506 CV238 CW599 CY357 CZ420 DJ253 DK45 DM1 DO1 EE372 ES34 FJ679 GA241 GD1 GI350 GM220 GN224 GP590 GQ240 GR30 GT502 GU1 GW245 GY592 ' +
  'HK852 HN504 HT509 IS354 IT39 JM1 KM269 KN1 KW965 KY1 LC1 LI423 LS266 LU352 LV371 MC377 ML223 MO853 MR222 MS1 MT356 MU230 MV960 MW265 ' +
  'MX52 MZ258 NC687 NE227 NI505 NO47 OM968 PA507 PF689 PL48 PR1 PT351 QA974 SC248 SG65 SM378 SN221 SR597 ST239 SV503 SZ268 TC1 TD235 TG228 ' +
  'TL670 TN216 TT1 US1 UY598 VA39 VC1 VG1 VI1';
const trunkZero =
  'AE971 AF93 AL355 AM374 AT43 AU61 AZ994 BA387 BD880 BE32 BG359 BR55 CD243 CH41 CN86 CU53 DE49 DZ213 EC593 EG20 ET251 FI358 FR33 GB44 GE995 ' +
  'GG44 GH233 HR385 ID62 IE353 IL972 IM44 IN91 IQ964 IR98 JE44 JO962 JP81 KE254 KG996 KH855 KR82 LA856 LB961 LK94 LR231 LY218 MA212 MD373 ' +
  'ME382 MG261 MK389 MM95 MN976 MY60 NA264 NG234 NL31 NP977 NZ64 PE51 PG675 PH63 PK92 PS970 PY595 RE262 RO40 RS381 RW250 SA966 SD249 SE46 SI386 ' +
  'SK421 SL232 SO252 SS211 SY963 TH66 TR90 TW886 TZ255 UA380 UG256 VE58 VN84 XK383 YE967 ZA27 ZM260 ZW263';
const trunkEight = 'BY375 KZ7 LT370 RU7 TJ992 TM993 UZ998';
const trunkZeroSix = 'HU36';

const plans: ReadonlyMap<string, CallingPlan> = new Map([
  ...listed(noTrunk, ''),
  ...listed(trunkZero, '0'),
  ...listed(trunkEight, '8'),
  ...listed(trunkZeroSix, '06'),
]);

/** How a country numbers its telephones; undefined for the few places this list leaves out. */
export const callingPlan = (country: string): CallingPlan | undefined => plans.get(country);

function listed(countries: string, trunk: string): [string, CallingPlan][] {
  return countries.split(' ').map((entry) => [entry.slice(0, 2), { code: entry.slice(2), trunk }]);
}
