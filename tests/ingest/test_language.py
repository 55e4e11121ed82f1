"""What is clearly not English is dropped, and what is short, mixed or unclear passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.ingest.language import other_language
from tests.ingest.things import DAM, GERMAN, GOAT, page_of_text, reasons, taken

# One invented report in many languages.
OTHERS = {
    "German": GERMAN,
    "French": "Le maire de Port Halden a dit mardi que le barrage au-dessus de la ville tiendra, quoi que fasse la rivière. "
    "Les ingénieurs ont mesuré chacune des fissures deux fois et ils ont trouvé qu'aucune ne s'est agrandie depuis le "
    "printemps, mais une femme qui vit en dessous avec ses deux fils n'est pas de cet avis.",
    "Spanish": "El alcalde de Port Halden dijo el martes que la presa que está sobre la ciudad aguantará, haga lo que haga "
    "el río. Los ingenieros han medido dos veces cada una de las grietas y no han encontrado que ninguna haya crecido "
    "desde la primavera, pero una mujer que vive debajo con sus dos hijos no se lo cree.",
    "Portuguese": "O presidente da câmara de Port Halden disse na terça-feira que a barragem acima da cidade não vai cair, "
    "faça o que fizer o rio. Os engenheiros mediram duas vezes cada uma das fendas e não viram que nenhuma tenha crescido "
    "desde a primavera, mas uma mulher que mora em baixo com os seus dois filhos não acredita.",
    "Italian": "Il sindaco di Port Halden ha detto martedì che la diga sopra la città reggerà, qualunque cosa faccia il fiume. "
    "Gli ingegneri hanno misurato due volte ciascuna delle crepe e non ne hanno trovata alcuna che sia cresciuta dalla "
    "primavera, ma una donna che vive sotto con i suoi due figli non è di questo parere.",
    "Dutch": "De burgemeester van Port Halden heeft dinsdag gezegd dat de dam boven de stad het zal houden, wat de rivier ook "
    "doet. De ingenieurs hebben elk van de scheuren twee keer gemeten en vonden dat er geen een groter is geworden, maar "
    "een vrouw die met haar zonen onder de dam woont, is het daar niet mee eens.",
    "Swedish": "Borgmästaren i Port Halden sade på tisdagen att dammen ovanför staden kommer att hålla, vad floden än gör. "
    "Ingenjörerna har mätt varje spricka två gånger och inte funnit att någon av dem har vuxit sedan våren, men en kvinna "
    "som bor nedanför med sina två söner och en get är inte av samma mening som han.",
    "Polish": "Burmistrz Port Halden powiedział we wtorek, że zapora nad miastem wytrzyma, co by rzeka nie zrobiła. "
    "Inżynierowie dwa razy zmierzyli każde z pęknięć i nie znaleźli żadnego, które by się od wiosny powiększyło, ale "
    "kobieta, która mieszka tam na dole z dwoma synami i z kozą, nie jest tego zdania i o tym mówi.",
    "Turkish": "Port Halden belediye başkanı salı günü, nehir ne yaparsa yapsın şehrin üstündeki barajın dayanacağını söyledi. "
    "Mühendisler çatlakların her birini iki kez ölçtü ve bahardan sonra bir tanesinin bile büyümediğini gördü, ama "
    "aşağıda iki oğlu ve bir keçi ile yaşayan bir kadın bu görüşte değil ve daha çok korkuyor.",
    "Indonesian or Malay": "Wali kota Port Halden mengatakan pada hari Selasa bahwa bendungan di atas kota itu akan bertahan, "
    "apa pun yang dilakukan sungai. Para insinyur telah mengukur setiap retakan dua kali dan tidak ada yang tumbuh sejak "
    "musim semi, tetapi seorang ibu yang tinggal di bawah dengan dua anak tidak percaya akan hal ini.",
    "a language in Cyrillic letters": "Мэр Порт-Хальдена заявил во вторник, что плотина над городом выдержит, что бы ни "
    "делала река, и что инженеры дважды измерили каждую из трещин.",
    "a language in Arabic letters": "قال عمدة بورت هالدن يوم الثلاثاء إن السد فوق المدينة سيصمد مهما فعل النهر وإن المهندسين قاسوا كل شق مرتين.",
    "Chinese or Japanese": "哈尔登港市长星期二表示，无论河水如何，城市上方的大坝都会坚持下去。" * 3,
}


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_known(language: str) -> None:
    """By small words or by letters."""
    assert other_language(OTHERS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        DAM,
        GOAT * 5,
        "Der Damm hält.",
        f"{GERMAN}\n\n{DAM} {GOAT}",
        f"“{GERMAN[:120]}” said the mayor of Port Halden on Tuesday, and then he said it again in English to those who had come.",
        " ".join(f"Osk {n}, Quill {n}, Ruiz {n}" for n in range(60)),
        "1,000 2,000 3,000 " * 99,
        "",
        "Да, said Osk.",
    ],
)
def test_english_short_mixed_and_unclear_texts_pass(text: str) -> None:
    """A report in error dropped is worse than one too many."""
    assert other_language(text) is None


def test_what_a_page_says_of_itself_is_believed_where_its_words_do_not_speak() -> None:
    """A wrong declaration on an English report changes nothing."""
    unknown = " ".join("Blorn tisk varel umdo pesh kirrin oltan defu" for _ in range(9))
    assert other_language(unknown, stated="xx-YY") == "a language that it calls 'xx-YY'"
    assert other_language(unknown, stated="en-US") is None
    assert other_language(unknown) is None
    assert other_language(DAM + GOAT, stated="de") is None


def test_the_report_is_dropped_with_its_language(tmp_path: Path) -> None:
    """In a file of its own as among others."""
    (tmp_path / "a.html").write_text(page_of_text(GERMAN), encoding="utf-8")
    (tmp_path / "b.txt").write_text(DAM, encoding="utf-8")
    assert reasons(tmp_path / "a.html") == ["it is in German, and only English is read; give a report in English"]
    assert len(taken(tmp_path)[0]) == 1
