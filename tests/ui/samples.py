"""A state of every screen, in Japanese and English, with the people of the design pictures."""

from __future__ import annotations

from dataclasses import replace

from kiosk.texts import Catalogue, load
from kiosk.ui import states as s

CITY = {"ja": "みなと野市役所", "en": "Minatono City Hall"}
LANGUAGES = ("ja", "en")
CATALOGUE: Catalogue = load()


class Words:
    """Sample words in one language: `w("日本語", "English")` and texts of the catalogue."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, ja: str, en: str) -> str:
        return ja if self.language == "ja" else en

    def text(self, text_id: str, **placeholders: object) -> str:
        """A text of the catalogue."""
        return CATALOGUE.text(text_id, self.language, **placeholders)

    def frame(self, station: int, heading: str = "", **more: object) -> s.Frame:
        """A frame of the moving-in visit."""
        plain = s.Frame(
            city=CITY[self.language],
            language=self.language,
            visit_name=self("引っ越してきた", "I moved") if station >= 0 else "",
            station=station,
            heading=heading,
        )
        return replace(plain, **more)  # type: ignore[arg-type] # fields by name


def _start(w: Words) -> s.StartScreen:
    tiles = (
        s.Tile("moving_in", "local_shipping", w("引っ越してきた", "I moved here")),
        s.Tile("resident_record_copy", "description", w("住民票の写し", "Residence certificate")),
        s.Tile("seal_registration", "approval", w("印鑑登録", "Seal registration")),
        s.Tile("child_allowance_claim", "child_care", w("児童手当", "Child allowance")),
    )
    frame = w.frame(-1, w.text("start.heading"), help=w.text("start.help"), back=False, next_kind="none")
    return s.StartScreen(frame, tiles, (("en", "English"), ("ja", "日本語")))


def _card(w: Words, reading: str = "", problem: str = "") -> s.CardScreen:
    label = w.text("card.reading_short") if reading else w.text("card.waiting")
    frame = w.frame(1, w.text("card.heading"), help=w.text("card.help"), next_label=label, next_kind="words")
    return s.CardScreen(frame, reading=reading, problem=problem)


def _pin(w: Words, problem: str = "", tries: int = 3) -> s.PinScreen:
    frame = w.frame(
        1,
        w.text("pin.heading"),
        help=w.text("pin.help"),
        next_label=w.text("pin.missing", count=2),
        next_kind="blocked",
    )
    return s.PinScreen(frame, 4, 2, tries, problem)


def _facts(w: Words, *, take: bool) -> s.FactsScreen:
    rows = (
        s.Row("", w("氏名", "Name"), "髙橋　健一", "card"),
        s.Row("", w("生年月日", "Date of birth"), w("昭和63年9月14日（1988年）", "14 September 1988"), "card"),
        s.Row("", w("性別", "Sex"), w("男", "Male"), "card"),
        s.Row(
            "",
            w("前の住所（カードの住所は、引っ越す前のものです）", "Previous address (the one on your card)"),
            "あさひ県青空市本町一丁目4番7号\u200bみどりハイツ203",
            "card",
        ),
    )
    frame = w.frame(
        1,
        w.text("facts.heading"),
        next_label=w.text("facts.blocked") if take else "",
        next_kind="blocked" if take else "primary",
    )
    return s.FactsScreen(frame, rows, take, w.text("facts.note"))


def _proposals(w: Words) -> s.ProposalsScreen:
    items = (
        s.Proposal(
            "moving_in_notification",
            w("転入届", "Moving in"),
            w("引っ越してきた日から14日以内に必要です", "Needed within 14 days of your move"),
            taken=True,
            tag=w.text("proposals.required"),
        ),
        s.Proposal(
            "health_insurance",
            w("国民健康保険に入る", "Health insurance"),
            w("会社の健康保険に入っていない方", "If not insured through work"),
            taken=False,
        ),
        s.Proposal(
            "child_allowance_claim",
            w("児童手当の申請", "Child allowance"),
            w("15日以内の申請なら、来月分から受け取れます", "Within 15 days: paid from next month"),
            taken=True,
        ),
        s.Proposal(
            "child_medical",
            w("子ども医療費の受給者証", "Child medical certificate"),
            w("高校生までのお子さまが2人います", "You have two children under 18"),
            taken=True,
        ),
        s.Proposal(
            "resident_record_copy",
            w("住民票の写し", "Residence certificate"),
            w("新しい住所の証明。学校や勤め先へ", "Proof of your new address"),
            taken=False,
        ),
    )
    frame = w.frame(
        2,
        w.text("proposals.heading"),
        help=w.text("proposals.help"),
        next_label=w.text("proposals.next", count=3),
    )
    return s.ProposalsScreen(frame, items, w.text("proposals.total", count=3))


def _options(w: Words, count: int = 4) -> tuple[s.Option, ...]:
    known = (
        s.Option("self", w("わたしだけ", "Only me"), w("髙橋　健一さんの分", "Kenichi Takahashi"), chosen=True),
        s.Option(
            "household",
            w("世帯の全員", "Everyone in my household"),
            w("同じ世帯に住む方すべての分", "All people registered at my address"),
        ),
        s.Option(
            "part",
            w("世帯の一部の人", "Some people in my household"),
            w("次の画面で人を選びます", "You choose them on the next screen"),
        ),
        s.Option("unknown", w.text("question.unknown"), outlined=True),
    )
    more = tuple(
        s.Option(f"more{number}", w(f"ほかの答え {number}", f"Another answer {number}"))
        for number in range(count - len(known))
    )
    return (*known[:3], *more, known[3])


def _choice(w: Words, count: int = 4, problem: str = "") -> s.ChoiceScreen:
    options = _options(w, count)
    if problem or count > 6:
        options = (replace(options[0], chosen=False), *options[1:])
    frame = w.frame(
        2,
        w("だれの住民票が必要ですか", "Whose residence certificate do you need?"),
        help=w(
            "提出先から指定がなければ「わたしだけ」で足ります。",
            "“Only me” is enough unless you were asked for more.",
        ),
        eyebrow=w.text("question.progress", number=1, total=2),
    )
    return s.ChoiceScreen(frame, options, problem=problem)


def _people(w: Words) -> s.PeopleScreen:
    years = (("37", "36", "7", "5"), ("昭和63年9月14日", "平成2年1月30日", "平成30年7月2日", "令和2年5月14日"))
    names = ("髙橋　健一", "髙橋　美咲", "髙橋　陽", "髙橋　結")
    kin = (w("本人", "You"), w("妻", "Wife"), w("子", "Child"), w("子", "Child"))
    sources: tuple[s.Source, ...] = ("card", "card", "citizen", "citizen")
    members = tuple(
        s.Member(
            f"person{at}" if at else "",
            kin[at],
            names[at],
            w(f"{years[1][at]}（{years[0][at]}歳）", f"Age {years[0][at]}"),
            sources[at],
        )
        for at in range(4)
    )
    relations = tuple(
        s.Option(f"relation.{name}", word)
        for name, word in (
            ("wife", w("妻", "Wife")),
            ("husband", w("夫", "Husband")),
            ("child", w("子", "Child")),
            ("parent", w("父・母", "Parent")),
            ("other", w("そのほか", "Other")),
        )
    )
    frame = w.frame(
        2,
        w("いっしょに引っ越してきたのは、この4人ですか", "Did these four people move with you?"),
        eyebrow=w.text("question.progress", number=4, total=9),
        next_label=w.text("people.next", count=4),
    )
    return s.PeopleScreen(frame, members, relations)


def _text(w: Words, keyboard: s.Keyboard = "kana", **more: object) -> s.TextScreen:
    fields = (
        s.Field("family", w("セイ（名字）", "Family name"), "タカハシ"),
        s.Field("given", w("メイ（名前）", "Given name"), "ケンイ", caret=3),
    )
    frame = w.frame(
        2,
        w("お名前のフリガナを入力してください", "Enter your name in katakana"),
        eyebrow=w.text("question.progress", number=2, total=9),
    )
    note = w("外国の方は、住民票にある読み方をカタカナで。", "As it stands on your residence record.")
    plain = s.TextScreen(frame, fields, keyboard, note=note)
    return replace(plain, **more)  # type: ignore[arg-type] # fields by name


def _telephone(w: Words) -> s.TextScreen:
    frame = w.frame(
        2,
        w("電話番号を入力してください", "Enter your telephone number"),
        eyebrow=w.text("question.progress", number=8, total=9),
    )
    fields = (s.Field("phone", w("電話番号", "Telephone"), "090-1234-", caret=9),)
    return s.TextScreen(frame, fields, "digits", unknown=w("電話がない", "I have no telephone"))


def _candidates(w: Words) -> s.TextScreen:
    writings = tuple(s.Option(f"writing.{at}", name) for at, name in enumerate(("髙橋", "高橋", "タカハシ")))
    fields = (
        s.Field("family", w("名字", "Family name"), "タカハシ", caret=4),
        s.Field("given", w("名前", "Given name"), "", placeholder=w("例：健一", "e.g. 健一")),
    )
    return _text(w, fields=fields, candidates=writings, keyboards=("kana", "latin"))


def _date(w: Words, *, wrong: bool) -> s.DateScreen:
    names = ("reiwa", "heisei", "showa", "taisho", "western")
    words = (w("令和", "Reiwa"), w("平成", "Heisei"), w("昭和", "Showa"), w("大正", "Taisho"), w("西暦", "Western"))
    eras = tuple(
        s.Option(f"era.{name}", word, chosen=not at, enabled=not wrong or name in {"reiwa", "western"})
        for at, (name, word) in enumerate(zip(names, words, strict=True))
    )
    units = (w("年", "Y"), w("月", "M"), w("日", "D"))
    values = ("8", "4", "8") if wrong else ("2", "5", "14")
    fields = tuple(
        s.Field(name, unit, value, caret=len(value) if at == 2 else -1, wrong=wrong, unit=unit)
        for at, (name, unit, value) in enumerate(zip(("year", "month", "day"), units, values, strict=True))
    )
    unsure = s.Option("unknown", w("わからない", "Not sure"))
    if not wrong:
        frame = w.frame(
            2,
            w("結さんの生年月日はいつですか", "When was Yui born?"),
            eyebrow=w.text("question.progress", number=7, total=9),
        )
        western = w("2020年5月14日（木）", "Thu 14 May 2020")
        return s.DateScreen(frame, eras, fields, western, w.text("date.age", age=5), (unsure,))
    frame = w.frame(
        2,
        w("引っ越した日はいつですか", "When did you move?"),
        eyebrow=w.text("question.progress", number=3, total=9),
    )
    quick = (
        s.Option("today", w.text("date.today"), w("4月3日", "3 April")),
        s.Option("yesterday", w.text("date.yesterday"), w("4月2日", "2 April")),
        unsure,
    )
    problem = w("引っ越した日は今日までの日付を入力してください", "The moving date must be today or earlier")
    detail = w("入力された日：2026年4月8日（水）　今日：4月3日（金）", "Entered: Wed 8 April 2026. Today: 3 April")
    return s.DateScreen(frame, eras, fields, quick=quick, problem=problem, problem_detail=detail)


def _postal(w: Words, towns: int) -> s.PostalScreen:
    frame = w.frame(
        2,
        w("新しい住所の郵便番号を入力してください", "Enter the postal code of your new address"),
        eyebrow=w.text("question.progress", number=5, total=9),
    )
    names = [
        s.Option(f"town.{at}", f"みなと野市 桜台{'一二三四五六七八'[at]}丁目", chosen=towns == 2 and at == 1)
        for at in range(towns)
    ]
    return s.PostalScreen(frame, "1234567" if towns else "1234", tuple(names), w.text("postal.unknown"))


def _groups(w: Words, people: int = 0) -> tuple[s.Group, ...]:
    you = (
        s.Row("applicant.name", w("氏名", "Name"), "髙橋　健一", "card", change=True),
        s.Row("applicant.kana", w("フリガナ", "Name in katakana"), "タカハシ　ケンイチ", "citizen", change=True),
        s.Row("applicant.birth", w("生年月日", "Date of birth"), w("昭和63年9月14日（1988年）", "14 September 1988"), "card", change=True),
        s.Row("applicant.phone", w("電話番号", "Phone"), "090-1234-5678", "qr", change=True),
    )
    move = (
        s.Row("move.date", w("引っ越した日", "Date you moved"), w("令和8年3月28日（2026年）", "28 March 2026"), "citizen", change=True),
        s.Row("move.to", w("新しい住所", "New address"), "みなと野市桜台二丁目3番12号", "staff", change=True),
        s.Row("move.from", w("前の住所", "Previous address"), "あさひ県青空市本町一丁目4番7号", "earlier", change=True),
    )
    what = (s.Row("procedures", w("3件", "3 procedures"), w("転入届・児童手当・子ども医療", "Moving in, child allowance, medical"), change=True),)
    family = tuple(
        s.Group(
            w(f"{at + 2}人目", f"Person {at + 2}"),
            (
                s.Row(f"person{at}.name", w("氏名", "Name"), "𠮷田　葛\U000e0100子", "citizen", change=True),
                s.Row(f"person{at}.birth", w("生年月日", "Date of birth"), w("令和2年5月14日（2020年）", "14 May 2020"), "citizen", change=True),
            ),
        )
        for at in range(people)
    )
    return (
        s.Group(w("あなた", "You"), you),
        s.Group(w("引っ越し", "Your move"), move),
        *family,
        s.Group(w("申請する手続き", "What you apply for"), what),
    )


def _check(w: Words, people: int = 0, sending: str = "") -> s.CheckScreen:
    frame = w.frame(
        3,
        w.text("check.heading"),
        help=w.text("check.help"),
        next_icon="check",
        next_kind="blocked" if sending else "primary",
    )
    return s.CheckScreen(frame, _groups(w, people), w.text("check.submit"), sending)


def _accepted(w: Words, printing: str = "printing") -> s.AcceptedScreen:
    stops = (
        s.Stop("7", w("2階 市民課", "Floor 2, Residents"), w("転入届", "Moving in")),
        s.Stop("12", w("2階 こども家庭課", "Floor 2, Children"), w("児童手当、子ども医療", "Child allowance")),
    )
    good = printing in {"printing", "printed"}
    frame = w.frame(
        4,
        w.text("accepted.heading" if good else "accepted.heading_no_paper"),
        help=w.text("accepted.help") if good else "",
        back=False,
        finish=True,
        next_kind="blocked" if printing == "printing" else "primary",
        next_icon="check",
        next_label=w.text({"printing": "accepted.busy", "printed": "accepted.finish"}.get(printing, "accepted.noted")),
    )
    plain = s.AcceptedScreen(frame, "123", "8.4.3", stops, printing, w.text("accepted.sending"))  # type: ignore[arg-type] # closed set
    if good:
        return plain
    return replace(
        plain,
        problem=w.text("accepted.not_printed"),
        problem_detail=w.text("accepted.not_printed_detail"),
        reprint=True,
    )


def _idle(w: Words) -> s.MessageScreen:
    options = (s.Option("stay", w.text("quit.stay")), s.Option("leave", w.text("idle.leave")))
    return s.MessageScreen(
        w.frame(-1, w.text("idle.heading"), back=False, next_kind="none"),
        "",
        options,
        body=w.text("idle.body"),
        big="45",
        bar=0.82,
        big_before=w.text("idle.before"),
        big_after=w.text("idle.after"),
        note=w.text("idle.note"),
    )


def _message(w: Words, heading: str, icon: str, options: tuple[s.Option, ...], **more: object) -> s.MessageScreen:
    frame = w.frame(-1, w.text(heading), back=False, next_kind="none")
    return replace(s.MessageScreen(frame, icon, options), **more)  # type: ignore[arg-type] # fields by name


def _language(w: Words) -> s.LanguageScreen:
    frame = w.frame(-1, w.text("language.heading"), help=w.text("language.help"), next_kind="words", next_label="　")
    languages = (
        s.Option("ja", "日本語", chosen=w.language == "ja"),
        s.Option("en", "English", chosen=w.language == "en"),
    )
    return s.LanguageScreen(replace(frame, next_kind="none", next_label=""), languages)


def samples(language: str) -> dict[str, s.Screen]:
    """Every screen by name, in this language; variants carry a suffix."""
    w = Words(language)
    quit_options = (s.Option("stay", w.text("quit.stay")), s.Option("leave", w.text("quit.leave"), outlined=True))
    return {
        "start": _start(w),
        "start-no-reader": replace(_start(w), card=False, camera=False),
        "card": _card(w),
        "card-reading": _card(w, reading=w.text("card.reading")),
        "card-problem": _card(w, problem=w.text("card.not_read")),
        "code": s.CodeScreen(
            w.frame(1, w.text("code.heading"), help=w.text("code.help"), next_kind="words", next_label=w.text("code.waiting")),
        ),
        "pin": _pin(w),
        "pin-wrong": _pin(w, w.text("pin.wrong", count=2), 2),
        "facts": _facts(w, take=True),
        "facts-taken": _facts(w, take=False),
        "proposals": _proposals(w),
        "choice": _choice(w),
        "choice-problem": _choice(w, problem=w.text("question.choose")),
        "choice-six": _choice(w, 6),
        "choice-many": _choice(w, 9),
        "people": _people(w),
        "text": _text(w),
        "text-candidates": _candidates(w),
        "text-latin": _text(w, "latin", keyboards=("kana", "latin"), note=""),
        "text-phone": _telephone(w),
        "text-problem": _text(w, problem=w("名前を入力してください", "Enter the given name")),
        "date": _date(w, wrong=False),
        "date-wrong": _date(w, wrong=True),
        "postal": _postal(w, 2),
        "postal-many": _postal(w, 8),
        "postal-empty": _postal(w, 0),
        "check": _check(w),
        "check-long": _check(w, people=4),
        "check-sending": _check(w, sending=w.text("check.sending")),
        "accepted": _accepted(w),
        "accepted-printed": _accepted(w, "printed"),
        "accepted-no-paper": _accepted(w, "not_printed"),
        "message-idle": _idle(w),
        "message-quit": _message(w, "quit.heading", "", quit_options),
        "message-staff": _message(
            w, "staff.heading", "support_agent", (s.Option("stay", w.text("staff.stay")),), body=w.text("staff.body")
        ),
        "message-thanks": _message(
            w, "thanks.heading", "check", (s.Option("close", w.text("thanks.close")),), body=w.text("thanks.body")
        ),
        "message-closed": _message(w, "closed.heading", "info", (), slab=False, alert=True),
        "language": _language(w),
    }
