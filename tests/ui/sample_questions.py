"""Samples of the questions."""

from __future__ import annotations

from dataclasses import replace

from kiosk.ui import states as s
from tests.ui.sample_words import Words


def options(w: Words, count: int = 4) -> tuple[s.Option, ...]:
    known = (
        s.Option(
            "self",
            w("わたしだけ", "Only me"),
            w("髙橋　健一さんの分", "Kenichi Takahashi"),
            chosen=True,
        ),
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


def choice(w: Words, count: int = 4, problem: str = "") -> s.ChoiceScreen:
    found = options(w, count)
    if problem or count > 6:
        found = (replace(found[0], chosen=False), *found[1:])
    frame = w.frame(
        2,
        w("だれの住民票が必要ですか", "Whose residence certificate do you need?"),
        help=w(
            "提出先から指定がなければ「わたしだけ」で足ります。",
            "“Only me” is enough unless you were asked for more.",
        ),
        eyebrow=w.text("question.progress", number=1, total=2),
    )
    return s.ChoiceScreen(frame, found, problem=problem)


def people(w: Words) -> s.PeopleScreen:
    years = (
        ("37", "36", "7", "5"),
        ("昭和63年9月14日", "平成2年1月30日", "平成30年7月2日", "令和2年5月14日"),
    )
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


def text(w: Words, keyboard: s.Keyboard = "kana", **more: object) -> s.TextScreen:
    fields = (
        s.Field("family", w("セイ（名字）", "Family name"), "タカハシ"),
        s.Field("given", w("メイ（名前）", "Given name"), "ケンイ", caret=3),
    )
    frame = w.frame(
        2,
        w("お名前のフリガナを入力してください", "Enter your name in katakana"),
        eyebrow=w.text("question.progress", number=2, total=9),
    )
    note = w(
        "外国の方は、住民票にある読み方をカタカナで。", "As it stands on your residence record."
    )
    plain = s.TextScreen(frame, fields, keyboard, note=note)
    return replace(plain, **more)  # type: ignore[arg-type] # fields by name


def telephone(w: Words) -> s.TextScreen:
    frame = w.frame(
        2,
        w("電話番号を入力してください", "Enter your telephone number"),
        eyebrow=w.text("question.progress", number=8, total=9),
    )
    fields = (s.Field("phone", w("電話番号", "Telephone"), "090-1234-", caret=9),)
    return s.TextScreen(frame, fields, "digits", unknown=w("電話がない", "I have no telephone"))


def candidates(w: Words) -> s.TextScreen:
    writings = tuple(
        s.Option(f"writing.{at}", name) for at, name in enumerate(("髙橋", "高橋", "タカハシ"))
    )
    fields = (
        s.Field("family", w("名字", "Family name"), "タカハシ", caret=4),
        s.Field("given", w("名前", "Given name"), "", placeholder=w("例：健一", "e.g. 健一")),
    )
    return text(w, fields=fields, candidates=writings, keyboards=("kana", "latin"))


def date(w: Words, *, wrong: bool) -> s.DateScreen:
    names = ("reiwa", "heisei", "showa", "taisho", "western")
    words = (
        w("令和", "Reiwa"),
        w("平成", "Heisei"),
        w("昭和", "Showa"),
        w("大正", "Taisho"),
        w("西暦", "Western"),
    )
    eras = tuple(
        s.Option(
            f"era.{name}", word, chosen=not at, enabled=not wrong or name in {"reiwa", "western"}
        )
        for at, (name, word) in enumerate(zip(names, words, strict=True))
    )
    units = (w("年", "Y"), w("月", "M"), w("日", "D"))
    values = ("8", "4", "8") if wrong else ("2", "5", "14")
    fields = tuple(
        s.Field(name, unit, value, caret=len(value) if at == 2 else -1, wrong=wrong, unit=unit)
        for at, (name, unit, value) in enumerate(
            zip(("year", "month", "day"), units, values, strict=True)
        )
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
    problem = w(
        "引っ越した日は今日までの日付を入力してください", "The moving date must be today or earlier"
    )
    detail = w(
        "入力された日：2026年4月8日（水）　今日：4月3日（金）",
        "Entered: Wed 8 April 2026. Today: 3 April",
    )
    return s.DateScreen(frame, eras, fields, quick=quick, problem=problem, problem_detail=detail)


def postal(w: Words, towns: int) -> s.PostalScreen:
    frame = w.frame(
        2,
        w("新しい住所の郵便番号を入力してください", "Enter the postal code of your new address"),
        eyebrow=w.text("question.progress", number=5, total=9),
    )
    names = [
        s.Option(
            f"town.{at}",
            f"みなと野市 桜台{'一二三四五六七八'[at]}丁目",
            chosen=towns == 2 and at == 1,
        )
        for at in range(towns)
    ]
    return s.PostalScreen(
        frame, "1234567" if towns else "1234", tuple(names), w.text("postal.unknown")
    )


def proposals(w: Words) -> s.ProposalsScreen:
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
