/**
 * Addresses of China, Taiwan, Japan and Korea, from the largest part to the smallest. The name of a province, a prefecture or a city at their
 * beginning and a number at their end tell them.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";

/** A sign of Chinese or Japanese, with kana, and a syllable of Korean: three bytes each. Punctuation begins with others. */
const sign = String.raw`(?:\xe3[\x81-\xbf][\x80-\xbf]|[\xe4-\xe9][\x80-\xbf][\x80-\xbf])`;
const syllable = String.raw`[\xea-\xed][\x80-\xbf][\x80-\xbf]`;
const wide = String.raw`(?:\d|\xef\xbc[\x90-\x99])`;
const dash = "(?:-|－|−|‐|ー|の)";

const chinese = oneOf(
  ...["北京", "上海", "天津", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建"],
  ...["江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海"],
  ...["内蒙古", "广西", "西藏", "宁夏", "新疆", "广州市", "深圳市", "杭州市", "南京市", "武汉市", "成都市", "西安市"],
  ...["台北", "臺北", "新北", "桃園", "台中", "臺中", "台南", "臺南", "高雄", "基隆", "新竹", "嘉義", "苗栗", "彰化"],
  ...["南投", "雲林", "屏東", "宜蘭", "花蓮", "台東", "臺東", "澎湖"],
);
const japanese = oneOf(
  ...["北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県"],
  ...["千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県"],
  ...["愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県"],
  ...["広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県"],
  ...["宮崎県", "鹿児島県", "沖縄県"],
);
const korean = oneOf(
  ...["서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종", "경기", "강원", "충청북도", "충청남도", "충북"],
  ...["충남", "전라북도", "전라남도", "전북", "전남", "경상북도", "경상남도", "경북", "경남", "제주"],
);

const common = { entity: "STREET_ADDRESS", label: "confidential", tags: ["pii", "location"] } as const;

export const eastAsianAddresses: readonly Detector[] = [
  {
    id: "street-address-cn",
    ...common,
    // District or county, street, number; building, entrance, flat.
    pattern: String.raw`${chinese}${sign}{0,12}(?:市|区|區|县|縣|乡|鄉|镇|鎮)${sign}{0,14}(?:路|街|道|巷|弄|胡同|里|村|段|园|园区)(?:\d{1,4}(?:巷|弄))?${wide}{1,5}(?:-\d{1,4})?(?:号|號|弄)(?:${sign}{0,12}(?:[A-Z]|\d{1,4})(?:号|號|栋|幢|座|单元|楼|樓|层|室|房|之\d)){0,4}`,
    confidence: 0.8,
    source: "GB/T 23705-2009: addresses; 門牌編釘辦法",
    examples: [
      { text: "地址：北京市朝阳区建国路88号", find: ["北京市朝阳区建国路88号"] },
      {
        text: "广东省深圳市南山区科技园路5号3栋2单元501室，邮编518000",
        find: ["广东省深圳市南山区科技园路5号3栋2单元501室"],
      },
      { text: "寄到台北市大安區和平東路二段106號7樓。", find: ["台北市大安區和平東路二段106號7樓"] },
    ],
    counterExamples: [
      { text: "北京市朝阳区有3号线" },
      { text: "上海地铁10号线" },
      { text: "四川省人口8300万" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-jp",
    ...common,
    // Ward or town, block, house; the building behind a space.
    pattern: String.raw`${japanese}${sign}{1,16}(?:${wide}{1,4}|[一二三四五六七八九十]{1,3}丁目${wide}{1,4})(?:(?:丁目|番地の?|番)${wide}{0,4}|${dash}${wide}{1,4}){1,3}号?(?:[ \xe3\x80]{0,1}[一-鿿ァ-ヶーA-Z]{2,16}${wide}{1,4}号?室?)?`,
    confidence: 0.8,
    source: "住居表示に関する法律",
    examples: [
      { text: "住所：東京都渋谷区神南1-19-11", find: ["東京都渋谷区神南1-19-11"] },
      { text: "大阪府大阪市北区梅田三丁目1番3号です", find: ["大阪府大阪市北区梅田三丁目1番3号"] },
      { text: "神奈川県横浜市西区みなとみらい2－2－1 まで", find: ["神奈川県横浜市西区みなとみらい2－2－1"] },
    ],
    counterExamples: [
      { text: "東京都の人口は1400万人" },
      { text: "大阪府は2025年4月13日" },
      { text: "北海道新幹線1号" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-kr",
    ...common,
    // City or district, road or quarter, number; building and flat.
    pattern: String.raw`${korean}(?:${syllable}){0,5}(?: (?:${syllable}){1,5}(?:시|군|구|읍|면)){1,3} (?:${syllable}){1,8}\d{0,3}(?:로|길|동|가|리)(?: ?\d{1,4}(?:번길|길|가))? \d{1,4}(?:-\d{1,4})?(?:,? \d{1,4}(?:동|층|호)){0,3}`,
    confidence: 0.8,
    source: "도로명주소법",
    examples: [
      { text: "주소: 서울특별시 강남구 테헤란로 152", find: ["서울특별시 강남구 테헤란로 152"] },
      {
        text: "경기도 성남시 분당구 판교역로 235, 101동 1203호로 보내 주세요",
        find: ["경기도 성남시 분당구 판교역로 235, 101동 1203호"],
      },
      { text: "부산광역시 해운대구 센텀중앙로 97-3.", find: ["부산광역시 해운대구 센텀중앙로 97-3"] },
    ],
    counterExamples: [
      { text: "서울 강남구 인구 54만" },
      { text: "서울 2024년 12월" },
      { text: "경기 결과 3 대 2" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "postcode-east-asian",
    ...common,
    lead: `(?:邮编|邮政编码|郵遞區號|우편번호)["']?(?:是|為|는|:|：)?[ "']{0,3}`,
    pattern: String.raw`\d{5,6}|\d{3}-\d{2,3}`,
    notAfter: String.raw`\w|[.-]\d`,
    confidence: 0.7,
    source: "UPU, Universal POST*CODE database",
    examples: [
      { text: "邮编：100020", find: ["100020"] },
      { text: '"邮政编码": "518000"', find: ["518000"] },
      { text: "우편번호 06236, 郵遞區號：10617", find: ["06236", "10617"] },
    ],
    counterExamples: [
      { text: "邮编：1000" },
      { text: "订单：100020" },
      { text: "邮编查询2024年" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
];
