using System.Text;
using System.Text.RegularExpressions;
using Unravel.Repository.Tests.Plan;

namespace Unravel.Repository.Tests.Generated;

/// <summary>docs/accuracy.md counts what docs/accuracy.tsv says of each report on public code.</summary>
public sealed partial class AccuracyTests
{
    private static readonly string[] s_verdicts = ["true", "false", "debatable"];

    [Fact]
    public void Counts_EqualTheVerdicts()
    {
        var table = new StringBuilder("| rule | level | true | false | debatable |\n|---|---|---|---|---|\n");
        foreach (var rule in Rows().GroupBy(row => row[3]).OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            table.Append($"| [{rule.Key}](rules/{rule.Key}.md) | {Catalog.Rules.Get(rule.Key).Level} | {string.Join(" | ", s_verdicts.Select(verdict => rule.Count(row => row[4] == verdict)))} |\n");
        }

        GeneratedFile.CheckBlock("docs/accuracy.md", "<!-- counts -->", "<!-- /counts -->", table.ToString());
    }

    [Fact]
    public void Rows_SayWhichLineOfWhichCommit()
    {
        Assert.All(Rows(), row =>
        {
            Assert.Matches(Commit(), row[1]);
            Assert.Matches(Place(), row[2]);
            Assert.Contains(row[3], Catalog.Rules.All.Select(rule => rule.Id));
            Assert.Contains(row[4], s_verdicts);
        });
        Assert.Equal(Rows().Count, Rows().Select(row => string.Join(' ', row[..4])).Distinct().Count());
    }

    // A warning promises to be right: one false report in ten is the most.
    [Fact]
    public void Warnings_AreRightNineTimesInTen() =>
        Assert.DoesNotContain(
            Rows().GroupBy(row => row[3]).Where(rule => Catalog.Rules.Get(rule.Key).Level == Catalog.Level.Warning),
            rule => rule.Count(row => row[4] == "false") * 10 > rule.Count());

    private static IReadOnlyList<string[]> Rows() =>
        Tsv.Rows("docs/accuracy.tsv", "repository", "commit", "path:line", "id", "verdict", "reason");

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Commit();

    [GeneratedRegex(@"^[^:]+\.cs:\d+$")]
    private static partial Regex Place();
}
