using System.Text.RegularExpressions;

namespace Unravel.Repository.Tests.Plan;

/// <summary>docs/rules/plan.tsv answers for every known pitfall and every verdict: its ids, or why it is not taken.</summary>
public sealed partial class RulePlanTests
{
    private const string NotTaken = "not taken";

    private static readonly (string Section, int Rows)[] s_census =
        [("A", 25), ("B", 47), ("C", 20), ("D", 45), ("E", 37), ("F", 24), ("G", 9), ("H", 11), ("I", 14), ("J", 10)];

    private static readonly (string Section, int Rows)[] s_shortlist =
        [("4.1.", 18), ("4.2.", 17), ("4.3.", 10), ("4.4.", 15), ("4.5.", 6), ("4.6.", 8)];

    private static readonly (string Section, int Rows)[] s_verdicts = [("V", 12)];

    private readonly IReadOnlyList<string[]> _rows = Tsv.Rows("docs/rules/plan.tsv", "source", "pitfall", "id", "note");

    [Fact]
    public void EverySource_IsThereOnce()
    {
        var expected = new[] { s_census, s_shortlist, s_verdicts }
            .SelectMany(sections => sections)
            .SelectMany(section => Enumerable.Range(1, section.Rows).Select(row => section.Section + row));

        Assert.Equal(expected, _rows.Select(row => row[0]));
    }

    [Fact]
    public void EveryId_IsWellFormed() =>
        Assert.All(_rows, row => Assert.True(
            row[2] == NotTaken || row[2].Split(' ').All(id => WellFormed().IsMatch(id)),
            $"{row[0]}: '{row[2]}' is neither ids nor '{NotTaken}'."));

    [Fact]
    public void WhatIsNotTaken_SaysBecause() =>
        Assert.All(_rows.Where(row => row[2] == NotTaken), row => Assert.StartsWith("because ", row[3], StringComparison.Ordinal));

    [Fact]
    public void ShortlistAndVerdicts_AreAllTaken() =>
        Assert.All(_rows.Where(row => row[0][0] is '4' or 'V'), row => Assert.NotEqual(NotTaken, row[2]));

    [Fact]
    public void EveryId_HasItsNameAndTheOtherWayRound()
    {
        var named = Tsv.Rows("docs/rules/ids.tsv", "id", "fault", "faces").Select(row => row[0]);
        var planned = _rows.Where(row => row[2] != NotTaken).SelectMany(row => row[2].Split(' ')).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(planned, named);
    }

    [GeneratedRegex("^UNR[1-9][0-9]{3}$")]
    private static partial Regex WellFormed();
}
