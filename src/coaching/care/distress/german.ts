import type { DistressRules } from './rules.ts';

const family =
  '(?:mann|ehemann|frau|ehefrau|partner|partnerin|freund|freundin|ex|vater|mutter|bruder|sohn|stiefvater)';

export const german: DistressRules = {
  figurative: [
    /\b(?:sterbe|sterben|stirbt) (?:fast |gleich |noch )?vor (?:langeweile|hunger|neugier|lachen|scham|hitze|durst)\b/g,
    /\bvor (?:langeweile|hunger|neugier|lachen|scham|hitze|durst) (?:fast |gleich )?(?:sterben|sterbe|umkommen)\b/g,
    /\b(?:bringt|bringen) mich (?:noch )?um den verstand\b/g,
    /\b(?:die|diese|der|dieser|das|dieses) (?:warteschleife|hotline|hitze|kopfschmerzen|warteschlange|system|software|schicht|headset) (?:bringt|bringen) mich (?:noch )?um\b/g,
    /\btodmude\b|\btodlich langweilig\b|\btotlachen\b|\btot(?:er)? (?:leitung|punkt|link)\b/g,
  ],
  procedure: [
    /\b(?:was|wie|wen|wer|wo|wann)\b.*\b(?:wenn|falls|sobald) (?:ein|eine|einer|jemand|der|die|kunden|anrufer)\b/,
    /\b(?:richtlinie|leitfaden|verfahren|ablauf|schulung|prozess|anweisung|vorgabe)\w*\b.*\b(?:suizid|selbstmord|gewalt|selbstverletz)\w*/,
    /\b(?:suizid|selbstmord)(?:pravention|schulung|richtlinie)\w*/,
  ],
  other: [
    /\b(?:kunde|kundin|anrufer|anruferin|kollege|kollegin|jemand|er|sie|freund|freundin|bruder|schwester|sohn|tochter)\b.*\b(?:sich (?:umbringen|toten|das leben nehmen|etwas antun|was antun|umgebracht)|bringt sich um|sterben will|will (?:nicht mehr leben|sterben)|nicht mehr leben will|selbstmord|suizid\w*)/,
  ],
  self: [
    /\bsuizid\w*|\bselbstmord\w*|\bselbst ?verletz\w*|\bselbsttotung\w*|\blebensmude\b/,
    /\bmich (?:\w+ ){0,2}(?:umbringen|umzubringen|toten|zu toten|selbst verletzen|ritzen|erhangen|aufhangen|vor (?:den|einen) zug werfen)\b/,
    /\bbringe? mich (?:\w+ )?um(?= ?(?:,|$))/,
    /\bmir (?:\w+ ){0,2}(?:das leben nehmen|das leben zu nehmen|etwas antun|was antun|etwas anzutun|die pulsadern)\b/,
    /\b(?:ich )?(?:will|mochte|wollte|wurde gern\w*) (?:\w+ ){0,3}(?:sterben|tot sein|nicht mehr (?:leben|da sein|aufwachen|hier sein|existieren|weiterleben))\b/,
    /\bnicht mehr (?:leben|weiterleben|aufwachen) (?:will|mochte|kann|wollen)?\b/,
    /\b(?:halte?|ertrage?) (?:das|mein|dieses) leben (?:\w+ )?nicht mehr\b|\bkeine (?:kraft|lust|energie) (?:mehr )?(?:zu|zum) leben\b/,
    /\bich ware (?:lieber|besser|am liebsten) tot\b|\bware ich doch (?:nur )?tot\b/,
    /\b(?:ich )?kann (?:so )?nicht mehr (?:leben|weiterleben|weiter)\b/,
    /\bkein(?:en)? (?:ausweg|lebenswillen|lebensmut)(?: mehr)?\b/,
    /\bmein(?:em)? leben (?:\w+ ){0,3}(?:ein ende|beenden|zu beenden|keinen sinn|sinnlos|nichts mehr wert|ende (?:zu )?setzen)\b/,
    /\b(?:leben|alles) (?:hat|macht|ergibt) (?:fur mich )?(?:gar )?keinen sinn mehr\b/,
    /\bohne mich (?:\w+ ){0,3}besser dran\b|\bbesser dran ohne mich\b/,
    new RegExp(
      `\\bmein(?:e)? ${family} (?:\\w+ ){0,2}(?:schlagt|verprugelt|wurgt|missbraucht|vergewaltigt|bedroht|misshandelt|tritt) mich\\b`,
    ),
    /\bich (?:werde|wurde|bin) (?:\w+ ){0,3}(?:geschlagen|missbraucht|vergewaltigt|misshandelt|verprugelt|gestalkt)\b/,
    new RegExp(`\\bangst (?:\\w+ ){0,2}(?:vor meine[mr] ${family}|nach hause zu gehen|um mein leben)\\b`),
  ],
  strained: [
    /\bich (?:bin|fuhle mich) (?:\w+ ){0,3}(?:erschopft|ausgebrannt|am ende|verzweifelt|uberfordert|hoffnungslos|wertlos|leer|depressiv|kaputt|am limit)\b/,
    /\bich (?:kann|pack\w*|halte?) (?:\w+ ){0,3}nicht mehr(?: aus)?(?= ?(?:,|$))/,
    /\b(?:ich )?weine? (?:\w+ ){0,3}(?:nach|jeden|jede|oft|standig|auf dem weg|vor)\b/,
    /\bich (?:habe )?(?:\w+ ){0,2}(?:burn ?out|panikattacken?)\b/,
    /\bkann (?:\w+ ){0,3}nicht (?:mehr )?(?:schlafen|abschalten)\b/,
  ],
};
