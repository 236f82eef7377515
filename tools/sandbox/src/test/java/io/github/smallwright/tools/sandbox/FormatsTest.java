package io.github.smallwright.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.SandboxResult;
import org.junit.jupiter.api.Test;

/** What passes, what fails, and whose fault it is. */
class FormatsTest {

    @Test
    void rightCodePasses() {
        assertThat(Jailed.java("return a + b;")).isEqualTo(new SandboxResult.Passed(2));
        assertThat(Jailed.python("def add(a, b): return a + b")).isEqualTo(new SandboxResult.Passed(2));
    }

    @Test
    void theConditionsOfTheEscapesAreNotWhatFails() {
        assertThat(Jailed.javaIf("return true;")).isEqualTo(new SandboxResult.Passed(2));
        assertThat(Jailed.pythonIf("return True")).isEqualTo(new SandboxResult.Passed(2));
    }

    @Test
    void wrongCodeFailsAndTheReportSaysWhatWasExpected() {
        assertThat(Jailed.java("return a;"))
                .isInstanceOfSatisfying(SandboxResult.TestsFailed.class, it -> assertThat(it.report())
                        .contains("expected: <5> but was: <2>"));
        assertThat(Jailed.python("def add(a, b): return a"))
                .isInstanceOfSatisfying(SandboxResult.TestsFailed.class, it -> assertThat(it.report())
                        .contains("AssertionError: 5 != 2")
                        .contains("line 3, in test_adds"));
        assertThat(Jailed.python("def add(a, b): return a / 0"))
                .isInstanceOfSatisfying(SandboxResult.TestsFailed.class, it -> assertThat(it.report())
                        .contains("ZeroDivisionError"));
    }

    @Test
    void brokenCodeDoesNotCompile() {
        assertThat(Jailed.java("return")).isInstanceOf(SandboxResult.DoesNotCompile.class);
        assertThat(Jailed.python("def add(a")).isInstanceOf(SandboxResult.DoesNotCompile.class);
        assertThat(Jailed.javaClass("class Other {}")).isInstanceOf(SandboxResult.DoesNotCompile.class);
    }

    @Test
    void aBrokenTestFileIsUnusable() {
        assertThat(Jailed.run(Language.JAVA, "class Add {}", "class {")).isInstanceOf(SandboxResult.Unusable.class);
        assertThat(Jailed.run(Language.PYTHON, "x = 1", "class (")).isInstanceOf(SandboxResult.Unusable.class);
        assertThat(Jailed.run(Language.PYTHON, "x = 1", "x = 2")).isInstanceOf(SandboxResult.Unusable.class);
    }

    @Test
    void lettersBeyondAsciiArriveAsTheyWereWritten() {
        assertThat(Jailed.java("return \"größer ≥\".length() == 8 ? a + b : 0;"))
                .isEqualTo(new SandboxResult.Passed(2));
        assertThat(Jailed.pythonIf("return len('größer ≥') == 8")).isEqualTo(new SandboxResult.Passed(2));
    }

    @Test
    void ordinaryPythonIsNotMistakenForAnEscape() {
        String source =
                """
                import collections, dataclasses, enum, functools, itertools, logging, math, random, re, typing
                Point = collections.namedtuple('Point', 'x y')
                class Pair(typing.NamedTuple):
                    x: int
                    y: int
                class Colour(enum.Enum):
                    RED = 1
                @dataclasses.dataclass
                class Sum:
                    x: int
                    y: int
                    def total(self): return self.x + self.y
                def doubled(f):
                    @functools.wraps(f)
                    def g(*args): return f(*args)
                    return g
                @doubled
                @functools.lru_cache
                def add(a, b):
                    if not isinstance(a, int): raise ValueError('a number')
                    assert Point(a, b).x == Pair(a, b).x and Colour(1) is Colour.RED
                    try:
                        raise KeyError('x')
                    except KeyError as e:
                        pass
                    return Sum(a, b).total()
                """;
        String tests =
                """
                import unittest, unittest.mock, candidate
                from candidate import add, Point, Sum
                class T(unittest.TestCase):
                    @classmethod
                    def setUpClass(cls): cls.five = 5
                    def test_adds(self): self.assertEqual(self.five, add(2, 3))
                    def test_refuses(self):
                        with self.assertRaises(ValueError) as caught: add('a', 1)
                        self.assertIn('number', str(caught.exception))
                    def test_equal(self): self.assertEqual(Sum(1, 2), Sum(1, 2)); self.assertEqual((1, 2), Point(1, 2))
                    def test_sub(self):
                        for i in range(3):
                            with self.subTest(i=i): self.assertEqual(i + 1, add(i, 1))
                    def test_mock(self): self.assertEqual(3, unittest.mock.Mock(return_value=3)())
                """;
        assertThat(Jailed.run(Language.PYTHON, source, tests)).isEqualTo(new SandboxResult.Passed(5));
    }
}
