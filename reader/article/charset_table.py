"""Legacy encodings, and the most frequent characters of running text in each.

A row per encoding. The characters are the most frequent of the language (a third to a half of any text) that
other encodings' bytes do not also decode to: so kana speak for Japanese only, not for gb18030.
"""

CHARSETS = {
    "gb18030": (
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
        "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
        "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
        "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解"
    ),
    "big5": (
        "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡"
        "用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實"
        "日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政"
        "美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解"
    ),
    "cp932": "あいうえおかがきくけげこさしすせそただちっつてでとどなにのはばひへほまみめもやよらりるれろわをんアイスントルラリーックレプタコ",
    "euc_jp": "あいうえおかがきくけげこさしすせそただちっつてでとどなにのはばひへほまみめもやよらりるれろわをんアイスントルラリーックレプタコ",
    "cp949": "이다는을의에가고하한지로를사서기자은도어리나인대아해시정있그부일수것스과으안만게들면라보장제적전여주구했공원오상마",
    "cp1251": "оеаинтсрвлкм",
    "koi8_r": "оеаинтсрвлкм",
    "cp1253": "αοιετσνηυρπκ",
    "cp1255": "יוהלאמרתבשנד",
    "cp1256": "الينمورتبهدع",
}
"""The frequent characters by encoding."""

ALPHABETS = frozenset({"cp1251", "koi8_r", "cp1253", "cp1255", "cp1256"})
"""Encodings of one byte per letter, in which any accented text decodes to something."""
