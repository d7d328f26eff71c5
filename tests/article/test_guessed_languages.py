"""Languages that share a script are distinguished, and what says nothing is not guessed."""

import unicodedata

from reader.article.language import guess_language
from reader.article.language_guess import SCRIPTS
from reader.article.language_table import CODES, SAME, UNGUESSED
from reader.article.language_words import FAMILIES

SHORT = {
    "cs": "Dnes je v Praze krásné počasí a my jdeme ven.",
    "sk": "Dnes je v Bratislave pekné počasie a my ideme von.",
    "ro": "Astăzi este o zi frumoasă și mergem la munte.",
    "hu": "Ma szép idő van, és elmegyünk a hegyekbe.",
    "pl": "Dzisiaj jest ładna pogoda i idziemy na spacer.",
    "hr": "Danas je lijepo vrijeme pa idemo u šetnju uz rijeku.",
    "sl": "Danes je lepo vreme in gremo na sprehod ob reki.",
    "da": "Jeg har ikke noget imod at gå en tur i dag.",
    "no": "Jeg har ikke noe imot å gå en tur i dag.",
    "sv": "Jag har inte något emot att gå en promenad i dag.",
    "is": "Ég hef ekki tíma til að fara þangað í dag.",
    "fi": "Tänään on kaunis ilma ja me lähdemme kävelylle.",
    "et": "Täna on ilus ilm ja me läheme jalutama.",
    "lv": "Šodien ir skaists laiks, un mēs ejam pastaigāties.",
    "lt": "Šiandien gražus oras, ir mes einame pasivaikščioti.",
    "ca": "Avui fa bon temps i anem a passejar amb els nens.",
    "gl": "Hoxe vai bo tempo e imos dar un paseo cos nenos.",
    "es": "Hoy hace buen tiempo y vamos a dar un paseo con los niños.",
    "pt": "Hoje o tempo está bom e vamos dar um passeio com as crianças.",
    "it": "Oggi il tempo è bello e andiamo a fare una passeggiata.",
    "fr": "Aujourd'hui il fait beau et nous allons nous promener.",
    "de": "Heute ist das Wetter schön und wir gehen spazieren.",
    "nl": "Het is vandaag mooi weer en we gaan wandelen.",
    "en": "The weather is fine today and we are going for a walk.",
    "vi": "Hôm nay trời đẹp và chúng tôi đi dạo.",
    "tr": "Bugün hava çok güzel ve yürüyüşe çıkıyoruz.",
    "az": "Bu gün hava çox gözəldir və biz gəzməyə çıxırıq.",
    "id": "Hari ini cuaca bagus karena hujan sudah berhenti, jadi kita bisa jalan-jalan.",
    "ms": "Hari ini cuaca baik kerana hujan telah berhenti, jadi kita boleh berjalan-jalan.",
    "ru": "Сегодня хорошая погода, и мы идём гулять.",
    "uk": "Сьогодні гарна погода, і ми йдемо гуляти.",
    "be": "Сёння добрае надвор'е, і мы ідзём гуляць.",
    "bg": "Днес времето е хубаво и ще отидем на разходка.",
    "sr": "Данас је лепо време и идемо у шетњу поред реке.",
    "mk": "Денес времето е убаво и ќе одиме на прошетка.",
    "kk": "Бүгін ауа райы жақсы, сондықтан біз серуендейміз.",
    "mn": "Өнөөдөр цаг агаар сайхан байна, бид зугаалах гэж байна.",
    "ar": "الطقس جميل اليوم ونحن ذاهبون إلى الحديقة.",
    "fa": "امروز هوا خوب است و ما به پارک می‌رویم.",
    "ur": "آج موسم بہت اچھا ہے اور ہم سیر کے لیے جا رہے ہیں۔",
    "ps": "نن هوا ښه ده او موږ پارک ته ځو.",
    "ckb": "ئەمڕۆ کەشوهەوا خۆشە و ئێمە دەچین بۆ پارک.",
    "he": "היום מזג האוויר יפה ואנחנו יוצאים לטיול.",
    "yi": "הײַנט איז דער וועטער זייער שיין און מיר גייען שפּאַצירן.",
    "hi": "आज मौसम बहुत अच्छा है और हम घूमने जा रहे हैं।",
    "mr": "आज हवा छान आहे आणि आम्ही फिरायला जात आहोत.",
    "ne": "आज मौसम राम्रो छ र हामी घुम्न जाँदैछौं।",
    "bn": "আজ আবহাওয়া সুন্দর এবং আমরা বেড়াতে যাচ্ছি।",
    "pa": "ਅੱਜ ਮੌਸਮ ਚੰਗਾ ਹੈ ਅਤੇ ਅਸੀਂ ਸੈਰ ਕਰਨ ਜਾ ਰਹੇ ਹਾਂ।",
    "gu": "આજે હવામાન સારું છે અને અમે ફરવા જઈએ છીએ.",
    "ta": "இன்று வானிலை நன்றாக இருக்கிறது.",
    "te": "ఈ రోజు వాతావరణం చాలా బాగుంది.",
    "kn": "ಇಂದು ಹವಾಮಾನ ತುಂಬಾ ಚೆನ್ನಾಗಿದೆ.",
    "ml": "ഇന്ന് കാലാവസ്ഥ വളരെ നല്ലതാണ്.",
    "si": "අද කාලගුණය ඉතා හොඳයි.",
    "th": "วันนี้อากาศดีมาก เราจะไปเดินเล่น",
    "lo": "ມື້ນີ້ອາກາດດີຫຼາຍ",
    "km": "ថ្ងៃនេះអាកាសធាតុល្អណាស់។",
    "my": "ဒီနေ့ ရာသီဥတု အရမ်းကောင်းတယ်။",
    "bo": "དེ་རིང་གནམ་གཤིས་ཡག་པོ་འདུག",
    "ka": "დღეს კარგი ამინდია და სასეირნოდ მივდივართ.",
    "hy": "Այսօր եղանակը լավ է, և մենք գնում ենք զբոսնելու։",
    "el": "Σήμερα ο καιρός είναι καλός και πάμε βόλτα.",
    "am": "ዛሬ አየሩ በጣም ጥሩ ነው።",
    "ko": "오늘은 날씨가 좋아서 산책을 갑니다.",
    "ja": "今日は天気がいいので散歩に行きます。",
    "zh-Hans": "今天天气很好，我们去公园散步。",
    "zh-Hant": "今天天氣很好，我們去公園散步。",
    "af": "Vandag is die weer baie mooi en ons gaan stap.",
    "sq": "Sot moti është shumë i bukur dhe ne do të shëtisim.",
    "eu": "Gaur eguraldi ona da eta paseatzera goaz, baina ez urrun.",
    "cy": "Mae hi'n braf heddiw ac rydym yn mynd am dro yn y parc.",
    "ga": "Tá an aimsir go breá inniu agus táimid ag dul ag siúl.",
    "sw": "Leo hali ya hewa ni nzuri na watu wengi wako katika bustani.",
    "fil": "Maganda ang panahon ngayon at mamamasyal ang mga bata sa parke.",
    "eo": "Hodiaŭ la vetero estas bela kaj ni iras promeni.",
}  # fmt: skip
"""A sentence in each language."""

LONG = {
    "cs": "Tento návod popisuje, jak nastavit server. Nejprve nainstalujte Docker, pak spusťte příkaz:",
    "sk": "Tento návod popisuje, ako nastaviť server. Najprv nainštalujte Docker, potom spustite príkaz:",
    "ro": "Acest ghid descrie cum se configurează serverul. Mai întâi instalați Docker, apoi rulați comanda:",
    "hu": "Ez az útmutató leírja, hogyan kell beállítani a szervert. Először telepítse a Dockert, majd futtassa a parancsot:",
    "pl": "Ten poradnik opisuje, jak skonfigurować serwer. Najpierw zainstaluj Docker, a potem uruchom polecenie:",
    "hr": "Ovaj vodič opisuje kako postaviti poslužitelj. Prvo instalirajte Docker, a zatim pokrenite naredbu koja slijedi, jer bez nje "
          "ništa ne radi i nije moguće vidjeti promjene:",
    "sr-Latn": "Ovaj vodič opisuje kako da podesite server. Prvo instalirajte Docker, a zatim pokrenite komandu koja sledi, jer bez nje "
               "ništa ne radi i nije moguće videti promene posle toga:",
    "sl": "Ta vodič opisuje, kako nastaviti strežnik. Najprej namestite Docker, nato pa zaženite ukaz, ki je spodaj, ker brez njega "
          "nič ne deluje:",
    "da": "Denne vejledning beskriver, hvordan du sætter serveren op. Du skal først installere Docker og derefter køre kommandoen, "
          "hvis der ikke er noget andet, som kører:",
    "no": "Denne veiledningen beskriver hvordan du setter opp serveren. Du må først installere Docker og deretter kjøre kommandoen, "
          "hvis det ikke er noe annet som kjører:",
    "sv": "Den här guiden beskriver hur du ställer in servern. Först måste du installera Docker och sedan köra kommandot:",
    "fi": "Tämä opas kertoo, miten palvelin asetetaan. Asenna ensin Docker ja aja sitten komento, joka on alla:",
    "et": "See juhend kirjeldab, kuidas server seadistada. Kõigepealt paigaldage Docker ja seejärel käivitage käsk:",
    "lv": "Šajā rokasgrāmatā ir aprakstīts, kā iestatīt serveri. Vispirms instalējiet Docker un pēc tam palaidiet komandu:",
    "lt": "Šiame vadove aprašoma, kaip nustatyti serverį. Pirmiausia įdiekite Docker, o tada paleiskite komandą:",
    "ca": "Aquesta guia explica com configurar el servidor. Primer has d'instal·lar Docker i després executar l'ordre que hi ha a sota:",
    "gl": "Esta guía explica como configurar o servidor. Primeiro tes que instalar Docker e despois executar a orde que hai máis abaixo; "
          "non é posible facelo doutra maneira cunha soa liña:",
    "es": "Esta guía explica cómo configurar el servidor. Primero tienes que instalar Docker y después ejecutar la orden que hay debajo:",
    "pt": "Este guia explica como configurar o servidor. Primeiro é preciso instalar o Docker e depois executar o comando que está abaixo; "
          "não há outra forma de o fazer:",
    "vi": "Hướng dẫn này mô tả cách thiết lập máy chủ. Trước tiên hãy cài đặt Docker, sau đó chạy lệnh:",
    "tr": "Bu kılavuz sunucunun nasıl kurulacağını anlatır. Önce Docker kurun, daha sonra şu komutu çalıştırın:",
    "az": "Bu bələdçi serverin necə qurulacağını izah edir. Əvvəlcə Docker quraşdırın, sonra bu əmri işə salın:",
    "id": "Panduan ini menjelaskan cara mengatur peladen. Pasang Docker dulu, kemudian jalankan perintah di bawah ini agar kode Anda bisa "
          "berjalan tanpa masalah, karena semua berkas harus ada:",
    "ms": "Panduan ini menerangkan cara menyediakan pelayan. Pasang Docker dahulu, kemudian jalankan arahan di bawah supaya kod anda boleh "
          "berjalan tanpa masalah, kerana semua fail mesti ada:",
    "ru": "Это руководство описывает, как настроить сервер. Сначала установите Docker, а затем выполните команду:",
    "uk": "Цей посібник описує, як налаштувати сервер. Спочатку встановіть Docker, а потім виконайте команду:",
    "be": "Гэты дапаможнік апісвае, як наладзіць сервер. Спачатку ўсталюйце Docker, а потым выканайце каманду:",
    "bg": "Това ръководство описва как да настроите сървъра. Първо инсталирайте Docker, а след това изпълнете командата:",
    "sr": "Овај водич описује како да подесите сервер. Прво инсталирајте Docker, а затим покрените команду која следи:",
    "mk": "Овој водич опишува како да го поставите серверот. Прво инсталирајте го Docker, а потоа извршете ја командата:",
    "kk": "Бұл нұсқаулық серверді қалай баптау керектігін сипаттайды. Алдымен Docker орнатыңыз, содан кейін команданы іске қосыңыз:",
    "mn": "Энэ гарын авлага серверийг хэрхэн тохируулахыг тайлбарлана. Эхлээд Docker суулгаад дараа нь командыг ажиллуулна уу:",
    "fa": "این راهنما توضیح می‌دهد که چگونه سرور را تنظیم کنید. ابتدا Docker را نصب کنید و سپس دستور زیر را اجرا کنید:",
    "ur": "یہ رہنما بتاتا ہے کہ سرور کو کیسے ترتیب دیا جائے۔ پہلے Docker انسٹال کریں اور پھر یہ کمانڈ چلائیں:",
    "ps": "دا لارښود تشریح کوي چې څنګه سرور تنظیم کړئ. لومړی Docker نصب کړئ او بیا لاندې امر وچلوئ:",
    "ckb": "ئەم ڕێنماییە باس لەوە دەکات کە چۆن ڕاژەکە ڕێکبخەیت. سەرەتا Docker دابمەزرێنە و پاشان ئەم فرمانە جێبەجێ بکە:",
    "hi": "यह मार्गदर्शिका बताती है कि सर्वर कैसे सेट करें। पहले Docker इंस्टॉल करें और फिर यह कमांड चलाएँ:",
    "ta": "இந்த வழிகாட்டி சேவையகத்தை எவ்வாறு அமைப்பது என்பதை விளக்குகிறது. முதலில் Docker நிறுவி, பின்னர் கட்டளையை இயக்கவும்:",
    "ka": "ეს სახელმძღვანელო აღწერს, როგორ დააყენოთ სერვერი. ჯერ დააინსტალირეთ Docker, შემდეგ გაუშვით ბრძანება:",
    "hy": "Այս ուղեցույցը նկարագրում է, թե ինչպես կարգավորել սերվերը։ Նախ տեղադրեք Docker, ապա գործարկեք հրամանը՝",
    "ja": "このガイドでは、サーバーの設定方法を説明します。まず Docker をインストールし、次にコマンドを実行してください：",
    "zh-Hans": "本指南介绍如何设置服务器。首先安装 Docker，然后运行下面的命令，再用 Visual Studio Code 打开 README：",
    "zh-Hant": "本指南介紹如何設定伺服器。首先安裝 Docker，然後執行下面的命令，再用 Visual Studio Code 開啟 README：",
}  # fmt: skip
"""A paragraph about software in languages that are near to others."""

FEW_WORDS = (
    ("cs", "Vítejte na mém blogu o programování."),
    ("sk", "Vitajte na mojom blogu o programovaní."),
    ("ro", "Bine ați venit pe blogul meu despre programare."),
    ("hu", "Üdvözöllek a programozásról szóló blogomon."),
    ("pl", "Witaj na moim blogu o programowaniu."),
    ("hr", "Dobrodošli na moj blog o programiranju."),
    ("sl", "Dobrodošli na mojem blogu o programiranju."),
    ("sl", "Ljubljana je glavno mesto Slovenije."),
    ("sl", "To je kratek članek o zgodovini slovenskega jezika."),
    ("da", "Det her er en kort artikel om det danske sprogs historie."),
    ("no", "Dette er en kort artikkel om historien til det norske språket."),
    ("sv", "Välkommen till min blogg om programmering."),
    ("sv", "Det här är en kort artikel om svenska språkets historia."),
    ("fi", "Tervetuloa ohjelmointia käsittelevään blogiini."),
    ("fi", "Tämä on lyhyt artikkeli suomen kielen historiasta."),
    ("et", "Tere tulemast minu programmeerimise blogisse."),
    ("et", "Tallinn on Eesti pealinn."),
    ("et", "See on lühike artikkel eesti keele ajaloost."),
    ("lv", "Laipni lūdzam manā programmēšanas emuārā."),
    ("lv", "Rīga ir Latvijas galvaspilsēta."),
    ("lv", "Šis ir īss raksts par latviešu valodas vēsturi."),
    ("lt", "Sveiki atvykę į mano programavimo tinklaraštį."),
    ("lt", "Vilnius yra Lietuvos sostinė."),
    ("lt", "Tai trumpas straipsnis apie lietuvių kalbos istoriją."),
    ("ca", "Benvinguts al meu blog sobre programació."),
    ("ca", "Aquest és un article breu sobre la història de la llengua catalana."),
    ("gl", "Benvidos ao meu blog sobre programación."),
    ("gl", "Este é un artigo breve sobre a historia da lingua galega."),
    ("es", "Bienvenidos a mi blog sobre programación."),
    ("es", "Este es un artículo breve sobre la historia de la lengua española."),
    ("pt", "Bem-vindos ao meu blog sobre programação."),
    ("pt", "Este é um artigo curto sobre a história da língua portuguesa."),
    ("vi", "Chào mừng bạn đến với blog của tôi về lập trình."),
    ("tr", "Programlama hakkındaki bloguma hoş geldiniz."),
    ("id", "Selamat datang di blog saya tentang pemrograman."),
    ("ms", "Selamat datang ke blog saya tentang pengaturcaraan."),
    ("uk", "Ласкаво просимо до мого блогу про програмування."),
    ("uk", "Київ є столицею України."),
    ("uk", "Це коротка стаття про історію української мови."),
    ("be", "Вітаем у маім блогу пра праграмаванне."),
    ("be", "Мінск — сталіца Беларусі."),
    ("be", "Гэта кароткі артыкул пра гісторыю беларускай мовы."),
    ("sr", "Добродошли на мој блог о програмирању."),
    ("sr", "Београд је главни град Србије."),
    ("sr", "Ово је кратак чланак о историји српског језика."),
    ("mk", "Добре дојдовте на мојот блог за програмирање."),
    ("mk", "Скопје е главен град на Македонија."),
    ("mk", "Ова е кратка статија за историјата на македонскиот јазик."),
    ("kk", "Менің бағдарламалау туралы блогыма қош келдіңіз."),
    ("kk", "Астана — Қазақстанның астанасы."),
    ("mn", "Миний програмчлалын блогт тавтай морил."),
    ("mn", "Улаанбаатар бол Монгол Улсын нийслэл юм."),
    ("fa", "به وبلاگ من دربارهٔ برنامه‌نویسی خوش آمدید."),
    ("fa", "تهران پایتخت ایران است."),
    ("fa", "این یک مقاله کوتاه درباره تاریخ زبان فارسی است."),
    ("ur", "پروگرامنگ کے بارے میں میرے بلاگ میں خوش آمدید۔"),
    ("ur", "اسلام آباد پاکستان کا دارالحکومت ہے۔"),
    ("ps", "د پروګرامینګ په اړه زما بلاګ ته ښه راغلاست."),
    ("ps", "کابل د افغانستان پلازمېنه ده."),
    ("ckb", "بەخێربێن بۆ بلۆگەکەم دەربارەی پرۆگرامسازی."),
    ("ckb", "هەولێر پایتەختی هەرێمی کوردستانە."),
    ("yi", "ברוכים הבאים צו מיין בלאָג וועגן פּראָגראַמירן."),
    ("yi", "די שפּראַך איז זייער אַלט און שיין."),
    ("hi", "प्रोग्रामिंग के बारे में मेरे ब्लॉग में आपका स्वागत है।"),
    ("mr", "प्रोग्रामिंगबद्दलच्या माझ्या ब्लॉगवर आपले स्वागत आहे."),
    ("ne", "प्रोग्रामिङको बारेमा मेरो ब्लगमा स्वागत छ।"),
    ("hi", "दिल्ली भारत की राजधानी है।"),
    ("mr", "मुंबई ही महाराष्ट्राची राजधानी आहे."),
    ("ne", "काठमाडौं नेपालको राजधानी हो।"),
    ("nl", "Welkom op mijn blog over programmeren."),
    ("de", "Willkommen auf meinem Blog über Programmierung."),
    ("fr", "Bienvenue sur mon blog consacré à la programmation."),
    ("it", "Benvenuti nel mio blog sulla programmazione."),
    ("en", "Welcome to my blog about programming."),
    ("zh-Hans", "使用 React Hooks 和 TypeScript 编写 Todo App：useState、useEffect、useReducer"),
    ("zh-Hant", "使用 React Hooks 和 TypeScript 撰寫 Todo App：useState、useEffect"),
    ("ja", "React Hooks と TypeScript で Todo App を作る: useState, useEffect, useReducer"),
    ("ko", "React Hooks 와 TypeScript 로 Todo App 만들기: useState, useEffect"),
)  # fmt: skip
"""Sentences of a few words, many of them near to those of other languages."""

CODE = """

```python
def the(of, and_, to):
    # this is what the code is for, and it is in English
    return [is_it for is_it in of if is_it and not to]
```

See [the documentation](https://example.com/en/docs/the-guide.html) and `docker compose up --detach`.
"""


def test_a_sentence_tells_its_language() -> None:
    assert {language: guess_language(text) for language, text in SHORT.items()} == {
        each: each for each in SHORT
    }


def test_letters_with_their_accents_apart_are_the_same_letters() -> None:
    for language in ("cs", "vi", "fr", "be"):
        assert guess_language(unicodedata.normalize("NFD", SHORT[language])) == language


def test_few_words_tell_a_language() -> None:
    assert [(guess_language(text), text) for _, text in FEW_WORDS] == [*FEW_WORDS]


def test_code_and_english_words_do_not_hide_a_language() -> None:
    found = {language: guess_language(text + CODE) for language, text in LONG.items()}
    assert found == {each: each for each in LONG}


NO_EVIDENCE = (
    "Docker Compose", "The Go Programming Language", "TODO", "La La Land", "Los Angeles", "São Paulo", "El Niño", "Łódź",
    "Antonín Dvořák", "Café de Flore", "a b c d e", "α + β = γ", "x ∈ ℝ, Δx → 0", "★ ☆ ✓", "1 000 €", "🎉🎉", "de la de la",
    "ꯃꯩꯇꯩꯂꯣꯟ", "𐌰𐌱𐌲𐌳", "Привет", "نص",
)  # fmt: skip


def test_what_does_not_tell_a_language_is_no_guess() -> None:
    assert {text: guess_language(text) for text in NO_EVIDENCE} == dict.fromkeys(NO_EVIDENCE, "")


NAMES_IN_ENGLISH = (
    "The museum in Łódź has the scores that Antonín Dvořák wrote on his way to Kroměříž, and it is open to all of you.",
    "The letters are called Δ and Σ, and the word for them is γράμματα, which we have from the Greeks.",
    "She has been to São Paulo, Málaga and Besançon, and they are the cities that she would go to again.",
)


def test_each_language_is_guessed_or_known_not_to_be() -> None:
    guessed = {
        language for family in FAMILIES.values() for words in family.words.values() for language in words
    }
    guessed |= {language for _, language in SCRIPTS}
    plain = {language.partition("-")[0] for language in guessed if language}
    assert {code for code in CODES if SAME.get(code, code) not in plain} == UNGUESSED
    assert plain <= CODES


def test_foreign_names_leave_a_text_in_its_language() -> None:
    assert [guess_language(text) for text in NAMES_IN_ENGLISH] == ["en"] * len(NAMES_IN_ENGLISH)


def test_imports_and_addresses_do_not_outweigh_a_text() -> None:
    imports = "".join(f"import Component{n} from '~/components/tabs/Component{n}.astro';\n" for n in range(9))
    assert (
        guess_language(f"{imports}\n这篇文章说明如何使用[组件](/zh-cn/guides/the-way-to-use-it/)。\n")
        == "zh-Hans"
    )


def test_ideographs_that_only_japanese_writes_are_japanese() -> None:
    assert guess_language("東京都知事選挙結果発表") == "ja"
    assert guess_language("這是關於濱崎步與黒沢明的文章，他們都來自日本。") == "zh-Hant"
