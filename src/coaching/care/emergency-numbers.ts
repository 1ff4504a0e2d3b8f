/** Whom to call in danger, by country. Numbers are public services, free of charge. */
export interface EmergencyNumbers {
  /** Ambulance or police at once. */
  emergency: readonly string[];
  /** A person to talk to, at any hour. */
  talk?: string;
}

/** 112 reaches the emergency services in all of the European Union, and from mobile phones in most of the world. */
const european: EmergencyNumbers = { emergency: ['112'] };

const numbers: Readonly<Record<string, EmergencyNumbers>> = {
  GB: { emergency: ['999', '112'], talk: '116 123' },
  IE: { emergency: ['112', '999'], talk: '116 123' },
  DE: { emergency: ['112'], talk: '0800 111 0 111' },
  AT: { emergency: ['112', '144'], talk: '142' },
  CH: { emergency: ['112', '144'], talk: '143' },
  FR: { emergency: ['112', '15'], talk: '3114' },
  ES: { emergency: ['112'], talk: '024' },
  NL: { emergency: ['112'], talk: '113' },
  US: { emergency: ['911'], talk: '988' },
  CA: { emergency: ['911'], talk: '988' },
  MX: { emergency: ['911'] },
  CR: { emergency: ['911'] },
  CO: { emergency: ['123'] },
  AR: { emergency: ['911', '107'] },
  CL: { emergency: ['131', '133'] },
  BR: { emergency: ['192', '190'], talk: '188' },
  ZA: { emergency: ['112', '10177'] },
  KE: { emergency: ['999', '112'] },
  NG: { emergency: ['112'] },
  IN: { emergency: ['112'], talk: '14416' },
  PH: { emergency: ['911'], talk: '1553' },
  SG: { emergency: ['995', '999'], talk: '1767' },
  JP: { emergency: ['119', '110'] },
  AU: { emergency: ['000'], talk: '13 11 14' },
  NZ: { emergency: ['111'], talk: '1737' },
};

/** @returns undefined where the country is not known: then the advice names the best-known numbers */
export const emergencyNumbersOf = (country: string | undefined): EmergencyNumbers | undefined =>
  country === undefined ? undefined : (numbers[country] ?? european);
