extension RightsTests {
    /// What tempts those who would like to run Acme's tests, or to know their questions.
    static let linesAboutTests: [String: [String]] = [
        "tests mine": ["tests mine"], "tests": ["tests"], "test": ["test swift-basics", "test swift-basics start"],
        "test stop": ["test stop"], "test show": ["test show swift-basics"], "test hide": ["test hide swift-basics"],
        "test explain": ["test explain Why"],
        "tests create": ["tests create Another test", "tests create Another test\nsponsor: Beta"],
        "tests edit": ["tests edit swift-basics\npass: 1"],
        "tests show": ["tests show swift-basics"],
        "tests add": ["tests add swift-basics\nquestion: Is this one new?\ntrue: yes"],
        "tests import": [
            "tests import swift-basics\nIs this one new? {T}", "tests import confirm", "tests import cancel",
            "tests import swift-basics confirm",
        ],
        "tests questions": ["tests questions swift-basics"],
        "tests question": ["tests question swift-basics 1"],
        "tests retire": ["tests retire swift-basics 1"],
        "tests replace": ["tests replace swift-basics 1\nquestion: Is this one new?\ntrue: yes"],
        "tests void": ["tests void swift-basics 1"],
        "tests open": ["tests open swift-basics", "tests open draft-of-acme"],
        "tests close": ["tests close swift-basics"],
        "tests delete": ["tests delete swift-basics", "tests delete draft-of-acme"],
        "tests stats": ["tests stats swift-basics"],
        "tests time": ["tests time swift-basics @finn:example.org 50"],
        "tests extra": ["tests extra swift-basics"],
        "tests log": ["tests log swift-basics"],
        "tests trace": ["tests trace swift-basics\n\(TrialHall.question)"],
    ]

    /// Those of them by which something changes.
    static let changesAboutTests: Set = [
        "tests create", "tests edit", "tests add", "tests import", "tests retire", "tests replace", "tests void",
        "tests close", "tests delete", "tests time", "tests question", "tests questions", "tests trace", "test",
    ]
}
