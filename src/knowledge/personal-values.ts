/** Given names of many countries: of a list of people's names a good part begins with one, of a list of places none. */
const GIVEN_NAMES = new Set(
  (
    'adam adrian agnes ahmed aisha aiko akira alan albert alberto alejandro alena alessandro alex alexander alexandra alexei ali alice alicia ' +
    'alina amanda amelie amina amir amit amy ana anastasia anders andrea andreas andrei andrew angela anita anja anke ann anna anne ' +
    'annika anouk anton antonio antti aoife arjun arne arthur astrid axel barbara beatriz ben benjamin bernd birgit bjorn boris brian ' +
    'brigitte bruno camille carl carla carlos carmen carol caroline catherine celine charles charlotte chen chiara chloe chris christian ' +
    'christina christine christoph claire clara claudia claus craig cristina daan dagmar daniel daniela david deborah deepak denis dennis ' +
    'diana diego dieter dimitri dirk dmitri dominik donald dorothea edith eduardo elena elias elin elise elizabeth ella ellen elsa emil ' +
    'emily emma enrique erik erika ernst esther eva evelyn ewa fatima felix fernando filip finn florian francesca francesco francisco ' +
    'frank franz frederik friedrich fumiko gabriel gabriela gary george georg gerd gerhard giovanni gisela giulia giuseppe greta guido ' +
    'gunter gustav hana hannah hans harald haruto hassan heather heidi heike heinz helen helena helga helmut henrik henry hiroshi holger ' +
    'hugo ibrahim igor ines ingrid irene iris irina isabel isabella ivan jacek jack jacob jakub james jan jana jane janet jason javier ' +
    'jean jeff jennifer jens jeremy jessica joan joanna joao johan johanna johannes john jonas jonathan jorge jose josef joseph juan ' +
    'juha julia julian julie julien jun jurgen kaan karen karin karl karsten katarina katharina katja kate kathrin katrin kazuo keiko ' +
    'kenji kevin khalid kim kirsten klaus krzysztof kumar lara lars laura lea lena leo leon leonard li lisa liu louis louise luca lucas ' +
    'lucia lucie luis luisa lukas luke maciej magdalena maja manfred manuel marc marcel marco marek margaret maria marie marina mario ' +
    'marion mark marko markus marta martha martin martina mary maryam mateusz mats matthew matthias matteo max maximilian mei mehmet mehdi ' +
    'melanie mia michael michal michel michelle miguel mika mikael milan mohamed mohammed monika monica moritz mustafa nadia nancy naoko ' +
    'natalia natalie natasha nicolas nicole niels nikolai nikos nils nina noah noor nora norbert olaf oleg olga oliver olivia oluwaseun omar ' +
    'oskar otto pablo paolo pascal patricia patrick paul paula paulo pavel pedro peter petra philip philipp pia pierre piotr priya rachel ' +
    'rafael rahul rainer raj ralf ramon raul rebecca renate ricardo richard rita robert roberto robin roger roland rolf roman rosa ruth ' +
    'ryan sabine sakura sally samir samuel sandra sanjay sara sarah scott sean sebastian sergei sergio silke silvia simon simone sofia ' +
    'sonja sophie stefan stefanie stella stephan stephanie stephen steven susan susanne svein sven svetlana sylvie takashi tamara tanja ' +
    'tariq tatiana teresa theo theresa thomas thorsten tim timo tina tobias tom tomas tomasz tony torsten uwe ute valentina vera ' +
    'veronica victor viktor vincent vladimir walter wang wei werner wilhelm william wolfgang xavier yan yannick yasmin yuki yusuf yvonne ' +
    'zhang zofia zoe'
  ).split(' '),
)

/** Words of names of firms, places and things. */
const NO_PERSON =
  /\b(?:gmbh|inc|ltd|llc|corp|company|group|hotel|street|road|avenue|airport|university|school|club|bank|center|centre|island|city|county|state|park|river|lake|mount|the|of|and|for|new|los|las|san|santa|saint|north|south|east|west)\b/i

/** Whether a text is the name of a person, by a given name in it: `Marta Lindqvist`, `Lindqvist, Marta`. */
export function isPersonsName(text: string): boolean {
  if (
    text.length > 60 ||
    !/^\p{Lu}[\p{L}'’.-]*(?:,? \p{L}[\p{L}'’.-]*){1,3}$/u.test(text) ||
    NO_PERSON.test(text)
  )
    return false
  return splitWords(text).some((word) => GIVEN_NAMES.has(word))
}

/** Whether a text is one word that may be a person's given or family name. */
export function isOneName(text: string): boolean {
  return text.length < 30 && /^\p{Lu}[\p{L}'’-]+$/u.test(text)
}

/** Whether a word is a given name. */
export function isGivenName(text: string): boolean {
  return GIVEN_NAMES.has(splitWords(text)[0] ?? '')
}

function splitWords(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^a-z]+/)
}

/** Whether digits are the number of a card (ISO/IEC 7812: six digits of its maker, Luhn's sum), and no vendor's example. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, '')
  if (!/^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/.test(digits))
    return false
  if (/(\d)\1{5}|4242|1234567|0005$|1881$|1117$|9424$/.test(digits)) return false
  return sumByLuhn(digits) % 10 === 0
}

function sumByLuhn(digits: string): number {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum
}
