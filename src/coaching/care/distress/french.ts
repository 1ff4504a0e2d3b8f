import type { DistressRules } from './rules.ts';

const family =
  '(?:mari|femme|conjoint|conjointe|copain|copine|compagnon|compagne|ex|pere|mere|frere|fils|beau pere)';

export const french: DistressRules = {
  figurative: [
    /\b(?:meurs|mourir|morte?|creve) (?:de|d) ?(?:faim|soif|rire|ennui|honte|chaud|froid|envie|curiosite|impatience|fatigue)\b/g,
    /\bmort(?:e|s)? (?:de|d) ?\w+/g,
    /\b(?:cette|ce|la|le|les|ces) (?:file|attente|chaleur|queue|systeme|logiciel|casque|lundi|appels?|maux) (?:\w+ ){0,3}(?:me tue|me tuent)\b/g,
    /\btuer le temps\b|\ba mourir (?:de rire|d ennui)\b/g,
  ],
  procedure: [
    /\b(?:que|quoi|comment|qui|ou|quand|quelle?|faut il)\b.*\b(?:si|quand|lorsqu\w*|en cas) ?(?:de |un |une |quelqu\w* |le |la |qu\w* )?(?:client\w*|appelant\w*|personne|menace)?\b.*\b(?:suicid\w*|menace\w*|mourir|violen\w*)/,
    /\b(?:procedure|politique|protocole|guide|formation|consigne|regle)\w*\b.*\b(?:suicid\w*|automutil\w*|violence|maltraitance)/,
    /\bprevention du suicide\b/,
  ],
  other: [
    /\b(?:un |une |le |la |mon |ma )?(?:client|cliente|appelant|collegue|ami|amie|frere|soeur|fils|fille|quelquun|personne|dame|monsieur)\b.*\b(?:suicid\w*|se tuer|veut (?:mourir|en finir)|mettre fin a (?:ses jours|sa vie)|ne veut plus vivre|se faire du mal)/,
  ],
  self: [
    /\bsuicid\w*|\bautomutil\w*|\bme scarifi\w*/,
    /\b(?:je )?(?:veux|voudrais|vais|veut|envie de|prefere|prefererais|pense a|songe a|souhaite) (?:\w+ ){0,2}(?:mourir|crever|etre morte?|me tuer|en finir|disparaitre pour toujours|me faire du mal|me pendre|sauter|mettre fin a mes jours|ne plus (?:vivre|exister|me reveiller))\b/,
    /\b(?:me tuer|me pendre|mouvrir les veines|me faire du mal|en finir avec (?:la|ma) vie|mettre fin a (?:mes jours|ma vie))\b/,
    /\benvie (?:de |d ?)(?:mourir|en finir)\b|\benvie den finir\b/,
    /\bje (?:ne )?veux plus (?:vivre|etre la|exister|me reveiller|continuer a vivre)\b/,
    /\bje (?:ne )?peux plus (?:vivre|continuer)(?: comme (?:ca|cela))?(?= ?(?:,|$))/,
    /\bplus (?:envie|la force|aucune raison) de (?:vivre|continuer a vivre)\b/,
    /\b(?:pas|plus|aucune) (?:d)?(?:issue|espoir|dissue|despoir)(?: pour moi)?(?= ?(?:,|$)| (?:pour moi|a ma vie)\b)/,
    /\b(?:ma |la )?vie (?:ne |n)?(?:a|vaut|na) (?:plus|pas|plus aucun|plus la) ?(?:de |la )?(?:sens|peine|rien)\b/,
    /\bmieux (?:sans moi|morte?)\b|\bje (?:serais|voudrais etre) (?:mieux )?morte?\b/,
    new RegExp(
      `\\b(?:mon|ma) (?:ex )?${family} (?:\\w+ ){0,2}me (?:frappe|bat|viole|maltraite|menace|tape|cogne|etrangle)\\b|\\b(?:mon|ma) ${family} m(?:a|e) (?:frappee?|battue?|violee?|etranglee?|menacee?)\\b`,
    ),
    /\bje (?:me fais|suis|me suis fait|ai ete) (?:\w+ )?(?:battre|battue?|frapper|frappee?|violee?|violer|maltraitee?|agressee? sexuellement)\b/,
    /\bpeur (?:de (?:mon (?:mari|conjoint|copain|ex|compagnon|pere)|rentrer (?:chez moi|a la maison))|pour ma vie)\b/,
  ],
  strained: [
    /\bje (?:suis|me sens) (?:\w+ ){0,3}(?:epuisee?|a bout|videe?|desesperee?|depassee?|deprimee?|seule?|inutile|au bout du rouleau|crevee? moralement|debordee?)\b/,
    /\bjen peux plus\b|\bje nen peux plus\b|\bje craque\b/,
    /\b(?:je )?pleure (?:\w+ ){0,3}(?:apres|tous|chaque|avant|en rentrant|la nuit)\b/,
    /\bcrises? (?:de panique|dangoisse)\b|\bburn ?out\b.*\bje\b|\bje\b.*\bburn ?out\b/,
    /\b(?:ne |n)?(?:arrive|peux|dors) (?:plus|pas) (?:a )?dormir\b|\bje ne dors plus\b/,
  ],
};
