import type { DistressRules } from './rules.ts';

const family = '(?:marido|esposo|mujer|esposa|pareja|novio|novia|ex|padre|madre|hermano|hijo|padrastro)';

export const spanish: DistressRules = {
  figurative: [
    /\b(?:me )?(?:muero|morir(?:me)?|muriendo|morire|moria) de (?:ganas|hambre|risa|sed|calor|frio|sueno|verguenza|aburrimiento|la risa|curiosidad)\b/g,
    /\b(?:me muero|muero) por (?:un|una|el|la|ver|saber)\b/g,
    /\b(?:esta|este|el|la|los|las|esa|ese) (?:cola|espera|calor|turno|sistema|dolor\w*|cabeza|auriculares|lunes|llamadas?) (?:\w+ )?(?:me )?(?:esta|estan)? ?(?:matando|mata|matan)\b/g,
    /\bmatar (?:el tiempo|dos pajaros)\b/g,
  ],
  procedure: [
    /\b(?:que|como|quien|donde|cuando|cual|hay)\b.*\b(?:si|cuando) (?:un|una|algun|alguna|alguien|el|la|los) ?(?:clientes?|cliente|persona|usuario)?\b/,
    /\b(?:procedimiento|politica|protocolo|guia|formacion|norma|curso)\w*\b.*\b(?:suicid\w*|autolesion\w*|violencia|maltrato)/,
    /\bprevencion del suicidio\b/,
  ],
  other: [
    /\b(?:un |una |el |la |mi )?(?:cliente|clienta|companero|companera|amigo|amiga|hermano|hermana|hijo|hija|alguien|persona|senora?)\b.*\b(?:suicid\w*|matarse|quitarse la vida|se quiere (?:matar|morir)|quiere (?:morir(?:se)?|matarse)|no quiere vivir|hacerse dano)/,
  ],
  self: [
    /\bsuicid\w*|\bautolesion\w*/,
    /\b(?:quiero|quisiera|deseo|prefiero|preferiria|voy a|pienso en|pensando en|ganas de|gustaria|necesito) (?:\w+ ){0,2}(?:morir(?:me)?|estar muert[oa]|matarme|quitarme la vida|desaparecer para siempre|no despertar|hacerme dano|cortarme|tirarme|ahorcarme|acabar con (?:todo|mi vida))\b/,
    /\b(?:me quiero|me voy a) (?:morir|matar|ahorcar|suicidar|cortar las venas)\b/,
    /\b(?:matarme|quitarme la vida|cortarme las venas|hacerme dano)\b/,
    /\bno quiero (?:seguir )?(?:vivir|viviendo|vivir mas|estar (?:mas )?(?:aqui|viv[oa])|existir|despertar)\b(?! (?:en|con|cerca)\b)/,
    /\b(?:no tengo|sin|perdi las|he perdido las) (?:mas )?ganas de (?:vivir|seguir viviendo)\b/,
    /\bya no quiero (?:vivir|seguir|estar aqui|existir)(?= ?(?:,|$)| mas\b)/,
    /\bno (?:puedo|aguanto) (?:seguir (?:viviendo|asi|adelante)|vivir asi|mas con (?:mi|esta) vida)\b/,
    /\b(?:no (?:hay|veo|tengo|encuentro)|sin) (?:ninguna )?(?:salida|razon(?:es)? para vivir|esperanza)(?= ?(?:,|$)| (?:para mi|ya|mas|a mi vida)\b)/,
    /\b(?:mi |la )?vida (?:ya )?no (?:tiene|vale|merece)(?: \w+)? (?:sentido|nada|la pena)\b/,
    /\b(?:mejor|mejores) sin mi\b|\bmejor muert[oa]\b|\bojala (?:estuviera|me) (?:muert[oa]|muriera)\b/,
    /\bacabar con (?:mi vida|todo esto de una vez)\b/,
    new RegExp(
      `\\bmi (?:ex )?${family} (?:\\w+ ){0,2}(?:me )?(?:pega|golpea|maltrata|viola|violo|amenaza|abusa|golpeo|pego)(?: de mi)?\\b`,
    ),
    /\b(?:me (?:pega|golpea|maltrata|violaron|violo|estan maltratando)|sufro (?:maltrato|violencia|abusos?)|soy victima de)\b(?! (?:un|el|la) cliente)/,
    /\bmiedo (?:\w+ ){0,2}(?:de|a) (?:mi (?:marido|esposo|pareja|novio|ex|padre)|volver a casa|ir a casa)\b/,
  ],
  strained: [
    /\b(?:estoy|me siento|me encuentro) (?:\w+ ){0,3}(?:agotad[oa]|exhaust[oa]|quemad[oa]|desesperad[oa]|hundid[oa]|deprimid[oa]|sobrepasad[oa]|desbordad[oa]|inutil|vaci[oa]|sol[oa]|al limite|rot[oa])\b/,
    /\bya no puedo mas\b|\bno puedo mas(?= ?(?:,|$))|\bno aguanto mas(?= ?(?:,|$))/,
    /\b(?:lloro|llorando|llore) (?:\w+ ){0,3}(?:despues|cada|todos|en el|antes|por las)\b/,
    /\bataques? de (?:panico|ansiedad)\b/,
    /\bno (?:puedo|consigo|logro) dormir\b/,
  ],
};
