"""Every sentence for a code that the index gives: notes, errors, findings. Codes never change, the words may."""

from collections.abc import Mapping
from typing import Final

from indexer.errors import ProtokollError, ReadError
from indexer.model import Note

TEXTS: Final[Mapping[str, str]] = {
    # how a question was read
    "assignments_none": "Inget sådant uppdrag är hittat i det som finns här; träffarna är det som ligger närmast.",
    "assignments_open": "Öppet betyder att ingen återrapport är hittad i det som finns här, inte att uppdraget är ogjort.",
    "date_unreadable": "Datumet {value} går inte att läsa; skriv till exempel datum:2023-01..2023-06.",
    "field_empty": "Fältet {field}: saknar ett värde; skriv det direkt efter kolonet.",
    "field_excluded": "Ett fält går inte att utesluta med minus; det söktes som vanliga ord.",
    "field_unknown": "Fältet {field}: finns inte och söktes som vanliga ord; fälten är {fields}.",
    "field_unknown_near": "Fältet {field}: finns inte och söktes som vanliga ord; menade du {near}:?",
    "not_alone": "INTE eller ett minustecken saknar ett ord efter sig; frågan lästes som vanliga ord.",
    "not_within_or": "INTE går inte att använda inne i en grupp med ELLER; frågan lästes som vanliga ord.",
    "operator_alone": "OCH, ELLER eller INTE saknar ett ord bredvid sig; frågan lästes som vanliga ord.",
    "parenthesis_unclosed": "En parentes saknar sitt slut; frågan lästes som vanliga ord.",
    "parenthesis_unopened": "En slutparentes saknar sin början; frågan lästes som vanliga ord.",
    "quote_unpaired": "Ett citattecken saknar sitt par; orden efter det söktes som vanliga ord.",
    "star_inside": "Stjärnan går bara sist i ett ord; resten söktes som vanliga ord.",
    "value_unknown": "{field}:{value} finns inte och söktes som vanliga ord; välj {choices}.",
    "value_unknown_near": "{field}:{value} finns inte och söktes som vanliga ord; menade du {near}?",
    # what is not here
    "case_number_missing": "Diarienumret {number} finns inte bland protokollen här; kontrollera numret eller sök på ord.",
    "case_number_missing_near": "Diarienumret {number} finns inte bland protokollen här; närmast finns {near}.",
    "paragraph_missing": "{names} finns inte bland protokollen här; kontrollera organ, datum och nummer.",
    "paragraph_missing_in_protocol": "{names} finns inte bland protokollen här; protokollet {meeting} har § {first}–{last}.",
    "paragraph_missing_protocol": "{names} finns inte bland protokollen här; inget protokoll från {meeting} är inläst.",
    "searched": "Sökt bland {number} paragrafer.",
    "searched_span": "Sökt bland {number} paragrafer från {first} till {last}.",
    "no_such_case": "Diarienumret {number} finns inte här; kontrollera det eller sök på ord.",
    "no_such_paragraph": "Det finns ingen sådan paragraf här; sök på dess rubrik eller diarienummer.",
    "no_such_protocol": "Det finns inget sådant protokoll här; sök på organ och datum.",
    "not_a_case_number": "{text!r} är inget diarienummer; skriv det till exempel som KS 2025/1036.",
    # limits of a question
    "page_size": "En sida kan ha 1–{largest} träffar, inte {asked}; ändra limit.",
    "page_too_deep": "Det går att bläddra till träff {deepest}, inte {asked}; gör frågan snävare.",
    "prefix_too_short": "{word}* är för kort; skriv minst {letters} bokstäver före stjärnan.",
    "too_deep": "Frågan har {number} parenteser i varandra, men högst {limit} går bra; korta den och sök igen.",
    "too_many_characters": "Frågan har {number} tecken, men högst {limit} går bra; korta den och sök igen.",
    "too_many_clauses": "Frågan har {number} fraser, grupper och operatorer, men högst {limit} går bra; korta den och sök igen.",
    "too_many_fields": "Frågan har {number} fält, men högst {limit} går bra; korta den och sök igen.",
    "too_many_stars": "Frågan har {number} stjärnor, men högst {limit} går bra; korta den och sök igen.",
    "too_many_words": "Frågan har {number} ord, men högst {limit} går bra; korta den och sök igen.",
    "too_many_words_between": "Frågan har {number} ord mellan orden i en fras, men högst {limit} går bra; korta den och sök igen.",
    "year_out_of_range": "Året {year} går inte att söka på; ange ett år mellan {first} och {last}.",
    # settings and options
    "aws_needs_botocore": "Signering för AWS behöver paketet botocore; installera det eller ta bort PROTOKOLL_OPENSEARCH_AWS_REGION.",
    "aws_no_credentials": "Inga uppgifter för AWS hittades; sätt AWS_ACCESS_KEY_ID och AWS_SECRET_ACCESS_KEY, eller ge maskinen en roll.",
    "embedder_needs_hub": "Modellen {model} kräver tillägget hub; installera det med `uv sync --extra hub` eller `pip install 'protokoll[hub]'`, eller välj bundled.",
    "embedder_not_found": "Inbäddningsmodellen {model} kunde inte läsas; ange en mapp, ett modellnamn som går att hämta, eller bundled.",
    "embedder_unreadable": "Inbäddningsmodellen i {folder} kan inte läsas; den skall ha filerna {weights} och {tokenizer}.",
    "entity_model_not_found": "Namnmodellen {name} finns inte; sätt PROTOKOLL_ENTITIES till en spaCy-modell eller en mapp.",
    "index_needs_opensearch": "`protokoll index` gäller OpenSearch; lägg till --engine opensearch.",
    "lexicon_unreadable": "Ordlistan {path} kan inte läsas; gör den på nytt med `protokoll lexicon`.",
    "mode_unknown": "--mode kan inte vara {mode}; välj {modes}.",
    "no_such_label": "{name} har ett värde som inte kan användas (Value error, skall vara public, internal eller restricted:<grupp>); rätta det och försök igen.",
    "opensearch_ca_unreadable": "Certifikatfilen {path} går inte att läsa som PEM ({error}); rätta PROTOKOLL_OPENSEARCH_CA.",
    "opensearch_half_login": "PROTOKOLL_OPENSEARCH_{given} är satt men inte PROTOKOLL_OPENSEARCH_{missing}; sätt båda.",
    "opensearch_no_backup": "Säkerhetskopian går inte att använda; mappen skall stå i path.repo på varje nod och namnet stämma.",
    "opensearch_no_knn": "OpenSearch saknar insticksmodulen opensearch-knn; installera den på varje nod och starta om.",
    "opensearch_too_old": "OpenSearch {version} är för gammal; {oldest} eller senare behövs.",
    "page_over_source": "{path} är filen som granskas; välj ett annat namn för sidan.",
    "page_unwritable": "Sidan kan inte skrivas till {path} ({error}); välj en annan plats.",
    "reranker_needs_hub": "Omrangordnaren {model} kräver tillägget hub; installera det med `uv sync --extra hub`, eller välj ingen omrangordnare.",
    "reranker_not_found": "Omrangordnaren {model} kunde inte läsas; ange en mapp eller ett modellnamn som går att hämta.",
    "reranker_scores": "Modellen {model} ger {number} tal för varje par; välj en omrangordnare som ger ett.",
    "setting_unusable": "{name} har ett värde som inte kan användas ({problem}); rätta det och försök igen.",
    # files with questions and measures
    "no_common_queries": "Svaren har inga frågor gemensamt; kör båda på samma frågefil.",
    "not_a_judged_query": 'Rad {line} är ingen bedömd fråga ({error!r}); den skall vara {{"id", "type", "query", "relevant"}}.',
    "not_evaluations": "Filerna skall vara svar från `protokoll eval FRÅGOR --json`; kör det och spara svaren.",
    "not_json": "{path} är ingen JSON; spara svaret från `protokoll eval --json`.",
    "queries_unreadable": "{path} kan inte läsas ({error}); ange en fil med en JSON-rad per fråga.",
    # record and index
    "index_behind": "Indexet följer registret till ändring {indexed} av {recorded}.",
    "index_busy": "En annan process skriver i indexet; vänta tills den är klar och försök igen.",
    "index_dead_letters": "Vad OpenSearch inte tog emot, och varför, står i {path}.",
    "index_has_more": "{number} §§ finns i indexet men inte i registret: {ids}",
    "index_lacks": "{number} §§ saknas i indexet: {ids}",
    "index_outdated": "Indexet skrevs av en annan version eller modell; kör `protokoll reindex` som bygger om det.",
    "index_passages_differ": "Indexet har {indexed} stycken men registret {recorded}.",
    "index_read_only": "Indexet är öppnat för läsning; öppna det för skrivning.",
    "index_unopenable": "Indexet kan inte öppnas ({error}); kör `protokoll doctor`.",
    "no_index": "Det finns inget index i {folder}; kör `protokoll reindex`.",
    "no_record": "Det finns inget register i {folder}; läs in protokoll med `protokoll ingest MAPP` först.",
    "no_such_index": "Det finns inget index {name}; se namnen med `protokoll index verify`.",
    "nothing_to_snapshot": "Det finns inget index att spara; läs in protokoll med `protokoll ingest MAPP` först.",
    "other_embedder": "Registret har vektorer från modellen {before}, men nu är {now} vald; välj den förra modellen, eller kör `protokoll reindex` som räknar om vektorerna.",
    "record_busy": "En annan process skriver i registret; vänta tills den är klar och försök igen.",
    "record_version": "Registret har version {version} men programmet läser {wanted}; läs in filerna i ett nytt register.",
    "vector_files_damaged": "Indexets vektorfiler är avkortade eller borta; kör `protokoll reindex`.",
    "vectors_mismatch": "Vektorerna passar inte indexet; kör `protokoll reindex`.",
    # what OpenSearch answers
    "opensearch_blocked": "OpenSearch tar inte emot skrivningar (indexet är spärrat, ofta för att disken är full); frigör plats och försök igen.",
    "opensearch_failed": "OpenSearch kan inte svara just nu ({status} {error}); försök igen.",
    "opensearch_failed_unsaid": "OpenSearch kan inte svara just nu ({status} inget skäl angavs); försök igen.",
    "opensearch_forbidden": "OpenSearch-användaren saknar behörighet; ge den rollen i docs/operations.md.",
    "opensearch_index_outdated": "Indexet i OpenSearch skrevs av en annan version eller modell; kör `protokoll reindex` som bygger om det.",
    "opensearch_login": "OpenSearch godtar inte inloggningen; rätta PROTOKOLL_OPENSEARCH_USER och PROTOKOLL_OPENSEARCH_PASSWORD.",
    "opensearch_no_index": "Det finns inget index i OpenSearch; läs in protokoll med `protokoll ingest MAPP` först.",
    "opensearch_silent": "OpenSearch svarar inte; kontrollera PROTOKOLL_OPENSEARCH_URL (http eller https, värd, port) och att tjänsten är igång, och försök igen.",
    "opensearch_timed_out": "OpenSearch hann inte svara; försök igen om en stund.",
    "opensearch_unreadable": "OpenSearch gav ett svar som inte går att läsa ({error}); försök igen.",
    "opensearch_untrusted": "OpenSearch certifikat godtas inte; ange rätt certifikatfil i PROTOKOLL_OPENSEARCH_CA.",
}
FINDINGS: Final[Mapping[str, tuple[str, str]]] = {
    # code of `doctor`: (what is wrong, how to mend it)
    "file_unread": ("{path}: {error}", "Rätta filen och kör `protokoll ingest` igen."),
    "index_differs": ("Indexet har {indexed} §§ men registret {recorded}.", "Kör `protokoll reindex`."),
    "label_missing": ("{number} §§ saknar etikett och visas för ingen.", "Läs in filerna igen med --access."),
    "record_damaged": ("Registerfilen är skadad ({damage}).", "Läs in filerna i ett nytt register."),
}


def note_text(note: Note) -> str:
    """A note as its sentence."""
    return _filled(TEXTS[note.code], note.values)


def error_text(error: ProtokollError) -> str:
    """An error as the sentence that the user reads: what happened and what to do."""
    if isinstance(error, ReadError) and error.sentence:
        return error.sentence
    return _filled(TEXTS[error.reason], error.values)


def finding_texts(finding: Note) -> tuple[str, str]:
    """What `doctor` found: what is wrong, and how to mend it."""
    problem, remedy = FINDINGS[finding.code]
    return _filled(problem, finding.values), remedy


def _filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its values; several values of one name are a list."""
    shown = {name: ", ".join(map(str, value)) if isinstance(value, tuple) else value for name, value in values.items()}
    return text.format_map(shown)
