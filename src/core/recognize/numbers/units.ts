/**
 * Units of measurement. Symbols follow UCUM where news does, else the form that news prints (`km/h`, `bbl/d`).
 * Each row: dimension, symbol, written forms. Forms are phrases in lower case; plurals are spelled out.
 */
export type Dimension =
  'length' | 'area' | 'volume' | 'mass' | 'energy' | 'power' | 'speed' | 'temperature' | 'data' | 'other';

export interface Unit {
  readonly symbol: string;
  readonly dimension: Dimension;
}

const metricSpelling = (forms: string): string =>
  forms
    .split('|')
    .flatMap((form) =>
      form.includes('metre') || form.includes('litre')
        ? [form, form.replace('metre', 'meter').replace('litre', 'liter')]
        : [form],
    )
    .join('|');

const words: readonly (readonly [Dimension, string, string])[] = [
  ['length', 'km', 'kilometre|kilometres|kms|km|klicks'],
  ['length', 'm', 'metre|metres|mtrs|mtr'],
  ['length', 'cm', 'centimetre|centimetres|cm|cms'],
  ['length', 'mm', 'millimetre|millimetres|mm'],
  ['length', 'um', 'micrometre|micrometres|micron|microns'],
  ['length', 'nm', 'nanometre|nanometres'],
  ['length', 'mi', 'mile|miles'],
  ['length', 'nmi', 'nautical mile|nautical miles'],
  ['length', 'yd', 'yard|yards|yds|yd'],
  ['length', 'ft', 'foot|feet|ft'],
  ['length', 'in', 'inch|inches'],
  ['length', 'ly', 'light year|light years|light-year|light-years'],
  ['length', 'au', 'astronomical units'],
  ['length', 'ftm', 'fathom|fathoms'],
  ['length', 'furlong', 'furlong|furlongs'],
  ['area', 'km2', 'square kilometre|square kilometres|sq km|sq. km|sqkm|sq kms|sq kilometres'],
  ['area', 'm2', 'square metre|square metres|sq m|sq. m|sqm|sq metres|square-metre'],
  ['area', 'cm2', 'square centimetre|square centimetres|sq cm'],
  ['area', 'ft2', 'square foot|square feet|sq ft|sq. ft|sqft|sq feet|square-foot|sf|psf'],
  ['area', 'mi2', 'square mile|square miles|sq mile|sq miles|sq mi'],
  ['area', 'yd2', 'square yard|square yards|sq yards|sq yd'],
  ['area', 'in2', 'square inch|square inches|sq in'],
  ['area', 'ha', 'hectare|hectares|ha'],
  ['area', 'ac', 'acre|acres|ac'],
  ['volume', 'm3', 'cubic metre|cubic metres|cu m|cu. m|cubic-metre|cbm|cu metres'],
  ['volume', 'km3', 'cubic kilometre|cubic kilometres'],
  ['volume', 'cm3', 'cubic centimetre|cubic centimetres|cc'],
  ['volume', 'ft3', 'cubic foot|cubic feet|cu ft|cu. ft'],
  ['volume', 'yd3', 'cubic yard|cubic yards'],
  ['volume', 'L', 'litre|litres|ltr|ltrs'],
  ['volume', 'mL', 'millilitre|millilitres|ml'],
  ['volume', 'cL', 'centilitre|centilitres|cl'],
  ['volume', 'ML', 'megalitre|megalitres'],
  ['volume', 'GL', 'gigalitre|gigalitres'],
  ['volume', 'hL', 'hectolitre|hectolitres'],
  ['volume', 'gal', 'gallon|gallons|gal|gals'],
  ['volume', 'pt', 'pint|pints'],
  ['volume', 'qt', 'quart|quarts'],
  ['volume', 'fl oz', 'fluid ounce|fluid ounces|fl oz'],
  ['volume', 'bbl', 'barrel|barrels|bbl|bbls'],
  ['volume', 'bu', 'bushel|bushels'],
  ['volume', 'acre-ft', 'acre-foot|acre-feet|acre feet|acre foot'],
  ['volume', 'TEU', 'teu|teus|twenty-foot equivalent units'],
  ['mass', 'kg', 'kilogram|kilograms|kilogramme|kilogrammes|kilo|kilos|kg|kgs'],
  ['mass', 'g', 'gram|grams|gramme|grammes|gm|gms'],
  ['mass', 'mg', 'milligram|milligrams|milligramme|milligrammes|mg'],
  ['mass', 'ug', 'microgram|micrograms|microgramme|microgrammes|mcg'],
  [
    'mass',
    't',
    'tonne|tonnes|ton|tons|metric ton|metric tons|metric tonne|metric tonnes|long tons|short ton|short tons|mt|deadweight tonnes|deadweight tons|dwt|gross tons|gross tonnes',
  ],
  ['mass', 'kt', 'kilotonne|kilotonnes|kiloton|kilotons'],
  ['mass', 'Mt', 'megatonne|megatonnes|megaton|megatons'],
  ['mass', 'Gt', 'gigatonne|gigatonnes|gigaton|gigatons'],
  ['mass', 'lb', 'pound|pounds|lb|lbs'],
  ['mass', 'oz', 'ounce|ounces|oz|troy ounce|troy ounces|troy oz'],
  ['mass', 'st', 'stone'],
  ['mass', 'ct', 'carat|carats'],
  ['mass', 'quintal', 'quintal|quintals'],
  ['mass', 'koz', 'koz'],
  ['mass', 'Moz', 'moz'],
  ['power', 'W', 'watt|watts'],
  ['power', 'kW', 'kilowatt|kilowatts'],
  ['power', 'MW', 'megawatt|megawatts'],
  ['power', 'GW', 'gigawatt|gigawatts'],
  ['power', 'TW', 'terawatt|terawatts'],
  ['power', 'hp', 'horsepower|hp|bhp|brake horsepower'],
  ['power', 'PS', 'metric horsepower'],
  ['energy', 'Wh', 'watt-hour|watt-hours|watt hour|watt hours'],
  ['energy', 'kWh', 'kilowatt-hour|kilowatt-hours|kilowatt hour|kilowatt hours'],
  ['energy', 'MWh', 'megawatt-hour|megawatt-hours|megawatt hour|megawatt hours'],
  ['energy', 'GWh', 'gigawatt-hour|gigawatt-hours|gigawatt hour|gigawatt hours'],
  ['energy', 'TWh', 'terawatt-hour|terawatt-hours|terawatt hour|terawatt hours'],
  ['energy', 'J', 'joule|joules'],
  ['energy', 'kJ', 'kilojoule|kilojoules'],
  ['energy', 'MJ', 'megajoule|megajoules'],
  ['energy', 'GJ', 'gigajoule|gigajoules'],
  ['energy', 'cal', 'calorie|calories'],
  ['energy', 'kcal', 'kilocalorie|kilocalories|kcal|kcals'],
  ['energy', 'EJ', 'exajoule|exajoules'],
  ['energy', 'PJ', 'petajoule|petajoules'],
  ['energy', 'TJ', 'terajoule|terajoules'],
  ['energy', 'therm', 'therm|therms'],
  ['energy', 'boe', 'boe'],
  ['energy', 'MMBtu', 'mmbtu|million british thermal units|million btu'],
  ['energy', 'Btu', 'btu|btus|british thermal units'],
  ['energy', 'eV', 'electronvolt|electronvolts|electron volts'],
  [
    'speed',
    'km/h',
    'kilometres per hour|kilometres an hour|kilometre per hour|km per hour|km an hour|kph|kmh|kmph|kilometres-per-hour|kilometre-per-hour|kilometre-an-hour',
  ],
  [
    'speed',
    'mph',
    'miles per hour|miles an hour|mile per hour|mile an hour|mph|mile-an-hour|mile-per-hour|miles-per-hour',
  ],
  ['speed', 'm/s', 'metres per second|metres a second|metre per second'],
  ['speed', 'kn', 'knot|knots|kts|kt'],
  ['speed', 'mpg', 'miles per gallon|mpg'],
  [
    'other',
    'bbl/d',
    'bpd|b/d|barrels per day|barrel per day|barrels-per-day|barrel-per-day|barrels-a-day|barrel-a-day',
  ],
  ['other', 'boe/d', 'boepd|boe/d|boed'],
  [
    'temperature',
    '°C',
    'degree celsius|degrees celsius|degree centigrade|degrees centigrade|degrees c|degree c|celsius|degree|degrees',
  ],
  ['temperature', '°F', 'degree fahrenheit|degrees fahrenheit|degrees f|fahrenheit'],
  ['temperature', 'K', 'kelvin|kelvins'],
  ['data', 'bit', 'bit|bits'],
  ['data', 'B', 'byte|bytes'],
  ['data', 'kB', 'kilobyte|kilobytes'],
  ['data', 'MB', 'megabyte|megabytes'],
  ['data', 'GB', 'gigabyte|gigabytes|gig|gigs'],
  ['data', 'TB', 'terabyte|terabytes'],
  ['data', 'PB', 'petabyte|petabytes'],
  ['data', 'EB', 'exabyte|exabytes'],
  ['data', 'ZB', 'zettabyte|zettabytes'],
  ['data', 'Mbit/s', 'megabits per second|megabits a second|megabit per second|mbps|megabit-per-second'],
  ['data', 'Gbit/s', 'gigabits per second|gigabits a second|gigabit per second|gbps|gigabit-per-second'],
  ['data', 'Tbit/s', 'terabits per second|terabits a second|tbps'],
  ['data', 'kbit/s', 'kilobits per second|kbps'],
  ['data', 'Mbit', 'megabit|megabits'],
  ['data', 'Gbit', 'gigabit|gigabits'],
  ['other', 'Hz', 'hertz'],
  ['other', 'kHz', 'kilohertz'],
  ['other', 'MHz', 'megahertz'],
  ['other', 'GHz', 'gigahertz'],
  ['other', 'MP', 'megapixel|megapixels'],
  ['other', 'dB', 'decibel|decibels'],
  ['other', 'V', 'volt|volts'],
  ['other', 'kV', 'kilovolt|kilovolts'],
  ['other', 'A', 'amp|amps|ampere|amperes'],
  ['other', 'mAh', 'milliamp hours|milliampere hours|mah'],
  ['other', 'Pa', 'pascal|pascals'],
  ['other', 'hPa', 'hectopascal|hectopascals'],
  ['other', 'kPa', 'kilopascal|kilopascals'],
  ['other', 'MPa', 'megapascal|megapascals'],
  ['other', 'bar', 'bar|bars'],
  ['other', 'mbar', 'millibar|millibars'],
  ['other', 'psi', 'psi|pounds per square inch'],
  ['other', 'N', 'newton|newtons'],
  ['other', 'Nm', 'newton metres|newton-metres'],
  ['other', 'lm', 'lumen|lumens'],
  ['other', 'cd', 'candela|candelas'],
  ['other', 'nit', 'nits'],
  ['other', 'ppm', 'ppm|parts per million'],
  ['other', 'ppb', 'ppb|parts per billion'],
  ['other', 'rpm', 'rpm|revolutions per minute|revs'],
  ['other', 'bp', 'basis point|basis points|bps|bp|bips'],
  ['other', 'Sv', 'sievert|sieverts'],
  ['other', 'T', 'tesla|teslas'],
  ['other', 'mSv', 'millisievert|millisieverts'],
  ['other', 'Bq', 'becquerel|becquerels'],
  ['other', 'FLOPS', 'flops'],
  ['other', 'TFLOPS', 'teraflops|teraflop'],
  ['other', 'PFLOPS', 'petaflops|petaflop'],
  ['other', 'EFLOPS', 'exaflops|exaflop'],
];

/** Units by their phrase in lower case. */
export const unitPhrases: ReadonlyMap<string, Unit> = new Map(
  words.flatMap(([dimension, symbol, forms]) =>
    metricSpelling(forms)
      .split('|')
      .map((form) => [form, { symbol, dimension }] as const),
  ),
);

/** The longest phrase, in words. */
export const longestUnitPhrase = 4;

const symbols: readonly (readonly [Dimension, string])[] = [
  ['length', 'km m cm mm nm µm=um μm=um um mi=mi nmi'],
  ['area', 'm2 m²=m2 km2 km²=km2 cm2 cm²=cm2 ft2 ft²=ft2 ha mi² mi2'],
  [
    'volume',
    'm3 m³=m3 km3 km³=km3 cm3 cm³=cm3 ft3 ft³=ft3 L l=L mL ml=mL dl=dL cl=cL ML GL hl=hL hL bcm=bcm Bcm=bcm bcf=bcf Bcf=bcf tcf=tcf Tcf=tcf TCF=tcf BCF=bcf mcf=mcf Mcf=mcf MMcf=MMcf mmbbl=MMbbl kl=kL mcm=mcm Mcm=mcm',
  ],
  [
    'mass',
    'kg g mg µg=ug μg=ug ug t kt Mt Gt lb lbs=lb oz st MMT=Mt MT=t mt=t tCO2=t tCO2e=t MtCO2=Mt MtCO2e=Mt GtCO2=Gt GtCO2e=Gt ktCO2=kt CO2e=t mtpa=Mt/a Mtpa=Mt/a MTPA=Mt/a ktpa=kt/a tpa=t/a',
  ],
  [
    'power',
    'W kW KW=kW kw=kW MW mw=MW Mw=MW GW TW MWp=MW kWp=kW GWp=GW Wp=W MWe=MW MWt=MW hp HP=hp bhp=hp PS VA kVA MVA GWdc=GW GWac=GW MWac=MW MWdc=MW',
  ],
  [
    'energy',
    'Wh kWh KWh=kWh kwh=kWh KWH=kWh MWh mwh=MWh MWH=MWh GWh TWh J kJ MJ GJ TJ PJ EJ cal kcal MMBtu mmBtu=MMBtu MMBTU=MMBtu mmbtu=MMBtu BTU=Btu Btu eV keV MeV GeV TeV boe=boe Mtoe=Mtoe toe=toe mtoe=Mtoe',
  ],
  ['speed', 'km/h kmh=km/h kph=km/h km/hr=km/h mph MPH=mph m/s kn kt/h kts=kn mpg l/100km=L/100km L/100km'],
  ['temperature', '°C ° C°=°C °F ℃=°C ℉=°F K ºC=°C ºF=°F º=°C'],
  [
    'data',
    'B kB KB=kB MB GB TB PB EB ZB MiB GiB TiB Mb=Mbit Gb=Gbit Tb=Tbit kb=kbit Kb=kbit Mbps=Mbit/s Mb/s=Mbit/s Mbit/s Gbps=Gbit/s Gb/s=Gbit/s Gbit/s Tbps=Tbit/s Tb/s=Tbit/s Tbit/s kbps=kbit/s Kbps=kbit/s MBps=MB/s MB/s GB/s TB/s',
  ],
  [
    'other',
    'Hz kHz MHz GHz THz MP mp=MP dB dBA=dB V kV mV A mA mAh Ah Pa hPa kPa MPa GPa bar mbar psi N kN Nm lm cd ppm ppb rpm bp bps=bp bbl/d b/d=bbl/d bpd=bbl/d kbpd=kbbl/d mbpd=Mbbl/d mb/d=Mbbl/d boe/d boepd=boe/d boed=boe/d mmscfd=MMcf/d MMscfd=MMcf/d mmcfd=MMcf/d MMcfd=MMcf/d Sv mSv µSv=uSv Bq Ω fps g/km gCO2/km=g/km g/kg mg/dl=mg/dL mg/dL mmol/L mmol/l=mmol/L mg/kg mg/l=mg/L mg/L g/l=g/L g/L µg/m3=ug/m3 µg/m³=ug/m3 μg/m³=ug/m3 μg/m3=ug/m3 g/t TOPS TFLOPS PFLOPS mmHg kWh/100km g/t',
  ],
];

/** Units by their symbol; case counts. */
export const unitSymbols: ReadonlyMap<string, Unit> = new Map(
  symbols.flatMap(([dimension, list]) =>
    list.split(' ').map((entry) => {
      const [form = '', symbol = form] = entry.split('=');
      return [form, { symbol: symbol === '°' ? '°C' : symbol, dimension }] as const;
    }),
  ),
);
