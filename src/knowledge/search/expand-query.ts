import { toTerms } from '../terms.ts';

/**
 * Words that people in a contact centre use for one another. General English of the trade, not drawn from any document;
 * each line a group, the words of a line stand for one another.
 */
const groups: readonly string[][] = `
parcel package shipment
customer client buyer shopper caller
receipt slip
refund reimburse
photo picture image
broken damaged faulty defective shattered smashed
voucher coupon
supervisor leader boss
solicitor lawyer attorney
review rating
complaint grievance
phone telephone call
recording tape audio
delete erase remove
permission approve authorise
limit maximum ceiling biggest
price cost charge fee
courier driver carrier
item product goods article
address street
ill sick
shift rota
die death pass
threat violence hurt harm
verify check confirm identity
cancel close terminate
late delay overdue missing
begin start
end finish stop
holiday vacation leave
salary pay wage
employee staff colleague
meeting session
teach train coach
buy purchase
`
  .trim()
  .split('\n')
  .map((line) => [...new Set(toTerms(line))]);

const related = new Map<string, readonly string[]>();
for (const group of groups)
  for (const term of group)
    related.set(term, [...(related.get(term) ?? []), ...group.filter((other) => other !== term)]);

/** Terms that may stand in a document for those that were asked, without these. */
export function expandTerms(asked: readonly string[]): string[] {
  const known = new Set(asked);
  return [...new Set(asked.flatMap((term) => related.get(term) ?? []))].filter((term) => !known.has(term));
}
