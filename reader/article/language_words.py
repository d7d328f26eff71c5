"""Frequent words and letters of languages that share a script. Read by ``reader.article.language_guess``."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Family(NamedTuple):
    """The languages of one script."""

    letters: dict[str, tuple[str, ...]]
    """The languages by each letter that only some of them have."""
    words: dict[str, tuple[str, ...]]
    """The languages by each frequent word."""
    endings: dict[str, tuple[str, ...]]
    """The languages by each frequent ending of a word."""


def _rows(table: str) -> list[tuple[str, str, list[str]]]:
    """Return the code, the letters and the words of each row; a line that is indented continues the row before it."""
    rows = []
    for row in re.split(r"\n(?=\S)", table.strip()):
        head, _, words = row.partition(":")
        code, _, letters = head.partition(" ")
        rows.append((code, letters, words.split()))
    return rows


def _by_each(lists: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, items in lists:
        for each in dict.fromkeys(items):
            found.setdefault(each, []).append(code)
    return {each: tuple(codes) for each, codes in found.items()}


_ENDINGS = _rows("""
en: ing ed ly tion ness ould ight ers ies
de: chen ung ungen lich isch keit heit ieren tig enden sten
nl: lijk lijke ijk aar ijn heid atie tie eren aal aan oor
af: heid ing like skap asie eer hede yk ies
fr: tion ment ique eur eux ait aire ement ence elle ité tés és ées
es: ción ciones dad mente ando iendo ado ados ión ía ías
pt: ção ções dade mente ando ão ões eiro agem nho ável ados
it: zione zioni ità mente ando ato ati ello etto one oni zza are ere ire
ca: ció cions tat ment ats itat eix ixen ist esa ques
gl: ción cións dade mente ando eiro nza ións xe
ro: ului ilor ție ții are ează ate lor ul ea ele ească esc ând
pl: ego ych ymi ości ość ami ach cie anie enie ować sz ej owy owe owa
cs: ího ých ými ost osti ání ení ách ové ovat ou ěl ním ém ní
sk: ého ých ými osť osti nie ania enia ovať ách ové ou iť ať ieho om
sl: ega ih imi ost osti nje nja ijo ajo ejo ov anju iti ati ček
hr: oga ih ima ost osti nje nja iju aju ova anje ije ijem ti ović
sr-Latn: og ih ima ost osti nje nja iju aju ova anje ije ti ović
hu: ban ben nak nek val vel ból ből ság ség nál ott ett ását ás és ok ek tól től hoz hez
fi: ssa ssä sta stä lla llä lta ltä lle nen sen aan ään iin ksi tta ttä uus us an än
et: sse st ga le lt se te tud dud mine mise mist us ust ks des maks
sv: ning ningar het heten are erna arna ade tion skt lig liga ar or et
da: ning ninger hed heden heder erne ede tion tioner ligt lig er et else ene sk
no: ning ninger het heten heter ene ede sjon sjoner lig er et else asjon ane
is: ur um inn inu ið ar ir legt unum ingu anna
lt: as is us os ai ių ų imas imo yti ame oje umas ose ti uoja
lv: as is us ām ību ība ības jas ju ēt ījums šana šanu iem ām ās
tr: lar ler ları leri dir dır mak mek yor ında inde lık lik nın nin dan den sı si
az: lar lər ları ləri dir dır maq mək ında ində lıq lik nın nin dan dən sı si
id: nya kan annya asi itas
ms: nya kan lah annya asi iti
eu: aren arekin tzen tzeko ean tik ekin ko ak ek rako en
eo: oj on ojn as is os ita ado eco anto ajn
la: us um orum arum ibus tur que is am em ae it unt ntur
ru: ого его ыми ость ости ение ения ать ить ться ется ный ная ные ией ами ому ых ой
uk: ого ього ими ість ості ення ання ати ити ться ється ний на ні ією ами ому их ої
be: ага яга ымі асць асці енне анне аць іць цца ецца ны ная ныя ай амі аму ых
bg: ият ията ието ните ите ето ата ът ва ение ания ост ост ски не ме ка ци
sr: ог их има ост ости ње ња ију ају ова ање ије ти
mk: от та то ите ата ето ува ување ња ност ски ме ња ија
kk: лар лер дар дер тар тер ның нің дың дің тың тің дан ден ған ген ды ді мен
mn: ийн ын аар ээр оор өөр тай тэй ийг ыг ууд үүд лах лэх сан сэн ж ч
hi: ों ियों ाओं ता ना ने ेंगे ाएँ
mr: च्या चे ची चा ला ना ने त ात ील ून ण्यासाठी ण्याचा ांना
ne: को का मा लाई हरू हरु ले ने छ छन् देखि बाट
sa: म् स्य ानि ाः ेन ति न्ति ः
""")


def _family(table: str) -> Family:
    """Return the languages of a table; a row has a code, the letters that tell, a colon, and frequent words."""
    rows = _rows(table)
    codes = {code for code, _, _ in rows}
    return Family(
        _by_each((code, letters) for code, letters, _ in rows),
        _by_each((code, words) for code, _, words in rows),
        _by_each((code, endings) for code, _, endings in _ENDINGS if code in codes),
    )


LATIN = _family("""
en: the of and to in is that it for with as this are you be on was by not have from or at an will can your we they has
    which if but their there when what how its all he she his were been would about into more who do than these some then our
    so no out one my up other use a i
de äöüß: der die und das ist nicht ein eine zu den mit von auf sich für dem sie wir es im auch des als an wie bei aus
    werden wird sind aber oder einen einem einer nach noch nur wenn man um über kann zum zur durch dass ich hat war so haben
    diese dieser mehr können du wurde keine was hier dann schon habe mir sein vor mich bis doch ihr immer jetzt wieder sehr
    muss uns bin unter vom gut gibt hatte ihre gegen seine geht zeit ganz machen denn meine damit dir einfach ohne weil
    willkommen sprache kurz geschichte hauptstadt rechner datei buch leute benutzt
nl éëïóèüö: de het een en van is dat niet met voor zijn op te die aan ook je in er maar om als bij naar uit worden wordt
    deze heeft hebben kan kunnen dit door over nog geen meer of zo wat moet veel ik hij we ze was wel dan tot jouw waar hoe
    zonder alleen mijn heb haar jaar mensen ons werd goed gaan gaat onze zich zou doen dus tegen maken mij onder twee nieuwe
    weer zien jij moeten eerste komt wij eens daar heel toch dag mee tijd zij welkom taal geschiedenis hoofdstad bestand boek
    gebruikt
af êëéôûï: gaan vandag mense kom weer die en van is nie het ʼn om te in wat vir met dit sy hy hulle ons jou wees deur as
    op aan kan sal maar word ook nog meer baie dat haar was ek jy hierdie geen of by moet elkeen mag enige sonder alle tot
    reg wanneer tussen
fr àâæçéèêëîïôœùûü: le les et est des du une que pour dans qui pas sur avec vous nous ce la de un en au aux par plus il
    elle ne se son sa ses cette sont ou mais comme être fait tout si leur on je votre ces même très où aussi peut sans bien
    ont été était lorsque c'est d l qu n c à y ça ils faire deux moi quand après suis tous avoir encore alors avait ans
    autres autre rien fois faut toujours voir contre avant depuis donc notre sous moins toi déjà quoi soit trop leurs ton
    toute bienvenue langue court histoire ordinateur fichier livre gens utilise
es áéíóúüñ¿¡: el la los las y que del una por con para es se su como más no lo de en un al sus este esta son pero si muy
    también ya todo cuando hay entre está ser puede o sobre donde desde hasta nos porque cada sin fue ha tiene te le me usted
    esto estos ni hoy yo mi a eso qué así años hacer ahora hace tiempo día mejor mucho ese mismo siempre tengo después están
    esa estoy año otro otros gracias otra cosas personas había tener ellos creo cómo hecho quiero sólo aunque cuenta
    bienvenidos artículo lengua historia ordenador archivo libro usa
pt àáâãçéêíóôõúü: o a os as de que e do da dos das em um uma para com não por mais se na no nas nos é ao são como foi seu
    sua você tem ou também ser mas pelo pela está isso muito já quando eu ele ela pode até sem sobre mesmo este esta quem há
    nós seus projeto todo toda todos todas ter hoje bem pessoas tudo ainda fazer minha anos agora assim depois onde estão
    eles tenho melhor bom foram ano aos coisa suas quero mim outros tão então nem nossa faz cidade às quer estou trabalho
    novo seja bem-vindos artigo língua curto história computador arquivo ficheiro livro usa meu
it àèéìîòóù: il la di che è e per un una del della con non sono gli nel le si i in da al lo dei delle alla anche come più
    ma questo questa o se ha essere nella ci dal tuo può dalla su cui sul tutti tra quando loro hanno perché ogni molto così
    ai a l io stato tutto fatto suo anni sia fare degli dopo alle poi quello chi ancora senza altri mio mia sulla dove vita
    nei già quella quindi secondo proprio altro bene grazie lavoro nelle persone questi stata benvenuti articolo lingua
    storia capitale libro usa hai sei fai
ca àçèéíïòóúü·: el la els les i de que un una per amb no és en del al als dels es va ha més com aquest aquesta són però
    també si molt seva seu hi ho ser tot tots o pot quan entre fer fins on ja sobre això què us cap sense avui pel perquè a d
    l anys estat ara després està fet altres només persones té encara hem gent així dir veure gràcies lloc jo mateix vaig
    pels bé ciutat millor aquests seves abans diu passat segons res nostres aquestes història dies benvinguts llengua
    ordinador fitxer llibre utilitza meu
gl áéíóúñüï¿¡: todo toda todos todas tempo anos agora así despois mellor ano outros tan entón nin nosa fai cidade
    traballo novo sexa persoas aínda facer hai o a os as e de que do da dos das en un unha para con non por máis se na no nas
    nos é ao ás como foi seu súa ten ou tamén ser pero pola polo está isto moi xa cando eu el ela pode ata sen sobre unhas
    onde son este esta quen nós ó á hoxe benvidos artigo lingua historia ordenador ficheiro libro usa meu
ro ăâîșțşţ: de și în a la să din o pe cu nu mai un este că care pentru sau ce fost sunt fi dar prin după cum când le se
    au am ca al ai ale lui iar si poate acest această aceasta lor noi toate între până vor dacă unei unui foarte fără cele
    dumneavoastră îl e azi despre mult trebuie ani doar fie dintre timp într chiar vă așa bine acum nici către două atunci
    avea cât mă unde cea fiind multe anul îi asta ceea putea alte decât avut făcut atât unul ați venit articol limbii scurt
    istoria capitala calculator fișier carte oameni folosește meu
pl ąćęłńóśźż: potem najpierw następnie i w na z się jest to że nie do jak dla przez od są oraz po o a za co tym tak czy
    ale lub może być które który która jego przy ich już tylko jeśli można pod te tego bardzo też ma gdy go jej był była
    więcej wszystkie ten ta mnie dzisiaj u będzie sobie mam jeszcze jestem było kiedy nawet coś ci lat więc gdzie żeby wiem
    wszystko ludzie przed ludzi także tych również takie ktoś niż dobrze zawsze właśnie osób czas mają dzięki którzy podczas
    bardziej dlaczego witaj witamy artykuł języka krótki historii stolicą komputer plik książka używa moim
cs áčďéěíňóřšťúůýž: a v na se je že to s z do pro jako jsou nebo o i k za ve po od by si ale tak jen které který která
    být bude jsem jsme jeho aby až ze při není podle mezi tento tato toho už můžete může více když také má jak však pokud byl
    byla dnes co ještě před své vás mě já bych protože první něco další teď jste proč jejich kdy měl mít roce všechny díky
    již jestli mají třeba den právě tady taky všechno velmi přes české její proto budou jsi někdo tohle dobře dobrý jdeme
    máme můj čas práce vítejte článek jazyka krátký historie hlavní město počítač soubor kniha lidé používá programování mého
    nainstalovat
sk áäčďéíĺľňóôŕšťúýž: a v na sa je že to s z do pre ako sú alebo o aj i k za vo po od by si ale tak len ktoré ktorý ktorá
    byť bude som sme jeho aby až zo pri nie podľa medzi tento táto toho už môžete môže viac keď tiež má však ak bol bola dnes
    čo ešte pred svoje vás veľmi bolo počas všetko rokov iba ľudí niečo preto deň pretože všetky mať práve vďaka veľa najmä
    ktorú tejto ktorej lebo časti okrem napríklad ľudia iné určite cez ktorých všetkých úplne majú ktorí budú naozaj tieto
    dobrý ideme máme môj čas práca vitajte článok jazyka krátky histórie hlavné mesto počítač súbor kniha používa mojom
sl čšž: gremo lepo vreme najprej nato zdaj in je v na se da so za ki pa z tudi s ne kot po še iz bi bo od tako pri ali če
    že ni lahko ko kar smo ter med vse to biti vam ta več tem svoj svoje kako bil bila samo zelo ker do le sem si nič kjer
    danes ima vsak vsakdo brez mora vaš kakšen kje tukaj dela jih nekaj saj tega zaradi ob bodo vedno prav kaj naj boste
    vendar del bomo gre bolj ampak seveda časa vsi skupaj mogoče niso svojo ljudje najbolj predvsem torej poleg letih res
    pomeni življenje eno dobrodošli članek jezika kratek zgodovini glavno mesto računalnik datoteka knjiga uporablja mojem
hr čćđšž: i u je da se na za su od s ne a to koji koja koje kao iz ili će što bi ali nije kako sve o do te može biti po
    bio samo više nakon gdje uvijek vrijeme tko tijekom također lijepo svijet riječ dvije sam mi ga ima ako danas prije vaš
    tisuća treba uz ljudi bez svatko nitko ovdje dio čovjek mjesto primjer tjedan poslije tvrtka tisuće cijeli uvjeti godine
    još kada jer zbog prema godina jedan mogu šta dok ovo dana toga ovaj sada nego broj između kad svi nema bih nisu tome taj
    nešto grada koju onda već protiv dobrodošli članak jezika kratak povijesti glavni grad računalo datoteka knjiga koristi
    moj
sr-Latn čćđšž: i u je da se na za su od s ne a to koji koja koje kao iz ili će što šta bi ali nije kako sve o do može
    biti po bio samo više nakon gde uvek vreme ko tokom takođe lepo svet reč dve sam mi ga ima ako danas pre vaš hiljada
    treba uz ljudi bez ovde deo čovek mesto primer nedelja posle preduzeće hiljade ceo uslovi godine još kada jer zbog prema
    godina jedan mogu dok ovo dana toga ovaj sada nego broj između kad svi nema bih nisu tome taj nešto grada koju onda već
    protiv rekao dobrodošli članak jezika kratak istoriji glavni grad računar datoteka knjiga koristi moj
hu áéíóöőúüű: a az és nem hogy egy is de meg csak ha van volt ez vagy már még kell ki azt mint ezt minden mert nagyon így
    olyan itt lesz lehet be két ne új amikor ami több pedig szerint kis között ezek egyik által majd után ma s el fel azok én
    jó akkor vagyok nagy úgy nincs aki első mindig nekem amit mit ilyen le sok jól miért volna azért tudom milyen igen lett
    ott alatt ember miatt lenne hát más mikor valami egész arra ezért üdvözöllek cikk nyelv rövid fővárosa számítógép fájl
    könyv emberek használ szóló
fi äöåšž: ja on ei että se oli mutta ole kun niin myös hän jos ovat voi nyt sen kuin tai en joka olla sitä mitä vain jo
    kanssa tämä sitten kaikki sekä mukaan paljon tässä ne koska hyvin voit jotka tänään tulee siitä tämän miten eivät olisi
    ollut vielä kyllä hyvä jälkeen saa olen pitää ihan mitään hänen vaan aina koko kuitenkin vaikka mikä vuoden ennen aika
    eli jossa näin noin vuonna eikä siis sillä ehkä itse onko tehdä tuo vähän yksi tervetuloa artikkeli kielen lyhyt
    historiasta pääkaupunki tietokone tiedosto kirja ihmiset käyttää
et äöõüšž: ja on ei et see oli aga ka kui nii tema või kes mis ning seda oma siis ma saab kõik veel välja ole selle väga
    olla nende ta pärast nagu mida kas ainult mitte üks tuleb juba sest need meie täna kuid kuidas tere tulemast artikkel
    keele lühike ajaloost pealinn arvuti fail raamat inimesed kasutab minu eesti
sv åäöé: och att det som en är på för av med till den inte har ett jag i de om så kan var vi men man när från eller hur
    du vill där ska sig vid också mycket bara under alla detta efter många sin dem upp nu få bli idag kommer vad här då vara
    finns hade ju gör än göra över allt hon måste även någon andra något kanske två varför hela sen utan väl fick säger varit
    rätt sedan själv behöver några åt första nog välkommen artikel språk kort historia huvudstad dator fil bok använder
da æøåé: og at det som en er på for af med til den ikke har et jeg i de om så kan var vi men man når fra eller hvor du
    vil der skal sig ved også meget bare under alle dette efter mange sin dem op nu få blive blev hvad noget nogle hvis kunne
    hans mig være dag mere bliver ret mod andet uden mellem havde deres vores lidt gør enhver selv jer gennem således ingen
    må nogen hver frihed tid ind bedre fordi ud lige været fik gøre måske siger altid anden gerne blevet tilbage sidste brug
    tage mit giver børn tager endnu bruge gik fået hendes inden forskellige vej rigtig sige gange lide blandt næste måde dage
    aften velkommen artikel sprog kort historie hovedstaden fil bog bruger min sprogs sproget danske dansk
no æøåéòôê: og at det som en er på for av med til den ikke har et jeg i de om så kan var vi men man når fra eller hvor du
    vil der skal seg ved også mye bare under alle dette etter mange sin dem opp nå få bli ble hva noe noen hvis kunne hans
    meg være dag mer blir rett mot annet uten mellom hadde deres våre litt gjør enhver selv dere gjennom slik ingen må hver
    frihet tid inn bedre fordi ikkje ein eit frå dei eg vere korleis kva òg berre deg vært enn gjøre igjen fikk sier kanskje
    aldri blitt veldig trenger gi gikk nei siste gir tilbake finnes tatt finne akkurat takk bruke feil tok skjer bruker grunn
    annen ganger hatt sånn kjent neste nesten velkommen artikkel språk språket kort historie hovedstaden datamaskin fil bok
    min norsk norske norges
is áðéíóúýþæö: og í á að er sem til en við af um ekki var fyrir með ég eru frá það þar því eða eftir hún svo hefur vera
    þá verið hafa þess þú þetta voru allt hann upp ef eins nú sé hér yfir þegar úr út fram sér þeir hjá mér þeirra einnig vel
    gera hans þeim getur okkur þó sig þau okkar inn hvað vegna hafi undir bara fara mjög væri árið saman fá ár síðan aftur
    honum
lt ąčęėįšųūž: ir kad į su iš yra tai kaip ar o buvo savo tik bet nuo ne apie taip kai labai dėl per gali jau po iki jei
    už jo būti kas turi arba daug jų šis ši tačiau kuris kurie kurių galite šiandien prie tarp mūsų jie dar jis bei pat metų
    nes jos metu daugiau nors čia ant nėra ji jūsų prieš reikia kur aš ką pagal tiek mes nei vienas būtų vis dabar mano visi
    jog jums jį tikrai metais todėl sveiki straipsnis kalbos trumpas istoriją sostinė kompiuteris failas knyga žmonės naudoja
lv āčēģīķļņšūž: un ir ar par ka no kā uz kas arī vai bet es tā nav to tas ja lai bija ko pēc tikai tad līdz kad var jau
    pie vēl ļoti gan ne savu viņš šo šis mēs kur būt tiek vairāk jūs varat pirms daudz šodien kuru kuras būs jo tev gada visu
    tās esmu kaut mums tagad viņa mūsu viss laikā būtu valsts pat jums labi cik kāds tam viņu mani tur taču varētu bez visi
    kurš pret viens šī tika kopā tieši laipni lūdzam raksts valodas īss vēsturi galvaspilsēta dators fails grāmata cilvēki
    izmanto manā
tr âçğıîöşüû: ve bir bu için ile de da olarak daha çok olan gibi ne kadar var en her o ama sonra ki değil ben sen yeni
    ise veya şu diye tüm olduğu zaman kendi mi ya nasıl bunu size bugün olur eğer tarafından üzerinde iyi yok büyük güzel
    sadece ilk iki hiç oldu bile şey benim böyle tek gün yer önce artık göre mı seni beni aynı bana doğru biz olduğunu
    birlikte devam diğer sana fazla neden önemli yıl içinde hoş geldiniz yazı makale dilinin kısa tarihi başkenti bilgisayar
    dosya kitap insanlar kullanır hakkında
az çəğıöşü: və bir bu üçün ilə də da kimi daha çox olan ki hər o var olaraq sonra yeni deyil ən isə sizin ya amma olduğu
    bütün öz necə edir həm belə onun bizim mən lakin qədər bilər xoş gəlmisiniz məqalə dilinin qısa tarixi paytaxtı kompüter
    fayl kitab insanlar istifadə haqqında
id: kemudian agar dulu atas yang dan di untuk dengan ini dari dalam adalah tidak pada anda akan itu bisa ada kita ke juga
    dia saya atau oleh karena sudah mereka lebih seperti dapat harus bahwa jika kami telah menjadi sebuah tersebut bahasa
    sangat baik apa hanya saat beberapa kalian hari setiap secara kepada bagi orang boleh pun semua satu tetapi lain perlu
    cara mau saja berbagai maupun adanya yaitu sehingga kode proyek tanpa bila mulai terhadap daripada bagian perusahaan
    mobil berhasil bilang situs berarti butuh menemukan coba berbeda nomor sebagian menit mencoba selamat datang artikel
    singkat sejarah kota komputer berkas buku pengguna menggunakan tentang pemrograman
ms: yang dan di untuk dengan ini dari dalam adalah tidak pada anda akan itu boleh ada kita ke juga dia saya atau oleh
    kerana sudah mereka lebih seperti dapat mesti bahawa jika kami supaya telah menjadi sebuah tersebut bahasa sangat baik
    apa hanya semasa beberapa hari setiap secara ialah daripada kepada satu bagi tetapi sahaja mahu perlu cara lain pelbagai
    sebarang tiada terhadap tanpa iaitu kod projek mula cuba awak hendaklah bahawasanya sehingga pun orang semua cakap mak
    tengok selepas semula berjaya faham bilik telefon duit ramai kuasa bahagian perkara rancangan sentiasa sesiapa kebangsaan
    selamat datang artikel ringkas sejarah negara komputer fail buku pengguna menggunakan tentang pengaturcaraan
fil: ang ng sa na mga at ay isang hindi ito ko may ni si para mula siya pag kanyang lang naman niya lahat rin din upang
    kaya nito wala kung ka nang ako ibang iyong kapag ngayon gusto maging dapat natin atin po ba ano dahil tao nila walang
    sila pero araw isa bilang kay mag nga kanilang pang buhay iba maaaring kahit saan yung dito nag pamamagitan noong kasi
    ilang lamang ngunit taon taong alam kong nasa panahon bagay
vi àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ:
    và của là các cho một có không được trong với những bạn này để người đã thể như đến khi làm sẽ từ ra về vào đó cũng lại
    tôi bị phải thì trên nếu hoặc bằng nhiều hơn rất cần hôm nay công họ tại thành đầu chỉ năm sự học chính ngày số động mà
    nhà việc sau điều còn chúng gia mình thế nhưng đi bộ nhân thực hiện theo thời con nước nhất sinh đây
sq ëç: të dhe e në i për me një që është nga nuk si ka më se ose do kjo por ky janë së mund duke edhe kur ne shumë kanë
    pa deri këtë tek juaj ju ishte
eu ñü: eta da ez bat du dira izan ere den dute baina egin zen bere edo dago hau ditu hori egiten gabe bai baino nahi
    izango behar dugu dela guztiak ondoren
ga áéíóú: an na agus ar is i a le go do tá ag sé bhí sin seo ach mar as ní nach don leis den ina gach siad bhfuil féin
    raibh bheith
cy âêîôûŵŷïá: y yr yn i a o ar mae am ei wedi bod gan hyn oedd fel ac nid eu hefyd gyda sydd un neu sy ond mewn chi hwn
    eich er
sw: na ya wa kwa ni katika za la cha kama hii hiyo huo kuwa au lakini yako wao si watu kila yake mtu zaidi sana wako vya
    kutoka hilo hivyo pia baada bila kuna ili
eo ĉĝĥĵŝŭ: la kaj estas de en al ne por kun ke mi ĝi vi li oni sed aŭ el pri ili kiu tio tiu ĉi kiel pli per ankaŭ se
    havas povas
la æœ: et in est non ad cum ut quod sed qui ex de quae si ab per atque sunt esse aut nec enim quam hoc etiam autem eius
    quo
mt ċġħżàèìòù: li u ta il fil tal l hija huwa din dan ma minn għal jew dak biex kif aktar kien fuq kull kollha
uz ʻʼ: va bu bilan uchun bir ham boʻlgan boʻlib oʻz kerak yoki har shu emas bo'lgan bo'lib o'z mumkin qilish keyin edi
    lekin juda men siz haqida
tk äçňöşüýž: we bir bu üçin bilen hem da de bolan şol öz ýa däl diýip iň ýok soň bolsa her ähli biziň
ku çêîşû: û ku ji bi li di de bo ne xwe ev wî ew bû hat kir dike jî an her wê da min tu em
so: waa iyo oo ka ku in uu ay ah la ayaa soo ama u isku waxaa si kale laga lagu wuxuu waxay inuu dadka
ha ɓɗƙ: da a na ta ya ba shi ne cikin wannan ko sun an kuma amma wanda don yana ga sai domin suna wata
yo ẹọṣàáèéìíòóùú: ní àti tí sí ti jẹ́ wọn ó pé kí fún láti náà bí gbogbo kan lórí
""")
"""Languages of the Latin script."""

CYRILLIC = _family("""
ru ёйщъыьэюя: и в не на что с я по а как из это за для о к но у его он от все так же мы до ты только был если когда было
    мне меня уже ещё еще бы или их они при быть есть она вы может после нет очень были также вот чтобы который которые можно
    этого этот сейчас сегодня более под этом где без вам ваш время года была ее чем больше году лет человек себя всех тебя
    теперь всего надо ему почему пока тем эти жизни всегда этой здесь потому такой однако ничего всё её жизнь несколько своей
    сказал тогда потом добро пожаловать статья языка короткая истории столица компьютер файл книга люди использует мой
uk йщьюяіїєґ: в на не і у з що та до це за а я як про для від так але він його все то є ви по ми й ще які який під вже
    коли якщо або було вони щоб цей час бути може ваш дуже також можна ця сьогодні тут після між року із мені чи був буде її
    їх хто тільки вона всі ні років цього яка має більше чому була були зі бо зараз щодо навіть лише життя тепер проти щось
    яких нічого ось рік багато вітаємо ласкаво стаття мови коротка історію столицею файл книга люди використовує мого
be ёйыьэюяіў: і на ў у не што з да як гэта для а я за па ад але ён яго так або мы вы яны калі каб які якія пра быць можа
    ваш вельмі таксама можна сёння пры гэты гэтага толькі ёсць быў была вашага вітаем артыкул мовы кароткі гісторыю сталіца
    файл кніга людзі выкарыстоўвае маім
bg йщъьюяѝ: на и в да е от за се с не си че по ще са това като а но до много има му или може съм ли само през аз което
    които която във така когато този тази те бъде трябва днес вие вашия как към след всички при ви всеки ни нас беше можете
    най няма който един още със вече малко нещо преди повече защото тези тя всичко защо хора както също тук мен път някой
    толкова част кой колко хората срещу няколко място тях чрез ето докато винаги добре дошли статия език езика кратка
    историята столицата компютър файл книга използва моя
sr јљњћђџ: овај прво затим она они и у је да се на за су од с не а то који која које као из или ће што шта би али није
    како све о до може бити по био само више после где време такође данас сам ако има ваш пре ово људи могу ова ради без када
    ни још сви свако сваки него треба овде године јер због према један док дана сада број нема нису томе тај нешто града коју
    неће постоји можете пута кроз међу против увек добродошли чланак језика кратак историји главни град рачунар датотека
    књига користи мој
mk јљњѓќѕџѐѝ: прво потоа ги на и во да се од за е со не го ќе што дека како ја тоа а кој кои која по ми до или има кога
    беше сите ако може овој оваа година еден нема многу денес вашиот само ова најмногу повеќе сум јас биде уште тие каде луѓе
    таа исто кај додека некој зошто некои овие затоа нешто веќе имаат колку сакам преку толку бидејќи неколку околу секој
    луѓето светот нив тогаш бидат меѓу биле ништо мислам пат добредојдовте дојдовте статија јазик јазикот кратка историјата
    главен град компјутер датотека книга користи мојот
kk ёйщъыьэюяәғқңөұүһі: және мен бұл үшін бір деп де да бар болып осы оның емес ол немесе өз керек жаңа туралы болады
    кейін бүгін сіз қазақ өте барлық әр қош келдіңіз мақала тілінің қысқа тарихы компьютер файл кітап адамдар
ky ёйщъыьэюяңөү: жана менен бул үчүн бир деп да бар болуп ошол анын эмес ал же өз керек жаңы жөнүндө болот бүгүн сиз
    кыргыз абдан бардык ар
mn ёйщъыьэюяөү: нь ба энэ юм байна бол та бид байгаа хүн гэж болон эсвэл тул дээр нэг маш их өөрийн үед монгол болно бүх
    гэсэн тэр өнөөдөр бас л уу тавтай морил өгүүлэл хэлний богино түүх нийслэл компьютер файл ном хүмүүс тухай миний
tg ёйъэюяғӣқӯҳҷ: ва ба дар аз ки ин барои бо аст он ҳам ё як ҳар мо шумо бояд худ онҳо кард буд тоҷикистон имрӯз
tt ёйщъыьэюяәҗңөүһ: һәм бу өчен белән бер дә да бар ул булып яки түгел үз кирәк татар бик барлык бүген
""")
"""Languages of the Cyrillic script."""

ARABIC = _family("""
ar يكةىأإآؤئءٱ: في من على أن لا إلى و ما عن هذا مع التي كل هذه أو هو كان الذي ذلك بعد لم بين ان كانت حتى قبل قد هي إن كما
    أي أيضا حيث خلال غير وهو بعض إذا له مثل هناك يمكن ثم يجب أكثر جدا عند اليوم أنه فى يوم مرحبا مقالة اللغة قصيرة تاريخ
    عاصمة حاسوب ملف كتاب الناس
fa پچژگکیآأؤئءۀ: در و به از که این با را است برای بود هم تا یک ها شده ما آن شد می یا بر شما همه کرد خود هر هستند نیست
    کنید باید دو اما دارد کند شود کنند امروز خیلی بسیار های من او یه چه اون یکی داره چرا کردن اگه کنم استفاده مورد دارم باشه
    هست داشته خوش آمدید مقاله زبان کوتاه تاریخ پایتخت رایانه پرونده کتاب مردم درباره
ur پچژگکیہھےںٹڈڑآؤئءأۂۓ: کے میں کی ہے اور سے کا کو اس پر ہیں نے بھی ایک کر یہ نہیں کہ تو کیا وہ ہو ان تھا جو ہی لیے آپ
    کوئی اپنے ہم کسی تھی یا ساتھ آج بہت کریں جس نہ گیا تھے گا کرنے جب رہے گے خوش آمدید مضمون زبان مختصر تاریخ کمپیوٹر فائل
    کتاب لوگ بارے میرے
ps پچژګگکیيېۍئآټډړږښڼځڅةأء: د او په چې هر له ته دی ده دي کې هغه یو دا نه سره څخه لري شي وي کړي پر تر خپل زه موږ تاسو هم
    لپاره یا ډېر نن ښه راغلاست مقاله ژبه لنډ تاریخ کمپیوټر فایل کتاب خلک اړه زما
ckb پچژگکیێۆڕڵڤەئ: و لە بە بۆ ئەو کە لەسەر ئەم ئێمە من دەکات نییە هەموو هەیە یان زۆر بوو دەبێت لەگەڵ ئێوە خۆی هەر وەک
    ئەمڕۆ بەخێربێن وتار زمان کورت مێژوو پایتەختی کۆمپیوتەر فایل خەڵک دەربارەی
ug پچژگكيىېەۇۆۈۋڭئھ: ۋە بىر بۇ ئۇ بىلەن ئۈچۈن بولغان ھەم دەپ كېرەك ئۆز
sd پچژگکيىئآڄڃڇٺٿڀٻڻڳڱٽڦڪھڙڊڌڍ۽۾: جي ۾ ۽ جو کي آهي ته سان هن کان نه تي اهو
""")
"""Languages of the Arabic script."""

DEVANAGARI = _family("""
hi: के है में की से और को का हैं पर भी एक तो नहीं ने कर ही हो लिए कि इस था यह गया किया जो ये आप करने अपने अब कुछ कोई थे
    तक थी या हम वह बात करते बहुत लेकिन करें आज साथ क्या मैं स्वागत लेख भाषा इतिहास राजधानी फ़ाइल किताब लोग बारे मेरे आपका
mr ळॲ: आहे आणि या आहेत हे ही तर ते ती मी आपण च्या व साठी की नाही एक करा होते होता केले मध्ये करण्यासाठी असे त्या किंवा
    आपल्या तुम्ही काही आज हा असते खूप तुमच्या आम्ही स्वागत लेख भाषा इतिहास राजधानी संगणक फाइल पुस्तक लोक माझ्या आपले
ne: छ र को मा हो गर्न छन् यो पनि तपाईं भएको लागि एक गर्नुहोस् त्यो हुन्छ थियो गरेको हरू छैन म तर भने यस वा आफ्नो तपाईंको
    धेरै आज हामी गर्ने स्वागत लेख भाषा इतिहास राजधानी फाइल किताब मानिस बारेमा मेरो नेपालको
sa ऽ: च अस्ति इति एव न तु अत्र भवति सन्ति अपि वा तस्य यदि सः तत् अहं यत् सह भवतः कृते तथा अस्य
""")
"""Languages of the Devanagari script."""

BENGALI = _family("""
bn: এবং
as ৰৱ: আৰু
""")
"""Languages of the Bengali script."""

HEBREW = _family("""
he: את של לא על זה הוא אני עם מה גם אם היה יש אבל היא או כי יותר רק אין
yi װױײ: און די איז דער פון פֿון אַ אין צו נישט מיט דאָס האָט זיך איך דעם מען װאָס װי וואָס ווי האט דאס ניט אויף וועגן
    זייער אַלט שפּראַך מיין מיר
""")
"""Languages of the Hebrew script."""

ETHIOPIC = _family("""
am: ነው እና ላይ ውስጥ ወደ ይህ ነበር ግን አንድ እንደ ከ በ
ti ቐቑቒቓቔቕቖ: እዩ ናይ ኣብ እቲ ድማ ከም ናብ ካብ እዚ ነቲ
""")
"""Languages of the Ethiopic script."""

EXPECTED = {
    "cs": 0.4, "sk": 0.35, "hu": 0.35, "vi": 0.5, "tr": 0.3, "az": 0.6, "lv": 0.35, "lt": 0.25, "ro": 0.2, "pl": 0.2, "is": 0.3,
    "sq": 0.2, "ku": 0.25, "tk": 0.3, "yo": 0.7, "fi": 0.15, "et": 0.12, "sv": 0.15, "uk": 0.4, "be": 0.5, "kk": 0.8, "ru": 0.25,
    "ky": 0.4, "tt": 0.6, "tg": 0.3, "mn": 0.5, "fa": 0.3, "ur": 0.5, "ps": 0.4, "ckb": 0.5, "ar": 0.4, "ug": 1.5, "sd": 1.0,
}  # fmt: skip
"""Of its letters that tell, how many a word of a language has at least: half of what running text has."""

FAMILIES = {
    "latin": LATIN,
    "ru": CYRILLIC,
    "ar": ARABIC,
    "hi": DEVANAGARI,
    "bn": BENGALI,
    "he": HEBREW,
    "am": ETHIOPIC,
}
"""Families by the language most written in their script; Latin has none that stands for it."""
