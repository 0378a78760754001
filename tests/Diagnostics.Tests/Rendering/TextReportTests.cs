using Spectre.Console;
using Spectre.Console.Testing;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Tests.Rendering;

public sealed class TextReportTests
{
    public static TheoryData<string, int> Everywhere
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var situation in new[] { "lock order", "starvation", "worst", "nothing" })
            {
                foreach (var width in new[] { 40, 80, 120, 200 })
                {
                    cases.Add(situation, width);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Lines_KeepToTheWidthAndEndWithoutSpaces(string situation, int width) =>
        Assert.All(Written.Lines(For(situation), width, verbose: true), line =>
        {
            Assert.True(line.Length <= width, line);
            Assert.Equal(line.TrimEnd(), line);
        });

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void NarrowTerminal_CutsNothing(string situation, int width) => Assert.Equal(
        Letters(Written.Text(For(situation), 1000, verbose: true)), Letters(Written.Text(For(situation), width, verbose: true)));

    [Theory]
    [InlineData("lock order")]
    [InlineData("starvation")]
    public void Verdict_FitsFortyLines(string situation) => Assert.InRange(VerdictLines(For(situation)), 1, 40);

    [Fact]
    public void VerdictOfOneRule_FitsFortyLinesAtItsWorst() =>
        Assert.All(For("worst").Verdicts.OfType<Verdict.Found>(), found =>
            Assert.InRange(VerdictLines(For("worst") with { Verdicts = [found] }), 1, 40));

    [Fact]
    public void PlainConsole_GetsNoEscapeSequences()
    {
        Assert.DoesNotContain('\u001b', Written.Text(For("lock order")));
        Assert.Contains("\u001b[", Written.Text(For("lock order"), ansi: AnsiSupport.Yes), StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_ChangeNoText()
    {
        using var plain = new TestConsole().Width(120);
        using var coloured = new TestConsole().Width(120).Colors(ColorSystem.TrueColor);
        TextReport.Write(plain, For("starvation"), new TextOptions());
        TextReport.Write(coloured, For("starvation"), new TextOptions());

        Assert.Equal(plain.Output, coloured.Output);
    }

    [Theory]
    [InlineData("\u001b[31mred")]
    [InlineData("two\nlines")]
    [InlineData("over\rwritten")]
    [InlineData("turned\u202eround")]
    [InlineData("title\u001b]0;x\u0007")]
    [InlineData("c1\u009b31m")]
    public void NamesOfTheTarget_DoNotAct(string name)
    {
        var text = Written.Text(Snapshots.Of().Thread(name, holds: name + ".x", wants: "y").Thread("B", holds: "y", wants: name + ".x", at: name + ".M:1").Report());

        Assert.All(text.Replace("\n", "", StringComparison.Ordinal), character => Assert.False(char.IsControl(character) || character == '\u202e'));
        Assert.Contains("\\", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_IsText() =>
        Assert.Contains("\"[red]x[/]\" (#1)", Written.Text(Snapshots.Of().Thread("[red]x[/]", holds: "x").Report()), StringComparison.Ordinal);

    [Fact]
    public void WhatWasNotChecked_IsNeverCalledClean()
    {
        var lines = Written.Lines(Snapshots.Of().Thread("A", wait: WaitKind.Lock).Report());

        Assert.Equal("Shop (process 4321, .NET 10.0.12): nothing is stuck as far as could be checked.", lines[0]);
        Assert.Equal("UNR4001 not checked: 1 thread waits for a lock that could not be identified.", lines[1]);
    }

    [Fact]
    public void StacksAlone_ProveNothing()
    {
        var report = Snapshots.Of().Thread("A", wait: WaitKind.Lock)
            .Capture(capture => capture with { Detail = CaptureDetail.Stacks, PartlySeenBecause = "only stacks were seen" }).Report();
        var lines = Written.Lines(report);

        Assert.Equal("Shop (process 4321, .NET 10.0.12): whether anything is stuck cannot be told from stacks alone.", lines[0]);
        Assert.Equal($"All {report.NotChecked.DistinctBy(verdict => verdict.RuleId).Count()} rules not checked: only stacks were seen.", lines[1]);
        Assert.DoesNotContain(lines.Skip(2), line => line.Contains("not checked", StringComparison.Ordinal));
    }

    [Fact]
    public void Limitations_AreSaid() =>
        Assert.Contains("Not seen: half of the heap.", Written.Lines(Snapshots.Of().Capture(capture => capture with { Limitations = ["half of the heap"] }).Report()));

    [Theory]
    [InlineData(CaptureSource.Freeze, 7.6, 1, "The process was paused for 8 ms to copy 3.3 MB.")]
    [InlineData(CaptureSource.Freeze, 0.2, 3, "The process was paused for 1 ms to copy 3.3 MB, in 3 attempts.")]
    [InlineData(CaptureSource.Dump, 1200, 1, "The process was paused for 1200 ms to write a dump.")]
    internal void Pause_IsSaid(CaptureSource source, double milliseconds, int attempts, string said) =>
        Assert.Equal(said, Written.Lines(Snapshots.Of().Capture(capture => capture with
        {
            Source = source,
            Pause = TimeSpan.FromMilliseconds(milliseconds),
            Attempts = attempts,
            CopiedBytes = 3_500_000,
        }).Report())[^1]);

    [Fact]
    public void Findings_AreCountedAndTheRestIsShownOnRequest()
    {
        var report = For("worst");

        Assert.Contains("... and 27 more of UNR1001; --verbose shows all", Written.Lines(report, 200));
        Assert.Equal(30, Written.Lines(report, 200, verbose: true).Count(line => line.StartsWith("UNR1001", StringComparison.Ordinal)));
    }

    private static Report For(string situation) => (situation switch
    {
        "lock order" => Situations.LockOrder,
        "starvation" => Situations.Starvation,
        "worst" => Situations.Worst,
        _ => Snapshots.Of(),
    }).Report();

    /// <summary>Lines before the picture of the threads.</summary>
    private static int VerdictLines(Report report) => Written.Lines(report).TakeWhile(line => !line.StartsWith("Threads (", StringComparison.Ordinal)).Count();

    private static string Letters(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
