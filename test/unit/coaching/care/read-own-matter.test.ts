import { readOwnMatter, type OwnMatter } from '../../../../src/coaching/care/read-own-matter.ts';

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const own: Record<OwnMatter, string[]> = {
  legal: lines(`
    can they fire me?
    Can they just fire me for being sick?
    can my manager fire me over one bad call?
    Is my company allowed to record my calls?
    can my employer read my messages?
    Can the company change my shifts without asking?
    is it legal that they make me work on Sundays?
    Is it legal for them to cut my hours?
    is my contract still valid?
    What does my contract say about overtime?
    Is my non-compete enforceable?
    how long is my notice period?
    do I need a lawyer?
    Should I talk to a solicitor?
    can I sue the company?
    can I take my employer to court?
    I was unfairly dismissed
    am I going to be fired?
    Could I get fired for this?
    I have a disciplinary hearing next week, what should I do?
    do I have the right to refuse overtime?
    what rights do I have?
  `),
  medical: lines(`
    should I see a doctor about my back?
    Should I go to the doctor?
    should I talk to a therapist?
    My wrist hurts when I type, what should I do?
    my voice is gone after every shift
    I have chest pains
    I keep getting migraines from the screen
    can I take ibuprofen with my medication?
    Can I work with a fever?
    am I pregnant?
    is it normal that my chest hurts after calls?
    I was diagnosed with ADHD
    my medication makes me sleepy
    I've had ringing in my ears since the new headset
  `),
  pay: lines(`
    my payslip is wrong
    My pay is wrong this month
    my overtime is missing
    There is a mistake in my payslip
    there's something wrong with my salary
    Why is my pay lower this month?
    when do I get paid?
    when is my bonus paid?
    I wasn't paid for Saturday
    I have not been paid
    I was underpaid
    they docked my pay
    money was deducted from my salary
    am I owed overtime?
    Am I entitled to sick pay?
    can I get a raise?
    who do I ask about my expenses?
    How is my commission calculated?
    my tax code looks wrong
  `),
  people: lines(`
    I want to resign
    how do I resign?
    how do I hand in my notice?
    Am I entitled to parental leave?
    am I allowed to work from home?
    how many sick days do I have?
    How much annual leave do I have left?
    can I take bereavement leave for my grandmother?
    my manager bullies me
    My team leader is harassing me
    I'm being bullied
    I feel discriminated against
    how do I file a grievance?
    how can I report my manager?
    I want to make a complaint about my team leader
  `),
};

const forTheKnowledgeBase = lines(`
  How do I refund without a receipt?
  what is our complaint procedure?
  A customer wants to sue us, what do I do?
  customer threatens legal action
  what do I say to a customer who mentions a lawyer?
  how do I handle a legal complaint?
  is the customer entitled to a refund?
  am I allowed to give a refund over 50 pounds?
  Am I entitled to give a discount?
  am I allowed to end the call with an abusive caller?
  may I hang up?
  can I offer a voucher?
  Can they return it without the box?
  can they get a refund after 30 days?
  the customer's payment is wrong
  a customer was charged twice
  why was the customer's card declined?
  how do I correct an invoice?
  the refund is missing
  when does the customer get paid back?
  when is the refund paid?
  what is the notice period for cancelling a subscription?
  how do I cancel a customer's contract?
  the contract of the customer ended
  what is the warranty on the mower?
  a customer cut his hand on the mower, what do I do?
  the caller says her back hurts from the chair
  customer asks whether the plant food is dangerous for pets
  should I call the customer back?
  should I see the order history first?
  should I talk to my team leader about this call?
  can I take a break?
  can I take a call on mobile?
  can I take the next chat?
  How long is the hour check?
  what is warning template B2?
  how do I give feedback with the AST method?
  my scores
  my action items
  what is my next session?
  my CSAT is wrong
  my quality score is too low, how do I improve?
  my goals
  my target is missing in the dashboard
  my login is wrong
  my headset is missing
  my shift starts late tomorrow
  how do I log overtime calls in the CRM?
  what's the bonus question in the quiz?
  how do loyalty bonus points work?
  how is commission explained to a customer?
  what are the payment terms?
  which payment methods do we take?
  where do I report a data breach?
  how do I report a bug?
  how do I report abuse by a caller?
  what counts as harassment by customers?
  I was insulted by a caller
  a customer bullied me on the phone
  the customer discriminated against our courier
  who signs off a goodwill payment?
  How do I leave a note?
  leave out the second win
  how many days do customers have to return?
  how many calls do I have today?
  can my manager see my notes?
  can my team leader see this?
  who can see my coaching talks?
  can they read this conversation?
  what did I note about Priya?
  who struggled with refunds last month?
  help me prepare for my 1:1
  how do I ask my manager for feedback?
  I want to become a team leader
  I want to get better at closing
  I feel nervous before calls
  coach me on objections
  fire drill, where do we meet?
  fired up for today
  the printer is on fire
  can we fire off the newsletter?
  is it legal to sell this weed killer?
  is it legal to record calls?
  what does the law say about cooling-off periods?
  what rights does a customer have?
  what is the sick note process?
  what is our policy on lunch breaks?
  how does the pension product work?
  Is it normal that the system is slow?
  is it serious if a parcel is late?
  thanks
`);

describe('questions about one’s own law, health, pay and employment', () => {
  it.each(Object.entries(own))('%s: for somebody of the organisation', (kind, texts) => {
    expect(
      texts.filter((text) => readOwnMatter(text) !== kind).map((text) => [text, readOwnMatter(text)]),
    ).toEqual([]);
  });

  it('are told from questions about serving customers and about the product', () => {
    expect(forTheKnowledgeBase.filter((text) => readOwnMatter(text) !== undefined)).toEqual([]);
  });
});
