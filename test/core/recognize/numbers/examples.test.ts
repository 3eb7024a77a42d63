import assert from 'node:assert/strict';
import { read, type Example } from './marked';

/** What is marked, and what it means: the specification of the number grammar, family by family. */
const families: Readonly<Record<string, readonly Example[]>> = {
  'money behind a sign or code': [
    ['The deal is worth «$1.1 billion».', 'MONEY 1100000000 USD'],
    ['It paid «US$620 million» and «A$68m».', 'MONEY 620000000 USD', 'MONEY 68000000 AUD'],
    [
      'The bid of «£4.6bn» beat one of «€300-350 million».',
      'MONEY 4600000000 GBP',
      'MONEY 300000000..350000000 EUR',
    ],
    ['Rooms cost «$17» to «$19».', 'MONEY 17 USD', 'MONEY 19 USD'],
    ['They raised «Rs 3.92 lakh crore» and «₹22,000».', 'MONEY 3920000000000 INR', 'MONEY 22000 INR'],
    [
      'Fees of «CHF 18.2 million», «HK$12», «NT$400», «R$94» and «C$5».',
      'MONEY 18200000 CHF',
      'MONEY 12 HKD',
      'MONEY 400 TWD',
      'MONEY 94 BRL',
      'MONEY 5 CAD',
    ],
    [
      'Profit was «R1.9bn», after «KSh14.20» and «GH¢3.7 million».',
      'MONEY 1900000000 ZAR',
      'MONEY 14.2 KES',
      'MONEY 3700000 GHS',
    ],
    ['It lost «-$5m».', 'MONEY -5000000 USD'],
    ['Oil at «$74.31» a barrel costs «USD 40m» a day.', 'MONEY 74.31 USD', 'MONEY 40000000 USD'],
  ],
  'money before its name': [
    ['Bids of between «310 million» and «325 million pounds».', 'MONEY 310000000 GBP', 'MONEY 325000000 GBP'],
    ['It will cost between «20» and «25 million euros».', 'MONEY 20000000 EUR', 'MONEY 25000000 EUR'],
    [
      'A profit of «€3 million», against «€8 million» «a year» before.',
      'MONEY 3000000 EUR',
      'MONEY 8000000 EUR',
      'DATE P1Y',
    ],

    ['Sales of «2.44 billion yuan» («$350 million»).', 'MONEY 2440000000 CNY', 'MONEY 350000000 USD'],
    ['It costs «40 million euros», or «two dollars».', 'MONEY 40000000 EUR', 'MONEY 2 USD'],
    [
      'It earned «86 billion Ugandan shillings» and «50,000 Swiss francs».',
      'MONEY 86000000000 UGX',
      'MONEY 50000 CHF',
    ],
    ['The price fell from «€2» to «89 cents».', 'MONEY 2 EUR', 'MONEY 0.89 EUR'],
    ['The offer is «318p» a share, «9 pence» more.', 'MONEY 3.18 GBP', 'MONEY 0.09 GBP'],
    ['Bags of «4 pounds» each cost «£3».', 'QUANTITY 4 lb', 'MONEY 3 GBP'],
    ['Oslo pays «45 million kroner».', 'MONEY 45000000 NOK'],
    ['Copenhagen pays «45 million kroner».', 'MONEY 45000000 DKK'],
    ['It costs «a dollar», or «0.8 ether».', 'MONEY 1 USD', 'MONEY 0.8 ETH'],
    ['The naira fell to «1,570» to the dollar.', 'MONEY 1570 NGN'],
    [
      'A loss of «€190 million», against «148 million» «a year earlier».',
      'MONEY 190000000 EUR',
      'MONEY 148000000 EUR',
      'DATE P1Y',
    ],
  ],
  percent: [
    [
      'Output rose «102.9%», «23.3 percent» or «9 to 11 per cent».',
      'PERCENT 102.9 %',
      'PERCENT 23.3 %',
      'PERCENT 9..11 %',
    ],
    [
      'It moved by «0.25 percentage points», then «half a percentage point», then «a quarter point».',
      'PERCENT 0.25 %',
      'PERCENT 0.5 %',
      'PERCENT 0.25 %',
    ],
    ['Between «70%» and «80%» agreed; sales were «-3%».', 'PERCENT 70 %', 'PERCENT 80 %', 'PERCENT -3 %'],
    ['«Sixty per cent» is travel, «4-6%» is food.', 'PERCENT 60 %', 'PERCENT 4..6 %'],
  ],
  quantities: [
    ['The calf weighed «7 pounds 4 ounces», the vet «12 stone 3 lb».', 'QUANTITY 116 oz', 'QUANTITY 171 lb'],

    ['A «600 MW» plant «5 km» away.', 'QUANTITY 600 MW', 'QUANTITY 5 km'],
    ['A «98-kWh» pack and a «21-metre» mast.', 'QUANTITY 98 kWh', 'QUANTITY 21 m'],
    [
      'It has «92,000 square feet» and «two and a half miles» of pipe.',
      'QUANTITY 92000 ft2',
      'QUANTITY 2.5 mi',
    ],
    [
      'Kept at «-45°C», «30C» or «480 degrees Fahrenheit».',
      'QUANTITY -45 °C',
      'QUANTITY 30 °C',
      'QUANTITY 480 °F',
    ],
    [
      'Pumps «190,000 bpd» at «100 km/h» through «11mm» steel.',
      'QUANTITY 190000 bbl/d',
      'QUANTITY 100 km/h',
      'QUANTITY 11 mm',
    ],
    ['He is «six foot four»; she is «5ft 10in».', 'QUANTITY 76 in', 'QUANTITY 70 in'],
    ['At «12st 4lb» she ran «a mile and a half».', 'QUANTITY 172 lb', 'QUANTITY 1.5 mi'],
    ['It sells «400 mcm» of gas and «200 koz» of gold.', 'QUANTITY 400 mcm', 'QUANTITY 200 koz'],
    ['A «43-inch» 4K screen shows 1080p.', 'QUANTITY 43 in'],
    ['She won the «100m» sprint; «1.2m» people watched.', 'QUANTITY 100 m', 'CARDINAL 1200000'],
    [
      'Ships of «1.4 million TEU», «half a litre» of water, «a tonne» of coal.',
      'QUANTITY 1400000 TEU',
      'QUANTITY 0.5 L',
      'QUANTITY 1 t',
    ],
    ['A cut of «145 to 150 basis points».', 'QUANTITY 145..150 bp'],
    ['Emissions of «1.5 MtCO2» and «40 µg/m3».', 'QUANTITY 1.5 Mt', 'QUANTITY 40 ug/m3'],
  ],
  ordinals: [
    ['The «second»-largest bank and its «first» branch.', 'ORDINAL 2', 'ORDINAL 1'],
    ['The «10th» shop and the «ninety-first» percentile.', 'ORDINAL 10', 'ORDINAL 91'],
    ['It fell for a «third» straight month.', 'ORDINAL 3'],
    ['At first he first appeared with second thoughts and first aid, a third-party site.'],
  ],
  counts: [
    ['«Twelve» boats left. «One» was back at dusk.', 'CARDINAL 12', 'CARDINAL 1'],
    ['Orla Finch won «6-4», «3-6», «7-5».', 'CARDINAL 6-4', 'CARDINAL 3-6', 'CARDINAL 7-5'],

    [
      'It has «59» shops, «36.7k» users and «250 million» fans.',
      'CARDINAL 59',
      'CARDINAL 36700',
      'CARDINAL 250000000',
    ],
    [
      '«Two hundred and fifty thousand» people, «a dozen» eggs, «half a million» bees.',
      'CARDINAL 250000',
      'CARDINAL 12',
      'CARDINAL 500000',
    ],
    [
      'Nearly «two-thirds» of «four or five» firms, «a third» less, up by «half».',
      'CARDINAL 0.6667',
      'CARDINAL 4..5',
      'CARDINAL 0.3333',
      'CARDINAL 0.5',
    ],
    [
      '«One in five» agreed, «1 in 250» did not, «nine out of ten» slept.',
      'CARDINAL 0.2',
      'CARDINAL 0.004',
      'CARDINAL 0.9',
    ],
    [
      'They won «6-3», voted «122 to 97» and shared it «50-50».',
      'CARDINAL 6-3',
      'CARDINAL 122-97',
      'CARDINAL 50-50',
    ],
    [
      'Li, «42», has «three» times the staff, aged «16 to 18».',
      'CARDINAL 42',
      'CARDINAL 3',
      'CARDINAL 16..18',
    ],
    ['A crew of «15 000» on «1,23,456» plots', 'CARDINAL 15000', 'CARDINAL 123456'],
    [
      '«One in 10» people and «one of every six» dogs are over-«65»s on 42nd Street.',
      'CARDINAL 0.1',
      'CARDINAL 0.1667',
      'CARDINAL 65',
    ],
    [
      'At odds of «5 to 1», then «9/4», she split it «60/40» at a ratio of «1:250».',
      'CARDINAL 5-1',
      'CARDINAL 9-4',
      'CARDINAL 60-40',
      'CARDINAL 1-250',
    ],
    ['«A million and a half» felt a magnitude-«6.3» quake.', 'CARDINAL 1500000', 'CARDINAL 6.3'],
    ['The index fell «120.5» points to «28,912.40».', 'CARDINAL 120.5', 'CARDINAL 28912.4'],
    [
      '«One» dog and «one» more, but one of these, the dearer one, no one and one another.',
      'CARDINAL 1',
      'CARDINAL 1',
    ],
    [
      '«1½» cups, «2 1/2» cups, «3/4» of it, «two and a half» times.',
      'CARDINAL 1.5',
      'CARDINAL 2.5',
      'CARDINAL 0.75',
      'CARDINAL 2.5',
    ],
  ],
  'calendar dates': [
    [
      'On «September 15» or «30 June 2023», since «June 2020».',
      'DATE XXXX-09-15',
      'DATE 2023-06-30',
      'DATE 2020-06',
    ],
    [
      '«Monday, 6 December», «Tuesday, Sept. 12, 2023», on «Sunday».',
      'DATE XXXX-12-06',
      'DATE 2023-09-12',
      'DATE XXXX-WXX-7',
    ],
    [
      'On the «third of May», the «twenty-first of June 2024», in «’98» and at «1800 hours».',
      'DATE XXXX-05-03',
      'DATE 2024-06-21',
      'DATE 1998',
      'TIME T18:00',
    ],
    [
      'From «May 3-5» to «2024-02-29» or «30/06/2023».',
      'DATE XXXX-05-03..XXXX-05-05',
      'DATE 2024-02-29',
      'DATE 2023-06-30',
    ],
    [
      'In «2018», in «1783», the «2025» target and «2019-20».',
      'DATE 2018',
      'DATE 1783',
      'DATE 2025',
      'DATE 2019/2020',
    ],
    ['On «May 29» and «30» it was open.', 'DATE XXXX-05-29', 'DATE XXXX-05-30'],
    [
      '«Christmas Eve», «Lunar New Year», «Black Friday» and «Diwali».',
      'DATE XXXX-12-24',
      'DATE XXXX',
      'DATE XXXX-11',
      'DATE XXXX',
    ],
    ['In «May» they may march on, said Theresa May.', 'DATE XXXX-05'],
  ],
  periods: [
    [
      '«Late 2022», the «mid-1990s», the «end of March», the «’90s».',
      'DATE 2022',
      'DATE 199X',
      'DATE XXXX-03',
      'DATE 199X',
    ],
    [
      '«Q3 2022», «1H23», «FY21», «fiscal 2023» and the «first quarter of 2020».',
      'DATE 2022-Q3',
      'DATE 2023-H1',
      'DATE FY2021',
      'DATE FY2023',
      'DATE 2020-Q1',
    ],
    [
      'A «third-quarter» loss, the «first quarter of fiscal 2023», the «September quarter».',
      'DATE XXXX-Q3',
      'DATE FY2023-Q1',
      'DATE XXXX-Q3',
    ],
    [
      'Since «spring», in the «summer of 1994», «last autumn».',
      'DATE XXXX-SP',
      'DATE 1994-SU',
      'DATE XXXX-FA',
    ],
    ['A «16th-century» barn of the «1970s».', 'DATE 15XX', 'DATE 197X'],
  ],
  'dates relative to now': [
    [
      '«Last week», «this year», «next month», «today», «yesterday».',
      'DATE PAST_REF',
      'DATE PRESENT_REF',
      'DATE FUTURE_REF',
      'DATE PRESENT_REF',
      'DATE PAST_REF',
    ],
    [
      '«Last November» and «next Wednesday», «early next year».',
      'DATE XXXX-11',
      'DATE XXXX-WXX-3',
      'DATE FUTURE_REF',
    ],
    [
      '«Every day», «each quarter», «every Thursday», «every two minutes».',
      'DATE P1D',
      'DATE P3M',
      'DATE XXXX-WXX-4',
      'TIME PT2M',
    ],
    ['Over the «past decade» and the «next two years».', 'DATE P10Y', 'DATE P2Y'],
  ],
  durations: [
    ['A «65-year-old», «eight months old», for «50 years».', 'DATE P65Y', 'DATE P8M', 'DATE P50Y'],
    [
      '«Four or five weeks», «six and a half years», for «a fortnight».',
      'DATE P4W..P5W',
      'DATE P78M',
      'DATE P2W',
    ],
    ['«18 months later», «a year earlier», «four years ago».', 'DATE P18M', 'DATE P1Y', 'DATE P4Y'],
    ['It costs «$9» a month, «10 hours» a day, twice a week.', 'MONEY 9 USD', 'TIME PT10H'],
    [
      'The «three months» to «June 30», the «year» to «March».',
      'DATE P3M',
      'DATE XXXX-06-30',
      'DATE P1Y',
      'DATE XXXX-03',
    ],
    [
      'It took «an hour and a half», «half an hour», «3 h 12 min», «7.9 seconds».',
      'TIME PT90M',
      'TIME PT30M',
      'TIME PT192M',
      'TIME PT7.9S',
    ],
    [
      'For «a quarter of a century», within «48 hours», in «ten working days».',
      'DATE P25Y',
      'TIME PT48H',
      'DATE P10D',
    ],
  ],
  'times of day': [
    [
      'At «5 p.m.», «7.30pm», «9:30 a.m. ET», «0930 GMT» and «13:25».',
      'TIME T17:00',
      'TIME T19:30',
      'TIME T09:30',
      'TIME T09:30',
      'TIME T13:25',
    ],
    [
      'At «ten to three», «twenty past five», «seven o’clock», «three in the morning», «11 at night».',
      'TIME T14:50',
      'TIME T17:20',
      'TIME T07:00',
      'TIME T03:00',
      'TIME T23:00',
    ],
    ['By «noon», before «midnight», «5-7pm».', 'TIME T12:00', 'TIME T00:00', 'TIME T17:00..T19:00'],
    [
      'On «Sunday night», «last night», «this morning».',
      'TIME XXXX-WXX-7TNI',
      'TIME PAST_REF',
      'TIME PRESENT_REF',
    ],
    ['She ran «2:04:35» and «9.82 seconds».', 'TIME PT7475S', 'TIME PT9.82S'],
  ],
  'what is no number': [
    ['One has to admire a three-pointer from there.'],

    ['See https://example.com/2024/05/12?id=7 and www.example.org/3 or call +47 55 010 227.'],
    ['A 5G mast, a Model 3, Series C money, Chapter 11, COVID-19, the G7, a 401(k), Tier 1.'],
    ['An Airbus A320, an F-16 and Route 29.'],
    ['He bought a PlayStation 5, version 2.4.1 of it, at 10 Downing Street.'],
    ['Section 230, No. 22-451, Article 50 and Rule 10b-5.'],
    ['Dozens, countless, a couple, a handful, twice, once, double, both, tens of thousands.'],
    ['1. Rates\n2. Trade'],
  ],
  'hard layouts': [
    ['The harbour board at Lindholt said it would pay «two\r\nhundred» boatmen.', 'CARDINAL 200'],

    ['HOLDEN CUTS «300» JOBS AFTER «SECOND» LOSS IN «MARCH»', 'CARDINAL 300', 'ORDINAL 2', 'DATE XXXX-03'],
    [
      'OSLO, «Sept 16» (Fjord Wire) - Sales rose «4%» to «NOK 2.1bn».',
      'DATE XXXX-09-16',
      'PERCENT 4 %',
      'MONEY 2100000000 NOK',
    ],
    ['- Revenue: «$4.2m» (+«12%»)\n- EPS: «$0.31»', 'MONEY 4200000 USD', 'PERCENT 12 %', 'MONEY 0.31 USD'],
    [
      'The company said on «Tuesday» that it would hire about «two\nhundred» people.',
      'DATE XXXX-WXX-2',
      'CARDINAL 200',
    ],
  ],
};

suite('numbers: examples', () => {
  for (const [family, examples] of Object.entries(families)) {
    test(family, () => {
      for (const example of examples) assert.deepEqual(read(example), [...example]);
    });
  }
});
