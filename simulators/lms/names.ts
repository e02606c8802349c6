/**
 * Names as they are written, each with a spelling in ASCII for user names. Made-up combinations of common names from
 * several scripts, with people who have one name only.
 */

export interface PersonName {
  readonly name: string;
  /** Lower-case ASCII. */
  readonly spelling: string;
}

type Spelled = readonly [native: string, spelling: string];

interface Culture {
  readonly given: readonly Spelled[];
  /** Empty: people have one name. */
  readonly family: readonly Spelled[];
  readonly order: 'given first' | 'family first' | 'family first, unspaced';
}

const cultures: readonly Culture[] = [
  {
    given: [
      ['Ada', 'ada'],
      ['Zoë', 'zoe'],
      ['José', 'jose'],
      ['Maëlle', 'maelle'],
      ['Siobhán', 'siobhan'],
      ['Jürgen', 'jurgen'],
    ],
    family: [
      ['Lovelace', 'lovelace'],
      ['García Márquez', 'garciamarquez'],
      ['O’Neill', 'oneill'],
      ['Müller-Lüdenscheidt', 'mullerludenscheidt'],
      ['van der Berg', 'vanderberg'],
    ],
    order: 'given first',
  },
  {
    given: [
      ['Олена', 'olena'],
      ['Дмитро', 'dmytro'],
      ['Надія', 'nadiia'],
    ],
    family: [
      ['Шевченко', 'shevchenko'],
      ['Коваль', 'koval'],
    ],
    order: 'given first',
  },
  {
    given: [
      ['Ελένη', 'eleni'],
      ['Γιώργος', 'giorgos'],
    ],
    family: [
      ['Παπαδοπούλου', 'papadopoulou'],
      ['Νικολάου', 'nikolaou'],
    ],
    order: 'given first',
  },
  {
    given: [
      ['فاطمة', 'fatima'],
      ['يوسف', 'yusuf'],
      ['ليلى', 'layla'],
    ],
    family: [
      ['الحسن', 'alhassan'],
      ['منصور', 'mansour'],
    ],
    order: 'given first',
  },
  {
    given: [
      ['נועה', 'noa'],
      ['דניאל', 'daniel'],
    ],
    family: [['לוי', 'levi']],
    order: 'given first',
  },
  {
    given: [
      ['प्रिया', 'priya'],
      ['अर्जुन', 'arjun'],
    ],
    family: [
      ['शर्मा', 'sharma'],
      ['पटेल', 'patel'],
    ],
    order: 'given first',
  },
  {
    given: [
      ['小明', 'xiaoming'],
      ['丽华', 'lihua'],
    ],
    family: [
      ['王', 'wang'],
      ['欧阳', 'ouyang'],
    ],
    order: 'family first, unspaced',
  },
  {
    given: [
      ['花子', 'hanako'],
      ['健太', 'kenta'],
    ],
    family: [
      ['佐藤', 'sato'],
      ['鈴木', 'suzuki'],
    ],
    order: 'family first',
  },
  {
    given: [
      ['민준', 'minjun'],
      ['서연', 'seoyeon'],
    ],
    family: [
      ['김', 'kim'],
      ['박', 'park'],
    ],
    order: 'family first, unspaced',
  },
  {
    given: [
      ['สมชาย', 'somchai'],
      ['กานดา', 'kanda'],
    ],
    family: [['ใจดี', 'jaidee']],
    order: 'given first',
  },
  {
    given: [
      ['Wulandari', 'wulandari'],
      ['Suharto', 'suharto'],
    ],
    family: [],
    order: 'given first',
  },
];

/** The name of the n-th person: neighbours come from different cultures, and names repeat after some hundreds. */
export function nameOf(person: number): PersonName {
  const culture = pick(cultures, person);
  const round = Math.floor(person / cultures.length);
  const [given, givenSpelling] = pick(culture.given, round);
  if (culture.family.length === 0) return { name: given, spelling: givenSpelling };
  const [family, familySpelling] = pick(culture.family, Math.floor(round / culture.given.length));
  const names = {
    'given first': `${given} ${family}`,
    'family first': `${family} ${given}`,
    'family first, unspaced': `${family}${given}`,
  };
  return { name: names[culture.order], spelling: `${givenSpelling}.${familySpelling}` };
}

function pick<T>(list: readonly T[], place: number): T {
  const item = list[place % list.length];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
